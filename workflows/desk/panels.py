"""The report screen's own panels: its documents, and what its actions set going."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workflows.extensions import Context, DeskPanel, register_desk_panel
from workflows.models import Delivery, FollowUp, Submission
from workflows.resources import effect_title


@dataclass(frozen=True)
class Effect:
    """A follow-up as the panel shows it."""

    row: FollowUp
    title: str
    state: str
    stopped: bool


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


register_desk_panel(DeskPanel("documents", _("Copies"), "workflows/desk/panels/documents.html", documents))
register_desk_panel(DeskPanel("effects", _("What follows"), "workflows/desk/panels/effects.html", effects))
