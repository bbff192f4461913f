"""Addresses of calls without a language: they lead to the one that the browser prefers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request
from django.views.decorators.http import require_safe


@require_safe
def front_door(request: HttpRequest) -> HttpResponse:
    """Lead to the page in the language that the browser prefers."""
    response = redirect(f"/{get_language_from_request(request)}/video/")
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


urlpatterns = [path("video/", front_door)]
