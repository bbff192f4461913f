"""The content pages as data, to read only: `/api/v2/`."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404
from django.urls import path
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from wagtail.api.v2.filters import SearchFilter
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images.api.v2.views import ImagesAPIViewSet
from wagtail.models import Page, Site

from cms.content_api import ContentSerializer
from cms.expanding import PARTS, expand, unknown_parts
from cms.models.front_end import FrontEndDraft


class WordSearch(SearchFilter):
    """Wagtail's search, given words only: a lone quote is an error in its language for SQLite."""

    def filter_queryset(self, request: Request, queryset: Any, view: Any) -> Any:
        """Return what has the words; a text without any finds nothing."""
        if "search" not in request.GET:
            return queryset
        asked = request.GET.copy()
        asked["search"] = " ".join(re.findall(r"\w+", asked["search"]))
        request._request.GET = asked
        return super().filter_queryset(request, queryset, view) if asked["search"] else queryset.none()


class Careful:
    """Refuses with 400 what a filter cannot take: Wagtail lets some of it become an error of ours."""

    def filter_queryset(self, queryset: Any) -> Any:
        """Return what the filters leave."""
        with _refused():
            return super().filter_queryset(queryset)  # type: ignore[misc]  # of the viewset

    def find_object(self, queryset: Any, request: Request) -> Any:
        """Return what is asked for by its id."""
        with _refused():
            return super().find_object(queryset, request)  # type: ignore[misc]  # of the viewset


@contextmanager
def _refused() -> Iterator[None]:
    try:
        yield
    except (ValueError, OverflowError, ValidationError):
        raise BadRequestError("a parameter has a value that it cannot have") from None


def with_word_search(backends: list[Any]) -> list[Any]:
    """Return the filters of an endpoint with ours in place of Wagtail's search."""
    return [WordSearch if each is SearchFilter else each for each in backends]


class Pages(Careful, PagesAPIViewSet):
    """Live public pages; `?locale=fr` for one language, `?expand=translations` for parts along with them."""

    renderer_classes = [JSONRenderer]
    base_serializer_class = ContentSerializer
    filter_backends = with_word_search(PagesAPIViewSet.filter_backends)
    known_query_parameters = PagesAPIViewSet.known_query_parameters.union(["language", "expand"])

    def find_object(self, queryset: Any, request: Request) -> Any:
        """Return the page of an address as people see it, with its language; or as Wagtail does, or of an id."""
        found = queryset.filter(pk=_page_at(request)).first()
        return found or super().find_object(queryset, request)

    def listing_view(self, request: Request) -> Response:
        """Give a page of the list, with the parts asked for."""
        asked = asked_parts(request)
        response: Response = super().listing_view(request)
        if asked:
            expand(response.data["items"], asked)
        return response

    def detail_view(self, request: Request, pk: Any) -> Response:
        """Give one page, with the parts asked for."""
        asked = asked_parts(request)
        response: Response = super().detail_view(request, pk)
        if asked and response.status_code == HTTPStatus.OK:
            expand([response.data], asked)
        return response


def _page_at(request: Request) -> int | None:
    """Return the id of the page of an address, below the home page of its language."""
    language, *parts = [each for each in request.GET.get("html_path", "").split("/") if each] or [""]
    site = Site.find_for_request(request)
    homes = site.root_page.get_translations(inclusive=True) if site else Page.objects.none()
    home = homes.filter(locale__language_code=language).first()
    if home is None:
        return None
    try:
        found: int = home.specific.route(request, parts).page.pk
    except Http404:
        return None
    return found


def asked_parts(request: Request) -> list[str]:
    """Return the parts that a call asks for; one that is not known is refused."""
    asked = [part.strip() for part in request.GET.get("expand", "").split(",") if part.strip()]
    if unknown := unknown_parts(asked):
        raise BadRequestError(f"expand: unknown {', '.join(unknown)}; known are {', '.join(PARTS)}")
    return list(dict.fromkeys(asked))


class Drafts(Pages):
    """What an editor has in the preview, for the front end that has its token. Never kept by anybody."""

    def get_object(self) -> Any:
        """Return the draft that the token opens."""
        found = FrontEndDraft.opened(
            self.request.headers.get("Preview-Token", "") or self.request.GET.get("token", "")
        )
        if found is None:
            raise Http404
        return found

    def detail_view(self, request: Request, pk: Any = None) -> Response:
        """Give the draft as a page of the API."""
        return Response(
            self.get_serializer(self.get_object()).data, headers={"Cache-Control": "private, no-store"}
        )

    @classmethod
    def get_urlpatterns(cls) -> list[Any]:
        """Return the one address."""
        return [path("", cls.as_view({"get": "detail_view"}), name="detail")]


class Images(Careful, ImagesAPIViewSet):
    """Images of public collections."""

    renderer_classes = [JSONRenderer]
    filter_backends = with_word_search(ImagesAPIViewSet.filter_backends)


class Documents(Careful, DocumentsAPIViewSet):
    """Documents of public collections."""

    renderer_classes = [JSONRenderer]
    filter_backends = with_word_search(DocumentsAPIViewSet.filter_backends)


router = WagtailAPIRouter("wagtailapi")
router.register_endpoint("pages", Pages)
router.register_endpoint("images", Images)
router.register_endpoint("documents", Documents)
# Last: where a page is as data, the first endpoint of its kind says.
router.register_endpoint("preview", Drafts)
