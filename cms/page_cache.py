"""The cache of public pages: before all else, exact at publishing, safe to be wrong about for no visitor.

An entry belongs to one generation (a row that each visible change bumps in its own transaction), ends when the next
notice or date falls due and after five minutes at most, and is bytes and headers only. What has a session, a
signature, an unknown query or a cookie to set goes by.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from threading import Lock
from urllib.parse import parse_qsl

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.timezone import now

from cms.models import Generation, Notice

ROOM = 32 * 1024 * 1024
LARGEST = 512 * 1024
PLACES = (*(f"/{code}/" for code, _ in settings.LANGUAGES), "/api/v2/", "/sitemap.xml")
KINDS = ("text/html", "application/json", "application/xml", "application/atom+xml")
# The language is in the address, and data is given in every language.
OWN_PAGES = {settings.SESSION_COOKIE_NAME, settings.KIOSK_COOKIE_NAME}
SAME_FOR_ALL = {"", "accept", "accept-encoding", "accept-language", "cookie"}
# Names of query parts that change an answer; anything else unknown goes by the cache.
ASKED = frozenset(
    {
        *("q", "page", "language", "locale", "type", "fields", "limit", "offset", "order", "search"),
        *("search_operator", "slug", "child_of", "descendant_of", "ancestor_of", "translation_of"),
        *("show_in_menus", "html_path", "tags", "expand", "path", "untranslated"),
    }
)
# Names that other sites hang on links, and the source of a printed code, which is put into the links of a page
# after it left the cache (cms/carrying.py). No page that is kept looks at them.
TRACKING = frozenset(
    {
        "source",
        "utm_source",
        "utm_medium",
        "utm_campaign",
        "utm_term",
        "utm_content",
        "fbclid",
        "gclid",
        "msclkid",
    }
)

Key = tuple[int, str, str, str, tuple[tuple[str, str], ...]]
Handler = Callable[[HttpRequest], HttpResponseBase]
NextDate = Callable[[datetime], datetime | None]


@dataclass(frozen=True)
class Entry:
    """An answer as it went out, and until when it may again."""

    body: bytes
    headers: tuple[tuple[str, str], ...]
    etag: str
    until: datetime


class Store:
    """Entries by key, in this process, the least used first to go when the room is full."""

    def __init__(self, room: int = ROOM) -> None:
        self._entries: OrderedDict[Key, Entry] = OrderedDict()
        self._room = room
        self._used = 0
        self._lock = Lock()

    def get(self, key: Key) -> Entry | None:
        """Return the entry that is still good."""
        with self._lock:
            entry = self._entries.get(key)
            if entry is None:
                return None
            if entry.until <= now():
                self._drop(key)
                return None
            self._entries.move_to_end(key)
            return entry

    def put(self, key: Key, entry: Entry) -> None:
        """Keep an entry, and let go of the least used ones for it."""
        with self._lock:
            self._drop(key)
            self._entries[key] = entry
            self._used += len(entry.body)
            while self._used > self._room:
                self._drop(next(iter(self._entries)))

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._entries.clear()
            self._used = 0

    def _drop(self, key: Key) -> None:
        entry = self._entries.pop(key, None)
        self._used -= len(entry.body) if entry else 0


store = Store()
_dates: list[NextDate] = [Notice.objects.next_change]


def ends_at(next_date: NextDate) -> None:
    """Register who knows a moment at which pages change by themselves, such as the end of an eligibility."""
    if next_date not in _dates:
        _dates.append(next_date)


class PublicPageCache:
    """The outermost middleware: answers from the store what every visitor gets alike."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer from the store, else ask the site and keep what may be kept."""
        key = key_of(request)
        if key is None:
            return self.get_response(request)
        entry = store.get(key)
        if entry is None:
            response = self.get_response(request)
            entry = entry_of(request, response)
            if entry is None:
                return response
            store.put(key, entry)
        return answer(request, entry)


def key_of(request: HttpRequest) -> Key | None:
    """Return what the answer depends on; nothing when this request must go by the cache."""
    if not settings.PAGE_CACHE_SECONDS or request.method not in ("GET", "HEAD"):
        return None
    if not request.path_info.startswith(PLACES) or "HTTP_AUTHORIZATION" in request.META:
        return None
    if "HTTP_COOKIE" in request.META and OWN_PAGES & request.COOKIES.keys():
        return None
    asked = parse_qsl(request.META.get("QUERY_STRING", ""), keep_blank_values=True)
    query = tuple(sorted(part for part in asked if part[0] not in TRACKING))
    if any(name not in ASKED for name, _ in query):
        return None
    generation = Generation.current()
    if generation is None:
        return None
    return generation, request.scheme or "", request.get_host(), request.path_info, query


def entry_of(request: HttpRequest, response: HttpResponseBase) -> Entry | None:
    """Return the entry for an answer that is the same for every visitor; nothing for any other."""
    if request.method != "GET" or not isinstance(response, HttpResponse) or response.status_code != 200:
        return None
    kept = {name.lower(): value for name, value in response.items()}
    vary = {name.strip().lower() for name in kept.get("vary", "").split(",")}
    private = any(word in kept.get("cache-control", "") for word in ("private", "no-store"))
    if response.cookies or private or not vary <= SAME_FOR_ALL or len(response.content) > LARGEST:
        return None
    if not kept.get("content-type", "").startswith(KINDS):
        return None
    etag = f'"{sha256(response.content).hexdigest()[:32]}"'
    headers = tuple((name, value) for name, value in response.items() if name.lower() not in OURS)
    return Entry(bytes(response.content), headers, etag, end_of_entry(now()))


OURS = frozenset({"etag", "cache-control", "content-length"})


def end_of_entry(moment: datetime) -> datetime:
    """Return until when an answer given now is right: the next known date, five minutes at most."""
    latest = moment + timedelta(seconds=settings.PAGE_CACHE_SECONDS)
    dates = [next_date(moment) for next_date in _dates]
    return min([latest, *[date for date in dates if date]])


def answer(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Return the entry as an answer; browsers may keep it and ask each time whether it still holds."""
    fresh = entry.etag in request.META.get("HTTP_IF_NONE_MATCH", "")
    body = b"" if request.method == "HEAD" else entry.body
    response = HttpResponseNotModified() if fresh else HttpResponse(body)
    for name, value in entry.headers:
        if not fresh or name.lower() != "content-type":
            response[name] = value
    response["ETag"] = entry.etag
    response["Cache-Control"] = "no-cache"
    if not fresh:
        response["Content-Length"] = str(len(entry.body))
    return response
