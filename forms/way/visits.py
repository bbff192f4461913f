"""What the browser's session holds: which drafts were begun or opened here, by report type. Never an answer."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.utils.timezone import now

from forms.kiosk.device import shorten_session
from workflows.drafts import drafts, is_open
from workflows.models import Status, Submission

OPEN, SENT = "drafts", "sent"
# Set on a request of staff who enter a report for somebody: the draft is in the address, not in the session.
BOUND = "reportforms.bound"
SHOWN_AGAIN = timedelta(hours=24)


def bind(request: HttpRequest, draft: Submission) -> None:
    """Have this request walk the way of `draft`, whatever the session holds of other reports."""
    request.META[BOUND] = draft


def remember(request: HttpRequest, draft: Submission, base: str) -> None:
    """Keep in the session that this draft is open here, and under which address; at a kiosk not for long.

    The session's name is a new one: whoever knew the one before, on a shared device, sees nothing of this draft.
    """
    if BOUND in request.META:
        return
    if request.session.session_key:
        request.session.cycle_key()
    key = draft.report_type.key
    request.session[OPEN] = {**_kept(request, OPEN), key: {"id": str(draft.public_id), "base": base}}
    shorten_session(request)


def open_draft(request: HttpRequest, key: str) -> Submission | None:
    """Return the draft of a type that is open in this session, or None."""
    draft = _found(request, OPEN, key)
    return draft if draft is not None and is_open(draft) else None


def open_drafts(request: HttpRequest) -> list[Submission]:
    """Return every draft that is open in this session."""
    found = (_found(request, OPEN, key) for key in _kept(request, OPEN))
    return [draft for draft in found if draft is not None and draft.status == Status.DRAFT]


def sent_report(request: HttpRequest, key: str) -> Submission | None:
    """Return the report of a type that was sent from this session within a day, or None."""
    for place in (OPEN, SENT):
        report = _found(request, place, key)
        if report is not None and report.status != Status.DRAFT and _is_recent(report):
            return report
    return None


def remember_sent(request: HttpRequest, report: Submission) -> None:
    """Note that the open draft became a report: a new one may be begun, and this one is shown for a day."""
    if BOUND in request.META:
        return
    key = report.report_type.key
    kept = dict(_kept(request, OPEN))
    entry = kept.pop(key, {"id": str(report.public_id)})
    request.session[OPEN] = kept
    request.session[SENT] = {**_kept(request, SENT), key: entry}


def forget(request: HttpRequest, key: str) -> None:
    """Have the session know no draft of a type any more."""
    if BOUND not in request.META:
        request.session[OPEN] = {name: entry for name, entry in _kept(request, OPEN).items() if name != key}


def bases(request: HttpRequest) -> dict[str, str]:
    """Return the address under which each open draft was last walked, by report type."""
    return {key: entry.get("base", "") for key, entry in _kept(request, OPEN).items()}


def _found(request: HttpRequest, place: str, key: str) -> Submission | None:
    if BOUND in request.META:
        bound = request.META[BOUND]
        return next(iter(drafts().filter(pk=bound.pk)[:1]), None) if bound.report_type.key == key else None
    entry = _kept(request, place).get(key)
    return next(iter(drafts().filter(public_id=entry["id"])[:1]), None) if entry else None


def _kept(request: HttpRequest, place: str) -> dict[str, dict[str, Any]]:
    kept = request.session.get(place)
    return kept if isinstance(kept, dict) else {}


def _is_recent(report: Submission) -> bool:
    return report.submitted_at is not None and now() - report.submitted_at < SHOWN_AGAIN
