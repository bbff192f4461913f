"""What a report's pages show its citizen: the call on its way, or how an officer can be met."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from video.models import Session
from video.offering import MEETABLE, offer_for
from video.presenting import current_call
from video.presenting import times_of as window_of
from video.states import BEFORE, IN_CALL, State
from video.times import moment_of
from workflows.clock import now
from workflows.extensions import Context
from workflows.letters import address_of
from workflows.models import Submission

# What is said of a call that came to nothing, beside the offer of another one.
OVER_WITHOUT = (State.NO_SHOW, State.EXPIRED, State.CANCELLED)


@dataclass(frozen=True)
class YourCall:
    """A call as the citizen of its report reads it: what, when, what comes next, and what may be done."""

    title: str
    next_step: str
    facts: list[dict[str, str]] = field(default_factory=list)
    may_join: bool = False
    may_change: bool = False
    may_cancel: bool = False


def for_citizen(report: Submission) -> Context | None:
    """Return the report's call, else what is offered; nothing where its policy or its state has no calls."""
    current = current_call(report)
    if current is not None:
        return {"call": your_call(current)}
    if not report.policy.video_offered or report.status not in MEETABLE:
        return None
    offer = offer_for(report)
    return {
        "ways": offer.ways,
        "others": [way for way in offer.ways if way != Session.Kind.NOW],
        "why_not": offer.why_not,
        "before": _before(report),
    }


def _before(report: Submission) -> str:
    """Say what became of the last call, where the person should know before asking for another one."""
    last = report.video_sessions.order_by("-id").first()
    if last is None or last.state not in OVER_WITHOUT:
        return ""
    return {
        State.NO_SHOW: _("You were not in the call in time. You can ask for another one."),
        State.EXPIRED: _("The time of this link is over. You can ask for another call."),
        State.CANCELLED: _("The call was cancelled. Your report stays as it is."),
    }[State(last.state)]


def your_call(session: Session) -> YourCall:
    """Return a call as its citizen reads it."""
    ahead = session.state in BEFORE
    opens, closes = window_of(session)
    by_video = session.kind != Session.Kind.IN_PERSON
    return YourCall(
        title=_title(session),
        next_step=_next_step(session, is_open=opens <= now()),
        facts=_facts(session),
        may_join=by_video and (session.state in IN_CALL or (ahead and opens <= now() <= closes)),
        may_change=ahead,
        may_cancel=ahead,
    )


def _title(session: Session) -> str:
    if session.kind == Session.Kind.IN_PERSON:
        return _("You meet an officer at our station")
    if session.opening is not None:
        return _("You meet an officer by video")
    return _("Your video call with an officer")


def _next_step(session: Session, *, is_open: bool) -> str:
    if session.state in IN_CALL:
        return _("Your call is running. You can come back to it.")
    if session.state == State.FALLBACK_PHONE:
        return _("An officer calls you at the number in your report. You can also call %(phone)s.") % {
            "phone": settings.AGENCY["phone"]
        }
    if session.state == State.WRAP_UP:
        return _("The call is over. The officer now writes down what comes of it.")
    if session.kind == Session.Kind.IN_PERSON:
        return _("Come to the station and say this number: %(number)s.") % {
            "number": session.submission.temporary_number
        }
    if is_open:
        return _("Open the call on the phone or tablet that you want to show things with.")
    return _before_it_opens(session)


def _before_it_opens(session: Session) -> str:
    opens, _closes = window_of(session)
    when = {"when": moment_of(opens)}
    if _is_mailed(session):
        return (
            _("We mail you the link. From %(when)s on, there is also a button where you follow your report.")
            % when
        )
    return (
        _("From %(when)s on, there is a button where you follow your report with its number and code.") % when
    )


def _is_mailed(session: Session) -> bool:
    """Whether the link went, or goes, to an address."""
    report = session.submission
    rows = report.follow_ups.filter(kind="video_mail", data__call=session.pk)
    return bool(address_of(report)) and rows.exists()


def _facts(session: Session) -> list[dict[str, Any]]:
    rows = []
    if session.opening is not None:
        rows.append({"label": _("When"), "text": moment_of(session.opening.starts_at)})
    rows.append({"label": _("Language"), "text": language_name(session.language)})
    if session.interpreter:
        rows.append({"label": _("Interpreter"), "text": session.interpreter})
    return rows


def language_name(code: str) -> str:
    """Return what a language is called in the reader's own."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code
