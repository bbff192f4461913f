"""Addresses that lead nowhere: no database of ours can be asked for a text with a NUL in it."""

from collections.abc import Callable

from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.defaults import bad_request

Answer = Callable[[HttpRequest], HttpResponseBase]


def no_nul(get_response: Answer) -> Answer:
    """Find nothing at a path with a NUL, and refuse a query with one, before anything is looked up."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if "\0" in request.path_info:
            raise Http404
        if "%00" in request.META.get("QUERY_STRING", ""):
            return bad_request(request, SuspiciousOperation())
        return get_response(request)

    return answer
