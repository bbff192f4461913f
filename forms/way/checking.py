"""Check your answers: everything on one page, the declaration once, then the report is sent, once."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from forms.answers import with_files
from forms.way import resuming
from forms.way.advising import advice, came_in_before
from forms.way.places import Way, language
from forms.way.visits import open_draft, put_in_front, remember_sent, sent_report
from workflows import definition
from workflows.anonymity import is_anonymous
from workflows.attachments import read
from workflows.definition import Definition, Problem
from workflows.drafts import assess, speak
from workflows.errors import Closed, Invalid, WrongState
from workflows.models import Attachment, Submission
from workflows.submitting import submit_report


def check(request: HttpRequest, way: Way) -> HttpResponse:
    """Show all answers, or send them."""
    draft = open_draft(request, way.report_type.key) or resuming.opened_by_code(request, way)
    if draft is None:
        if sent_report(request, way.report_type.key):
            return redirect(way.url("sent"))
        return resuming.lost(request, way)
    if request.method == "POST":
        put_in_front(request, draft, way.base)
    if request.method == "POST" and "resume_code" not in request.POST:
        return _send(request, way, draft)
    return _show(request, way, draft)


def _send(request: HttpRequest, way: Way, draft: Submission) -> HttpResponse:
    if request.POST.get("revision") != str(draft.revision):
        changed = _("This report was changed since you opened this page. Check it again, then send it.")
        return _show(request, way, draft, [Problem("", "changed", changed)])
    speak(draft, language())
    try:
        sent = submit_report(draft, declaration="declaration" in request.POST, key=key_of(draft), by=way.by)
    except Invalid as invalid:
        return _show(request, way, draft, invalid.problems)
    except Closed:
        return render(
            request, "forms/closed.html", {"way": way, "page": way.page, "draft": draft}, status=410
        )
    except WrongState:
        return redirect(way.url("sent"))
    remember_sent(request, sent.submission)
    return redirect(way.url("sent"))


def key_of(draft: Submission) -> str:
    """Return the key under which a draft is sent from a browser: the same however often the button is pressed."""
    return f"web-{draft.public_id}"


def _show(
    request: HttpRequest, way: Way, draft: Submission, problems: list[Problem] | None = None
) -> HttpResponse:
    outcome = assess(draft, language=language())
    parts = definition.present(draft.definition, draft.answers, language())
    files = {str(file.pk): file for file in draft.attachments.filter(removed_at=None)}
    page = {
        "way": way,
        "page": way.page,
        "draft": draft,
        "parts": [with_files(part, files) for part in parts],
        "files_at": way.url("check", "files"),
        "declaration": definition.pick(draft.definition["declaration"], language()),
        "declared": "declaration" in request.POST,
        "undeclared": any(each.path == "/declaration" for each in problems or ()),
        "errors": links(way, draft, problems) if problems else [],
        "missing": links(way, draft, outcome.problems) if not problems else [],
        "advice": advice(draft, way, steps_by_key(draft)),
        "before": "" if way.entered else came_in_before(request, draft, outcome.kept),
        "anonymous": is_anonymous(outcome.kept),
        "count": len(outcome.steps) + 1,
        "back": way.url(outcome.steps[-1]) if outcome.steps else way.base,
    }
    return render(request, "forms/check.html", page)


def links(way: Way, draft: Submission, problems: list[Problem]) -> list[tuple[str, str]]:
    """Return each problem with the address where it is mended."""
    step_of = steps_by_key(draft)
    return [(_address(way, step_of, each), each.message) for each in problems]


def steps_by_key(draft: Submission) -> dict[str, str]:
    """Return the step in which each question or group stands, by its key."""
    return {asked.key: step.key for step in Definition.of(draft.definition).steps for asked in step.asked}


def _address(way: Way, step_of: dict[str, str], problem: Problem) -> str:
    if problem.path == "/declaration":
        return "#declaration"
    step = step_of.get(problem.path.split("/")[1] if problem.path else "")
    return f"{way.url(step)}?from=check#{definition.field_name(problem.path)}" if step else ""


def file(request: HttpRequest, way: Way, what: str, file_id: str) -> HttpResponse:
    """Show a thumbnail of a photo to the session whose draft it belongs to, and to nobody else."""
    key = way.report_type.key
    owner = open_draft(request, key) or sent_report(request, key)
    if what != "files" or owner is None:
        raise Http404
    return thumbnail(owner, file_id)


def thumbnail(owner: Submission, file_id: str) -> HttpResponse:
    """Return the thumbnail of a report's photo."""
    found = owner.attachments.filter(pk=_uuid(file_id), removed_at=None).exclude(thumbnail="").first()
    if found is None:
        raise Http404
    return picture(found)


def picture(found: Attachment) -> HttpResponse:
    """Return a thumbnail as a picture that no browser takes for anything else."""
    content = read(found.thumbnail)
    kind = "image/png" if content.startswith(b"\x89PNG") else "image/jpeg"
    return HttpResponse(content, content_type=kind, headers={"X-Content-Type-Options": "nosniff"})


def _uuid(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError as malformed:
        raise Http404 from malformed
