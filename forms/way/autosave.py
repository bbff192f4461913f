"""What the browser saves by itself while somebody writes: the posted step is kept, and nothing is said to be wrong.

The answer is data. What was saved elsewhere meanwhile is not overwritten: the page keeps what it had read, so that
Continue leads to both texts.
"""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from forms.way import beginning, steps
from forms.way.answers import marks, read_marks, was_shown
from forms.way.places import Way
from forms.way.visits import mark_of, open_draft
from workflows.definition import Group, Step
from workflows.draft_limit import TooManyDrafts
from workflows.errors import Closed, Invalid, WrongState
from workflows.models import Submission
from workflows.staying import stay

BEGIN, CHECK = "begin", "check"


def save(request: HttpRequest, way: Way, key: str, what: str = "save") -> HttpResponse:
    """Keep a posted step and say so as data; GET only says that the line is there."""
    if request.method != "POST":
        return HttpResponse(status=204)
    try:
        draft = _draft(request, way, key)
        if draft is None:
            return _lost()
        if "_stay" in request.POST:
            draft = stay(draft)
        if key == CHECK:
            return JsonResponse({"ends": ends(draft)})
        return _saved(request, way, draft, _step(draft, key))
    except (Closed, WrongState):
        return JsonResponse({"state": "over"}, status=410)
    except TooManyDrafts as full:
        headers = {"Retry-After": str(full.retry_after)}
        return JsonResponse({"state": "refused", "message": str(full)}, status=429, headers=headers)
    except Invalid as refused:
        return JsonResponse({"state": "refused", "message": refused.problems[0].message}, status=422)


def _draft(request: HttpRequest, way: Way, key: str) -> Submission | None:
    """Return the open draft; the first answers make it, once."""
    draft = open_draft(request, way.report_type.key)
    if key == BEGIN and (draft is None or "new" in request.POST):
        return beginning.begun(request, way)
    return draft


def _step(draft: Submission, key: str) -> Step:
    return steps.first_step(draft.definition) if key == BEGIN else steps.step_of(draft.definition, key)


def _saved(request: HttpRequest, way: Way, draft: Submission, found: Step) -> HttpResponse:
    up_to_date = request.POST.get("revision", "") in ("", str(draft.revision))
    saved = steps.keep(request, draft, found, blank_rows=True)
    told: dict[str, Any] = {
        "state": "conflict" if saved.overtaken else "saved",
        "message": "" if saved.overtaken else said(saved.draft),
        "action": way.url(found.key),
        "draft": mark_of(saved.draft),
        "ends": ends(saved.draft),
        "rows": _rows(saved.draft, found),
        "read": json.dumps(_read(request.POST, saved, found), separators=(",", ":")),
    }
    if up_to_date and not saved.overtaken:
        told["revision"] = saved.draft.revision
    return JsonResponse(told)


def _read(post: QueryDict, saved: steps.Saved, found: Step) -> dict[str, str]:
    """Return what the page has now read: what it brought and was saved. Of all else it knows what it knew before."""
    before = read_marks(post.get("read", ""))
    stored = read_marks(marks(found.asked, saved.draft.answers))
    brought = {
        each.key for each in found.asked if was_shown(each.key, post) and each.key not in saved.overtaken
    }
    return {key: mark if key in brought else before.get(key, "") for key, mark in stored.items()}


def _rows(draft: Submission, found: Step) -> dict[str, list[str]]:
    """Return the ids of the rows in their order: a page whose rows are new learns them, so that files find theirs."""
    groups = [each.key for each in found.asked if isinstance(each, Group)]
    return {
        key: [row.get("_id", "") for row in draft.answers.get(key) or [] if isinstance(row, dict)]
        for key in groups
    }


def said(draft: Submission) -> str:
    """Return the quiet line that says when it was saved."""
    return _("Saved %(time)s") % {"time": date_format(localtime(draft.saved_at), "TIME_FORMAT")}


def ends(draft: Submission) -> str:
    """Return when the draft ends, for the browser's clock."""
    return draft.expires_at.isoformat() if draft.expires_at else ""


def _lost() -> HttpResponse:
    return JsonResponse({"state": "lost"}, status=404)
