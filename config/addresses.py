"""Addresses that lead nowhere: no database of ours can be asked for a text with a NUL in it."""

from collections.abc import Callable

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

Answer = Callable[[HttpRequest], HttpResponseBase]


def no_nul(get_response: Answer) -> Answer:
    """Find nothing at a path with a NUL, before anything is looked up. Queries are their views' own matter."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if "\0" in request.path_info:
            raise Http404
        return get_response(request)

    return answer
