"""How private pages are answered: kept by nobody."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods

View = Callable[..., HttpResponse]


def private(view: View) -> View:
    """Keep an answer out of every cache, the browser's included."""

    @wraps(view)
    def never_kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        patch_vary_headers(response, ["Cookie"])
        return response

    checked: View = require_http_methods(["GET", "HEAD", "POST"])(never_kept)
    return checked
