"""Which view answers below a report type's address. Everything but the start page is private: nobody keeps it."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from forms.routing import View, private
from forms.sealed import keeping
from forms.way import autosave, beginning, checking, resuming, sent, steps, stopped
from forms.way.places import Way, way_of

VIEWS: Mapping[tuple[str, int], View] = {
    ("begin", 1): beginning.begin,
    ("check", 1): checking.check,
    ("check", 3): checking.file,
    ("sent", 1): sent.sent,
    ("sent", 2): sent.copy,
    ("stopped", 2): stopped.stopped,
    ("resume", 1): resuming.later,
    ("resume", 2): resuming.with_file,
    ("resume", 3): keeping.file,
}
# Set on a request that found its way: a 404 of ours is one.
WALKED = "reportforms.walked"


@require_safe
def start(request: HttpRequest, page: Any) -> HttpResponse:
    """Show the start page of a report type. It is the same for all: no cookie, no token."""
    return beginning.start(request, page)


def dispatch(request: HttpRequest, page: Any, path: str) -> HttpResponse:
    """Answer a request below a report type's page; `path` is what follows the page's own address."""
    return walk(request, way_of(request, page), path)


@private
def walk(request: HttpRequest, way: Way, path: str) -> HttpResponse:
    """Answer a request of one way."""
    request.META[WALKED] = True
    parts = path.strip("/").split("/")
    view = VIEWS.get((parts[0], len(parts)))
    if view is not None:
        return view(request, way, *parts[1:])
    if parts[1:] == ["save"]:
        return autosave.save(request, way, parts[0])
    if len(parts) > 1:
        raise Http404
    return steps.step(request, way, parts[0])
