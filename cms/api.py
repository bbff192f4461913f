"""The content pages as data, to read only: `/api/v2/`."""

from rest_framework.renderers import JSONRenderer
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images.api.v2.views import ImagesAPIViewSet


class Pages(PagesAPIViewSet):
    """Live public pages; `?locale=fr` for one language."""

    renderer_classes = [JSONRenderer]
    known_query_parameters = PagesAPIViewSet.known_query_parameters.union(["language"])


class Images(ImagesAPIViewSet):
    """Images of public collections."""

    renderer_classes = [JSONRenderer]


class Documents(DocumentsAPIViewSet):
    """Documents of public collections."""

    renderer_classes = [JSONRenderer]


router = WagtailAPIRouter("wagtailapi")
router.register_endpoint("pages", Pages)
router.register_endpoint("images", Images)
router.register_endpoint("documents", Documents)
