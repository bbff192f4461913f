"""The content pages as data, to read only: `/api/v2/`."""

import re
from typing import Any

from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from wagtail.api.v2.filters import SearchFilter
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images.api.v2.views import ImagesAPIViewSet


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


def with_word_search(backends: list[Any]) -> list[Any]:
    """Return the filters of an endpoint with ours in place of Wagtail's search."""
    return [WordSearch if each is SearchFilter else each for each in backends]


class Pages(PagesAPIViewSet):
    """Live public pages; `?locale=fr` for one language."""

    renderer_classes = [JSONRenderer]
    filter_backends = with_word_search(PagesAPIViewSet.filter_backends)
    known_query_parameters = PagesAPIViewSet.known_query_parameters.union(["language"])


class Images(ImagesAPIViewSet):
    """Images of public collections."""

    renderer_classes = [JSONRenderer]
    filter_backends = with_word_search(ImagesAPIViewSet.filter_backends)


class Documents(DocumentsAPIViewSet):
    """Documents of public collections."""

    renderer_classes = [JSONRenderer]
    filter_backends = with_word_search(DocumentsAPIViewSet.filter_backends)


router = WagtailAPIRouter("wagtailapi")
router.register_endpoint("pages", Pages)
router.register_endpoint("images", Images)
router.register_endpoint("documents", Documents)
