"""The waiting room: who waits, in which order, and an estimate only where there is something to base it on."""

from datetime import timedelta
from statistics import quantiles
from typing import Any

from django.db.models import F, QuerySet
from django.utils.timezone import localtime

from accounts.models import User
from video.models import Session
from video.states import IN_CALL, State
from workflows import definition
from workflows.clock import now

# An estimate hangs on the waits of so many calls at least, of the last days.
FEWEST = 5
LOOKED_BACK = timedelta(days=14)
SOON = timedelta(hours=2)


def in_order(rows: "QuerySet[Session]") -> "QuerySet[Session]":
    """Return those who wait: most urgent first, then who has waited longest."""
    waiting = rows.filter(state=State.WAITING)
    return waiting.order_by("-submission__priority", "waiting_at", "id")


def queue_for(user: User) -> "QuerySet[Session]":
    """Return the queue that `user` may take from."""
    visible = Session.objects.visible_to(user).select_related(
        "submission__form_version", "submission__report_type", "submission__reviewer"
    )
    return in_order(visible)


def soon_for(user: User) -> "QuerySet[Session]":
    """Return appointments that are near and nobody waits in yet."""
    rows = Session.objects.visible_to(user).filter(
        opening__isnull=False,
        opening__starts_at__lt=now() + SOON,
        state__in=[State.INVITED, State.OPENED, State.CHECKED],
    )
    return rows.order_by(F("opening__starts_at").asc(), "id").select_related(
        "submission", "officer", "opening"
    )


def place_of(session: Session) -> dict[str, Any] | None:
    """Return the resident's position, an estimate or none, and until when the place is kept."""
    if session.state != State.WAITING:
        return None
    unit = Session.objects.filter(submission__unit=session.submission.unit_id)
    ahead = list(in_order(unit).values_list("pk", flat=True)).index(session.pk)
    return {
        "position": ahead + 1,
        "minutes": estimate(session, ahead),
        "kept_until": _at(session.place_kept_until),
    }


def estimate(session: Session, ahead: int) -> dict[str, int] | None:
    """Return from how many to how many minutes it may take, from real waits of this unit; None says: nobody knows."""
    unit = Session.objects.filter(submission__unit=session.submission.unit_id)
    recent = unit.filter(joined_at__gt=now() - LOOKED_BACK, waiting_at__isnull=False)
    spans = [
        (joined - began).total_seconds() / 60
        for joined, began in recent.values_list("joined_at", "waiting_at")
        if joined and began and joined >= began
    ]
    officers = unit.filter(state__in=IN_CALL).count()
    if len(spans) < FEWEST or not (officers or not ahead):
        return None
    low, _median, high = quantiles(spans, n=4)
    turns = 1 + ahead // max(1, officers)
    return {"from": max(1, round(low * turns)), "to": max(2, round(high * turns))}


def line_of(session: Session, position: int, language: str) -> dict[str, Any]:
    """Return one waiting person as the officer's queue shows it."""
    report = session.submission
    since = session.waiting_at or session.invited_at
    return {
        "id": str(session.public_id),
        "number": report.temporary_number,
        "report_type": report.report_type.key,
        "title": definition.pick(report.definition["title"], language),
        "summary": report.summary,
        "priority": report.priority,
        "waiting_since": _at(since),
        "seconds": max(0, int((now() - since).total_seconds())),
        "language": session.language,
        "interpreter": session.interpreter,
        "kind": str(session.kind),
        "held_by": report.reviewer.display_name if report.reviewer else "",
        "position": position,
        "call_href": f"/api/v1/desk/video/calls/{session.public_id}",
    }


def _at(moment: Any) -> str | None:
    return localtime(moment).isoformat(timespec="seconds") if moment else None
