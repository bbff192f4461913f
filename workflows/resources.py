"""A report's workflow as others see it: what may be done now, what happened, what is still to be done."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from workflows import extensions
from workflows.actions import PERFORM, VIDEO_PRIORITY
from workflows.actors import By, Role
from workflows.errors import Overtaken, WrongState
from workflows.models import Event, FollowUp, OffenceCode, RejectionReason, Status, Submission
from workflows.needs import NO_OFFENCE, questions_of, read_needs, suggested_offence
from workflows.permissions import refusal, require
from workflows.transitions import ACTIONS, Action, Need, actions_from
from workflows.working_days import due_day

VIDEO_OUTCOMES = {
    "no_dispatch": gettext_lazy("No dispatch"),
    "reclassify": gettext_lazy("Reclassify"),
    "forensic": gettext_lazy("Send forensic investigators"),
    "patrol": gettext_lazy("Send a patrol"),
}
EFFECTS = {
    "copy": gettext_lazy("Official copy"),
    "transfer": gettext_lazy("Transfer to the records system"),
    "receipt": gettext_lazy("Receipt of the records system"),
    "number": gettext_lazy("Number from the records system"),
    "letter_received": gettext_lazy("Mail: report received"),
    "letter_information": gettext_lazy("Mail: question to the citizen"),
    "letter_message": gettext_lazy("Mail: message from an officer"),
    "letter_rejected": gettext_lazy("Mail: report closed"),
    "letter_reopened": gettext_lazy("Mail: review reopened"),
    "letter_approved": gettext_lazy("Mail: report approved"),
    "letter_filed": gettext_lazy("Mail: report filed"),
    "letter_withdrawn": gettext_lazy("Mail: report withdrawn"),
}
OTHER_EVENTS = {
    "first_approval": gettext_lazy("First of two approvals"),
    "number_requested": gettext_lazy("Number requested from the records system"),
    "information_expired": gettext_lazy("No answer came in time"),
    "copy_made": gettext_lazy("Official copy made and sealed"),
    "transfer_packed": gettext_lazy("Package made for the records system"),
    "receipt": gettext_lazy("Receipt of the records system taken"),
    "read": gettext_lazy("Report read"),
    "message": gettext_lazy("Message sent"),
    "replay": gettext_lazy("Effect tried again by hand"),
    "taken_as_sent": gettext_lazy("Letter found to be sent"),
}


@dataclass(frozen=True)
class Offer:
    """An action of the table for a report's state, and why one may not take it (nothing: one may)."""

    action: Action
    refused: str


def offers(submission: Submission, by: By) -> Iterator[Offer]:
    """Yield each action that the state has for staff, with the reason where `by` may not take it."""
    for action in actions_from(submission.status):
        if action.name in PERFORM:
            yield Offer(action, str(refusal(by, action.name, submission) or _blocked(action, submission)))


def _blocked(action: Action, submission: Submission) -> str:
    if action.name == "approve" and submission.number_awaited:
        return _("Approved. The records system still has to give the number.")
    return ""


def perform(name: str, submission: Submission, *, by: User, seen: int, given: dict[str, Any]) -> Submission:
    """Take the action called `name` with what was given; raises what the action raises, or `Invalid`.

    Who may not act, or looks at an old version, is told that before anything is said about what was given.
    """
    if seen != submission.version:
        raise Overtaken(submission.version)
    require(by, name, submission)
    if submission.status not in ACTIONS[name].sources:
        raise WrongState
    return PERFORM[name](submission, by=by, seen=seen, **read_needs(name, submission, given))


def workflow_of(submission: Submission, *, by: User, language: str, base: str) -> dict[str, Any]:
    """Return the workflow resource of a report for `by`; `base` is the address below which actions are posted."""
    return {
        "status": submission.status,
        "version": submission.version,
        "transitions": [
            {
                "name": offer.action.name,
                "title": str(offer.action.title),
                "href": f"{base}/{offer.action.name}",
                "needs": [need_of(need, submission, language) for need in offer.action.needs],
            }
            for offer in offers(submission, by)
            if not offer.refused
        ],
        "history": list(history_of(submission)),
        "pending": pending_of(submission),
    }


def need_of(need: Need, submission: Submission, language: str) -> dict[str, Any]:
    """Return a need with its choices and, where there is one, what we suggest."""
    described: dict[str, Any] = {
        "name": need.name,
        "title": str(need.title),
        "type": need.type,
        "required": need.required,
    }
    if need.vocabulary == "offence-codes":
        described["choices_href"] = "/api/v1/vocabularies/offence-codes"
        described["suggested"] = suggested_offence(submission)
    elif need.vocabulary == "units":
        described["choices_href"] = "/api/v1/vocabularies/units"
    elif need.name == "due_on":
        described["suggested"] = due_day(submission.policy.answer_days).isoformat()
    choices = choices_of(need, submission, language)
    if choices is not None:
        described["choices"] = [{"token": token, "title": title} for token, title in choices]
    return described


def choices_of(need: Need, submission: Submission, language: str) -> list[tuple[str, str]] | None:
    """Return token and title of what a need can be, or None where it is free or a long list."""
    if need.type == "questions":
        return questions_of(submission, language)
    if need.vocabulary == "rejection-reasons":
        reasons = RejectionReason.objects.filter(active=True)
        return [(reason.token, reason.title(language)) for reason in reasons]
    if need.vocabulary == "video-outcomes":
        return [(token, str(VIDEO_OUTCOMES[token])) for token in VIDEO_PRIORITY]
    return None


def offence_choices(submission: Submission, language: str) -> list[tuple[str, str]]:
    """Return the offence codes for a reviewer, the one suggested first, and "not an offence" where allowed."""
    suggested = suggested_offence(submission)
    codes = [
        (row.code, f"{row.code} {row.title(language)}") for row in OffenceCode.objects.filter(active=True)
    ]
    codes.sort(key=lambda choice: choice[0] != suggested)
    if submission.policy.no_offence_allowed:
        codes.append((NO_OFFENCE, _("Not an offence")))
    return codes


def unit_choices(submission: Submission, by: User, language: str) -> list[tuple[str, str]]:
    """Return the units to which `by` may hand a report: their own, without the one that has it."""
    units = by.units.all()
    return [(unit.key, unit.title(language)) for unit in units if unit.pk != submission.unit_id]


# What is told of an event, and nothing else is read.
_TOLD = (
    *("kind", "role", "at", "data", "from_status", "to_status"),
    *("actor__username", "actor__first_name", "actor__last_name"),
)


def history_of(submission: Submission, *, reads: bool = False) -> Iterator[dict[str, Any]]:
    """Yield what happened to a report, oldest first; reads only where asked for."""
    events = (
        Event.objects.filter(submission=submission).select_related("actor").only(*_TOLD).order_by("number")
    )
    for event in events if reads else events.exclude(kind="read"):
        yield {
            "action": event.kind,
            "title": event_title(event.kind),
            "actor": event.actor.display_name if event.actor else "",
            "role": event.role,
            "role_title": str(Role(event.role).label) if event.role in Role.values else event.role,
            "at": localtime(event.at).isoformat(timespec="seconds"),
            "comment": event.data.get("comment", "") or _channel_of(event),
            "from": event.from_status,
            "to": event.to_status,
        }


def _channel_of(event: Event) -> str:
    """Return how answers came in that staff entered for somebody."""
    known = dict(Submission.Channel.choices)
    channel = event.data.get("channel", "") if event.kind == "provide_information" else ""
    return str(known.get(str(channel), ""))


def event_title(kind: str) -> str:
    """Return what an event is called on screens."""
    if kind in ACTIONS:
        return str(ACTIONS[kind].done)
    return str(extensions.event_title(kind) or OTHER_EVENTS.get(kind, kind))


def effect_title(kind: str) -> str:
    """Return what a follow-up is called on screens."""
    return str(extensions.effect_title(kind) or EFFECTS.get(kind, kind))


def pending_of(submission: Submission) -> list[dict[str, str]]:
    """Return what is still to be done or failed for a report: mails, copies, transfers, a second approval."""
    pending = []
    if (
        submission.first_approver_id
        and submission.status == Status.UNDER_REVIEW
        and not submission.number_awaited
    ):
        pending.append({"kind": "second_approval", "title": _("Second approval"), "state": "pending"})
    rows = (
        submission.follow_ups.exclude(state=FollowUp.State.DONE).order_by("pk").values_list("kind", "state")
    )
    return pending + [{"kind": kind, "title": effect_title(kind), "state": state} for kind, state in rows]
