"""A call as its people, the resident's report and the desk see it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from video import consent, recording, stills
from video.engine import engine_named
from video.links import window
from video.models import Participant, Session
from video.offering import as_given as opening_as_given
from video.offering import offer_for, openings_of
from video.outcome import ITEMS, dispatch_of
from video.people import roster
from video.states import BEFORE, OWES_OUTCOME, State
from video.waiting import place_of
from workflows.actions import VIDEO_PRIORITY
from workflows.models import Submission
from workflows.resources import VIDEO_OUTCOMES

CHECKLIST = dict(
    zip(
        ITEMS,
        (
            _("The person is safe, and nobody else is there"),
            _("The person may speak freely"),
            _("Where they came in: doors, windows, locks"),
            _("Walk through the scene, one room at a time"),
            _("Traces seen: shoe marks, tools, fingerprints, blood"),
            _("Told: touch, clean and move nothing until told"),
            _("Cameras of the person and of neighbours"),
            _("Serial numbers, receipts, photos of what is gone"),
            _("Told: what happens next, and when"),
        ),
        strict=True,
    )
)
STAGES = {
    "invited": "invited_at",
    "opened": "opened_at",
    "checked": "checked_at",
    "waiting": "waiting_at",
    "joined": "joined_at",
    "first_frame": "first_frame_at",
    "ended": "ended_at",
    "outcome": "outcome_at",
}


def at(moment: datetime | None) -> str | None:
    """Return a moment with the agency's offset."""
    return localtime(moment).isoformat(timespec="seconds") if moment else None


def _common(session: Session) -> dict[str, Any]:
    opens, closes = times_of(session)
    return {
        "id": str(session.public_id),
        "state": str(session.state),
        "state_title": str(State(session.state).label),
        "kind": str(session.kind),
        "language": session.language,
        "opens_at": at(opens),
        "closes_at": at(closes),
    }


def times_of(session: Session) -> tuple[datetime, datetime]:
    """Return from when until when the resident's last link is good."""
    link = session.participants.filter(role=Participant.Role.RESIDENT).values_list(
        "links__opens_at", "links__closes_at"
    )
    last = link.order_by("-links__id").first()
    return last if last is not None and last[0] is not None else window(session, session.invited_at)


def for_participant(participant: Participant) -> dict[str, Any]:
    """Return the call as one of its people sees it."""
    session = Session.objects.select_related("submission", "opening").get(pk=participant.session_id)
    language = session.language if session.language in {"en", "fr"} else "en"
    in_it = participant.role in {Participant.Role.RESIDENT, Participant.Role.OFFICER}
    return {
        **_common(session),
        "engine": session.engine,
        "version": session.version,
        "sequence": session.last_sequence,
        "me": {"id": str(participant.public_id), "role": str(participant.role)},
        "people": roster(session),
        "consent": consent.as_given(session) if in_it else None,
        "place": place_of(session) if participant.role == Participant.Role.RESIDENT else None,
        "recording": session.recordings.filter(ended_at=None).exists(),
        "outcome_owed": session.state in OWES_OUTCOME,
        "next": {"phone": settings.AGENCY["phone"], "report_url": f"/{language}/track/"},
        **({} if session.is_over else engine_named(session.engine).way_in(participant)),
    }


def for_report(submission: Submission) -> dict[str, Any]:
    """Return what is offered for a report, and its call, as its citizen sees it."""
    current = current_call(submission)
    return {
        **offer_as_given(submission),
        "call": _common(current) if current else None,
    }


def offer_as_given(submission: Submission, by: User | None = None) -> dict[str, Any]:
    """Return what is offered for a report."""
    offer = offer_for(submission, by=by)
    openings = [opening_as_given(each) for each in openings_of(submission)] if offer.offered else []
    return {
        "offered": offer.offered,
        "why_not": str(offer.why_not),
        "ways": list(offer.ways),
        "openings": openings,
    }


def current_call(submission: Submission) -> Session | None:
    """Return the report's call that is not over."""
    return Session.objects.unfinished().filter(submission=submission).select_related("opening").first()


def for_resident(session: Session) -> dict[str, Any]:
    """Return a call as the citizen of its report sees it."""
    return _common(session)


def for_desk(session: Session, user: User) -> dict[str, Any]:
    """Return the call as the desk sees it."""
    session = Session.objects.select_related("submission", "officer", "invited_by", "opening").get(
        pk=session.pk
    )
    return {
        **_common(session),
        "number": session.submission.temporary_number,
        "interpreter": session.interpreter,
        "engine": session.engine,
        "invited_by": _name(session.invited_by),
        "officer": _name(session.officer),
        "stages": _stages(session),
        "self_test": session.self_test,
        "people": roster(session),
        "consent": consent.as_given(session),
        "notes": session.notes,
        "checklist": session.checklist,
        "checklist_items": [{"key": key, "title": str(title)} for key, title in CHECKLIST.items()],
        **_outcome(session),
        "stills": [
            _at_desk(stills.as_given(each)) for each in session.stills.select_related("taken_by", "session")
        ],
        "recordings": [recording.as_given(each) for each in session.recordings.all()],
        "report_version": session.submission.version,
        "outcomes": [{"token": token, "title": str(VIDEO_OUTCOMES[token])} for token in VIDEO_PRIORITY],
        "actions": actions_of(session, user),
    }


def _at_desk(still: dict[str, Any]) -> dict[str, Any]:
    return {**still, "href": still["href"].replace("/api/v1/video/", "/api/v1/desk/video/")}


def _name(user: User | None) -> str:
    return user.display_name if user else ""


def _stages(session: Session) -> dict[str, str | None]:
    dispatch = dispatch_of(session)
    reached = {name: at(getattr(session, field)) for name, field in STAGES.items()}
    return {
        "filed": at(session.submission.submitted_at),
        **reached,
        "dispatched": at(dispatch.confirmed_at) if dispatch else None,
    }


def _outcome(session: Session) -> dict[str, Any]:
    dispatch = dispatch_of(session)
    told = None
    if dispatch is not None:
        told = {
            "kind": str(dispatch.kind),
            "requested_at": at(dispatch.requested_at),
            "confirmed_at": at(dispatch.confirmed_at),
            "reference": dispatch.reference,
        }
    return {
        "outcome": session.outcome,
        "outcome_title": str(VIDEO_OUTCOMES.get(session.outcome, "")),
        "reason": session.reason,
        "preserve": session.preserve,
        "dispatch": told,
    }


_ACTIONS: dict[str, Callable[[Session, bool], bool]] = {
    "take": lambda call, mine: call.state == State.WAITING or (mine and call.state in OWES_OUTCOME),
    "give-back": lambda call, mine: mine and call.state == State.CONNECTING,
    "end": lambda call, mine: mine and call.state in OWES_OUTCOME and call.state != State.WRAP_UP,
    "outcome": lambda call, mine: mine and call.state == State.WRAP_UP,
    "meet": lambda call, _mine: call.kind == Session.Kind.IN_PERSON and call.state == State.INVITED,
    "phone-over": lambda call, _mine: call.state == State.FALLBACK_PHONE,
    "miss": lambda call, _mine: call.state in BEFORE,
    "cancel": lambda call, _mine: call.state in BEFORE,
    "link": lambda call, _mine: call.kind != Session.Kind.IN_PERSON and not call.is_over,
    "reschedule": lambda call, _mine: call.state in BEFORE,
    "people": lambda call, _mine: not call.is_over,
    "notes": lambda call, mine: mine and not call.is_over,
}


def actions_of(session: Session, user: User) -> list[str]:
    """Return what may be posted to a call now, by name."""
    mine = session.officer_id == user.pk
    found = [name for name, may in _ACTIONS.items() if may(session, mine)]
    dispatch = dispatch_of(session)
    return [*found, "dispatch"] if dispatch is not None and dispatch.confirmed_at is None else found
