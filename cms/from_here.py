"""Forms of cached pages carry no token against forgery: the browser says where they were sent from."""

from urllib.parse import urlsplit

from django.http import HttpRequest


def is_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that the form was on a page of this site."""
    origin = urlsplit(request.headers.get("Origin", ""))
    told = request.headers.get("Sec-Fetch-Site", "same-origin")
    return origin.netloc == request.get_host() and told == "same-origin"
