"""Carrying a source: who came by a printed code keeps its source from page to page, without a cookie or a script.

A short link leads to a page with `?source=…`. The page cache leaves that part out of its keys, so all sources share one
entry; on the way out the links of the page get the part, up to where a report begins and keeps it for good
(docs/decisions/0021-carrying-a-source.md).
"""

import re
from collections.abc import Callable
from urllib.parse import parse_qsl, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

SOURCE = "source"
LONGEST = 40
WORD = re.compile(r"[a-zA-Z0-9]+(?:-[a-zA-Z0-9]+)*")
# A link or a form of a page; what is in <head> (canonical address, translations) is left alone.
_LINK = re.compile(r'(<a\b[^>]*?\shref=")([^"]*)(")', re.IGNORECASE)
_FORM = re.compile(r'<form\b(?![^>]*\bmethod="post")[^>]*?\saction="([^"]*)"[^>]*>', re.IGNORECASE)
LANGUAGES = tuple(f"/{code}/" for code, _ in settings.LANGUAGES)
PAGES = ("/", *LANGUAGES)

Handler = Callable[[HttpRequest], HttpResponseBase]


class CarriedSource:
    """Middleware around the page cache: adds the source of the address to what leads onward."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and let the source go along."""
        response = self.get_response(request)
        query = request.META.get("QUERY_STRING", "")
        if SOURCE not in query or request.method not in ("GET", "HEAD") or not is_page(request.path_info):
            return response
        source = source_in(query)
        return carried(response, source) if source else response


def is_page(path: str) -> bool:
    """Whether an address is one of the public pages."""
    return path == "/" or path.startswith(LANGUAGES)


def source_in(query: str) -> str:
    """Return the source that a query names; nothing when it is no plain word."""
    return plain_source(dict(parse_qsl(query)).get(SOURCE, ""))


def plain_source(text: str) -> str:
    """Return a source such as `bike-poster`; nothing for what is no plain word."""
    return text if len(text) <= LONGEST and WORD.fullmatch(text) else ""


def carried(response: HttpResponseBase, source: str) -> HttpResponseBase:
    """Return the answer with the source in what leads to other pages of the site."""
    if 300 <= response.status_code < 400 and "Location" in response:
        response["Location"] = with_source(response["Location"], source)
    elif isinstance(response, HttpResponse) and response.get("Content-Type", "").startswith("text/html"):
        text = response.content.decode(response.charset)
        response.content = in_page(text, source).encode(response.charset)
        if "Content-Length" in response:
            response["Content-Length"] = str(len(response.content))
    return response


def in_page(html: str, source: str) -> str:
    """Return a page whose links and search forms carry the source."""
    linked = _LINK.sub(lambda found: found[1] + with_source(found[2], source, "&amp;") + found[3], html)
    hidden = f'<input type="hidden" name="{SOURCE}" value="{source}">'
    return _FORM.sub(lambda found: found[0] + (hidden if leads_on(found[1]) else ""), linked)


def with_source(address: str, source: str, joint: str = "&") -> str:
    """Return an address of the site with the source in its query; any other as it is."""
    if not leads_on(address):
        return address
    rest, hash_mark, fragment = address.partition("#")
    query = rest.partition("?")[2]
    if source_in(query.replace("&amp;", "&")):
        return address
    return (
        f"{rest}{joint if query else '' if rest.endswith('?') else '?'}{SOURCE}={source}{hash_mark}{fragment}"
    )


def leads_on(address: str) -> bool:
    """Whether an address is a page of this site, as its templates write them: below a language, or relative."""
    if not address or address.startswith(("#", "//", "?")):
        return False
    if address.startswith("/"):
        return is_page(urlsplit(address).path)
    return not urlsplit(address).scheme
