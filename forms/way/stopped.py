"""Where the way ends: why, and what to do instead. Counted by type and day, without anything about the person."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from forms.way.places import Way, language
from forms.way.visits import open_draft
from workflows import definition
from workflows.definition import Definition, Stopper
from workflows.stops import count_stop


def stop(way: Way, stopper: Stopper) -> HttpResponse:
    """Count that the way ended here, and lead to the page that explains."""
    count_stop(way.report_type, stopper.key)
    return redirect(way.url("stopped", stopper.key))


def stopped(request: HttpRequest, way: Way, key: str) -> HttpResponse:
    """Explain why this cannot be reported here, give the next step, and lead back."""
    draft = open_draft(request, way.report_type.key)
    version = draft.form_version if draft else way.report_type.current_version
    stopper = next((each for each in _stoppers(version) if each.key == key), None)
    if stopper is None:
        raise Http404
    link = stopper.link or {}
    page = {
        "way": way,
        "page": way.page,
        "emergency": stopper.reason in ("emergency", "in_progress"),
        "title": definition.pick(stopper.title, language()),
        "text": definition.pick(stopper.text, language()),
        "link_label": definition.pick(link.get("label"), language()),
        "link_url": link.get("url", ""),
        "back": way.url(stopper.step) if draft else way.url("begin"),
    }
    return render(request, "forms/stopped.html", page)


def _stoppers(version: object) -> list[Stopper]:
    return list(Definition.of(getattr(version, "definition", None)).stoppers)
