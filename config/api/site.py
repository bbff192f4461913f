"""The API itself: its routers, its document, its addresses."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import URLPattern, URLResolver, path, re_path
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI

from config.api import openapi, problems
from config.api.feedback import router as feedback
from config.api.language import PREFIX
from config.api.parsing import CarefulParser
from forms.api import router as start
from forms.surveys.surveys_api import router as surveys
from video.api.asking import router as asking_for_calls
from video.api.calls import router as calls
from video.api.desk import router as calls_on_the_desk
from video.api.files import router as files_of_calls
from video.api.hooks import router as media_server
from video.api.kept import router as kept_of_calls
from workflows.api.definitions import router as definitions
from workflows.api.desk import router as desk
from workflows.api.drafts import router as drafts
from workflows.api.proofs import router as proofs
from workflows.api.queue import router as queue
from workflows.api.refusals import NotFound
from workflows.api.reports import router as reports
from workflows.api.transfers import router as transfers
from workflows.api.vocabularies import router as vocabularies
from workflows.api.webhooks import router as webhooks

VERSION = "1.0.0"


class ConstatAPI(NinjaAPI):
    """Ninja's, with problem documents for all that is refused."""

    def set_default_exception_handlers(self) -> None:
        """Set ours in place of ninja's."""
        problems.handle_all(self)

    def get_openapi_operation_id(self, operation: Any) -> str:
        """Return a short name: `desk_act` for `workflows.api.desk.act`."""
        package, _dot, module = operation.view_func.__module__.rpartition(".")
        module = f"video_{module}" if package == "video.api" else module
        return f"{'start' if module == 'api' else module}_{operation.view_func.__name__}"


api = ConstatAPI(
    title="Constat",
    version=VERSION,
    description=openapi.DESCRIPTION,
    urls_namespace="api",
    openapi_url=None,
    docs_url=None,
    parser=CarefulParser(),
)
for each in (
    *(start, definitions, vocabularies, drafts, proofs, reports, queue, desk, transfers, webhooks),
    *(feedback, surveys),
    *(asking_for_calls, calls, files_of_calls, calls_on_the_desk, kept_of_calls, media_server),
):
    api.add_router("", each)


def document(request: HttpRequest) -> HttpResponse:
    """Serve the OpenAPI document."""
    return openapi.serve(request, api)


@csrf_exempt
def nothing(request: HttpRequest) -> HttpResponse:
    """Answer an address that the API does not have, before the page tree does."""
    if request.path_info == PREFIX:
        return HttpResponsePermanentRedirect(f"{PREFIX}/")
    return problems.of_refusal(NotFound())


urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/openapi.json", document),
    path("api/v1/", api.urls),
    re_path(r"^api/v1(?:/.*)?$", nothing),
]
