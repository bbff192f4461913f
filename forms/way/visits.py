"""What the browser's session holds: which drafts were begun or opened here, by report type. Never an answer.

One draft of a type is in front: its pages are what links lead to. Others that were begun here stay known, since a
window may still show them: what it sends says which draft it shows, and is never saved in another one.
"""

import hashlib
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.utils.timezone import now

from forms.kiosk.device import shorten_session
from workflows.drafts import drafts, is_open
from workflows.models import Status, Submission

OPEN, SENT, OTHERS = "drafts", "sent", "other_drafts"
# The field in which a page says which draft it shows.
DRAFT = "_draft"
MOST_OTHERS = 5
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
    put_in_front(request, draft, base)
    shorten_session(request)


def put_in_front(request: HttpRequest, draft: Submission, base: str) -> None:
    """Have the pages of a type show this draft from now on; the one before stays known."""
    key, entry = draft.report_type.key, {"id": str(draft.public_id), "base": base}
    if BOUND in request.META or _kept(request, OPEN).get(key) == entry:
        return
    others = [each for each in _ids(request, key) if each != entry["id"]][:MOST_OTHERS]
    request.session[OPEN] = {**_kept(request, OPEN), key: entry}
    if others:
        request.session[OTHERS] = {**_others(request), key: others}


def open_draft(request: HttpRequest, key: str) -> Submission | None:
    """Return the draft of a type that is open in this session, or None.

    A form that says which draft it shows gets that one, or None where this session does not know it.
    """
    shown = request.POST.get(DRAFT, "") if request.method == "POST" else ""
    return draft_shown(request, key, shown) if shown else _open(_found(request, OPEN, key))


def draft_shown(request: HttpRequest, key: str, mark: str) -> Submission | None:
    """Return the open draft that a page of this session shows, by the page's mark of it."""
    if BOUND in request.META:
        return _open(_found(request, OPEN, key))
    shown = next((each for each in _ids(request, key) if _mark(each) == mark), "")
    return _open(_by_id(shown)) if shown else None


def mark_of(draft: Submission) -> str:
    """Return what a page says of the draft that it shows. It opens nothing."""
    return _mark(str(draft.public_id))


def open_drafts(request: HttpRequest) -> list[Submission]:
    """Return every draft that is open in this session, also those that are not in front."""
    keys = {**_kept(request, OPEN), **_others(request)}
    found = (_by_id(each) for key in keys for each in _ids(request, key))
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
    key, own = report.report_type.key, str(report.public_id)
    _take_out(request, key, own)
    request.session[SENT] = {**_kept(request, SENT), key: {"id": own}}


def forget(request: HttpRequest, draft: Submission) -> None:
    """Have the session not know a draft any more."""
    if BOUND not in request.META:
        _take_out(request, draft.report_type.key, str(draft.public_id))


def bases(request: HttpRequest) -> dict[str, str]:
    """Return the address under which each open draft was last walked, by report type."""
    return {key: entry.get("base", "") for key, entry in _kept(request, OPEN).items()}


def _found(request: HttpRequest, place: str, key: str) -> Submission | None:
    if BOUND in request.META:
        bound = request.META[BOUND]
        return next(iter(drafts().filter(pk=bound.pk)[:1]), None) if bound.report_type.key == key else None
    entry = _kept(request, place).get(key)
    return _by_id(entry["id"]) if entry else None


def _open(draft: Submission | None) -> Submission | None:
    return draft if draft is not None and is_open(draft) else None


def _by_id(public_id: str) -> Submission | None:
    return next(iter(drafts().filter(public_id=public_id)[:1]), None)


def _mark(public_id: str) -> str:
    return hashlib.sha256(public_id.encode()).hexdigest()[:16]


def _ids(request: HttpRequest, key: str) -> Iterator[str]:
    """Yield the drafts of a type that this session knows, the one in front first."""
    if entry := _kept(request, OPEN).get(key):
        yield entry["id"]
    yield from _others(request).get(key, [])


def _take_out(request: HttpRequest, key: str, public_id: str) -> None:
    kept = {name: entry for name, entry in _kept(request, OPEN).items() if entry["id"] != public_id}
    request.session[OPEN] = kept
    if _others(request):
        rest = [each for each in _others(request).get(key, []) if each != public_id]
        request.session[OTHERS] = {**_others(request), key: rest}


def _others(request: HttpRequest) -> dict[str, list[str]]:
    others = request.session.get(OTHERS)
    return others if isinstance(others, dict) else {}


def _kept(request: HttpRequest, place: str) -> dict[str, dict[str, Any]]:
    kept = request.session.get(place)
    return kept if isinstance(kept, dict) else {}


def _is_recent(report: Submission) -> bool:
    return report.submitted_at is not None and now() - report.submitted_at < SHOWN_AGAIN
