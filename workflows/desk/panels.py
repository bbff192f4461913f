"""The report screen's own panels: how it came in, what is like it, advice, copies, what its actions set going."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workflows.definition import hints
from workflows.desk.origin import Words, origin
from workflows.desk.words import age_words
from workflows.extensions import Context, DeskPanel, register_desk_panel
from workflows.models import Delivery, FollowUp, Submission
from workflows.resources import effect_title
from workflows.same_things import PLACE_TIME, PLATE, SERIAL, VIN, same_reports
from workflows.working_days import local_day

SAME = {
    SERIAL: _("the same serial number"),
    VIN: _("the same VIN"),
    PLATE: _("the same plate"),
    PLACE_TIME: _("the same place on the same day"),
}


@dataclass(frozen=True)
class Effect:
    """A follow-up as the panel shows it."""

    row: FollowUp
    title: str
    state: str
    stopped: bool


@dataclass(frozen=True)
class Alike:
    """Another report that one may see, and what it has in common with this one."""

    report: Submission
    address: str
    age: str
    what: str


def same(report: Submission, user: User) -> Context | None:
    """Reports with the same thing in them: links to those that `user` may see, of all others how many there are."""
    every = same_reports(report)
    if not every:
        return None
    visible = same_reports(report, among=Submission.objects.visible_to(user))
    return {"reports": [_alike(each) for each in visible], "others": len(every) - len(visible)}


def _alike(same: Any) -> Alike:
    other = same.report
    return Alike(
        other,
        reverse("desk:report", args=[other.temporary_number]),
        age_words(other.submitted_at, local_day()) if other.submitted_at else "",
        ", ".join(str(SAME.get(kind, kind)) for kind in same.kinds),
    )


def advice(report: Submission, user: User) -> Context | None:
    """What would help, as the person was told before sending, and what looks mistyped."""
    words = Words(report)
    found = [
        {"question": words.name(hint.path) if hint.path else "", "text": hint.message}
        for hint in hints(report.definition, report.answers, get_language() or "en")
    ]
    return {"advice": found} if found else None


def documents(report: Submission, user: User) -> Context:
    """The copies that can be had now."""
    return {"official": report.documents.filter(kind="official").first()}


def effects(report: Submission, user: User) -> Context | None:
    """What follows from the actions on this report, and how far it is; failures first."""
    stopped = {FollowUp.State.DEAD.value, FollowUp.State.UNCERTAIN.value}
    without = set(report.deliveries.filter(state=Delivery.State.NO_ADDRESS).values_list("key", flat=True))
    rows = [
        Effect(row, effect_title(row.kind), _state(row, without), row.state in stopped)
        for row in report.follow_ups.order_by("pk")
    ]
    rows.sort(key=lambda effect: not effect.stopped)
    return {"effects": rows} if rows else None


def _state(row: FollowUp, without_address: set[str]) -> str:
    if row.key in without_address:
        return str(Delivery.State.NO_ADDRESS.label)
    return str(FollowUp.State(row.state).label)


register_desk_panel(DeskPanel("origin", _("How it came in"), "workflows/desk/panels/origin.html", origin))
register_desk_panel(DeskPanel("same", _("Like this one"), "workflows/desk/panels/same.html", same))
register_desk_panel(DeskPanel("advice", _("To look at again"), "workflows/desk/panels/advice.html", advice))
register_desk_panel(DeskPanel("documents", _("Copies"), "workflows/desk/panels/documents.html", documents))
register_desk_panel(DeskPanel("effects", _("What follows"), "workflows/desk/panels/effects.html", effects))
