"""Calls in each state, made beside the site by its own functions, for the walk."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from accounts.models import User
from forms.demo.types import all_types
from video.api.keys import cookie_name
from video.going import fall_back_to_phone, leave
from video.inviting import Invited, Wish, invite, reschedule
from video.links import FOR_NOW, address_of, redeem, token_of
from video.models import Opening, Session
from video.outcome import miss_call
from video.people import resident_of
from video.sweeping import expire_links
from workflows import secrets
from workflows.clock import now, set_back
from workflows.drafts import begin_draft, save_answers
from workflows.links import address_of_link, make_link
from workflows.models import EmailLink, ReportType, Submission, Unit
from workflows.submitting import submit_report

LANGUAGES = ("en", "fr")
ENTERED = "theft"


def made_calls(by: User, language: str) -> dict[str, Any]:
    """Make calls whose links open, do not open yet, do not open any more, and ended ones; `by` invites."""
    fresh, used = _invited(by, language), _invited(by, language)
    redeem(_token(used))
    later = Opening.objects.create(unit=_unit(fresh), starts_at=now() + timedelta(hours=6))
    visit = Opening.objects.create(unit=_unit(fresh), starts_at=now() + timedelta(hours=5), in_person=True)
    early = _invited(by, language, Wish("appointment", later.pk))
    in_person = _invited(by, language, Wish("in_person", visit.pk))
    report = make_link(_sent(language), EmailLink.Purpose.TRACK)
    return {
        "report": address_of_link(report, language),
        "fresh": _address(fresh, language),
        "used": _address(used, language),
        "early": _address(early, language),
        "ahead": str(early.session.public_id),
        "in_person": str(in_person.session.public_id),
        "over": _ended(by, language),
    }


def _ended(by: User, language: str) -> dict[str, tuple[str, str, str]]:
    """Make a call that ended in each way before an officer joined; tell its address and the cookie of its key."""
    other = Opening.objects.filter(starts_at__gt=now() + timedelta(days=1), in_person=False).last()
    ways: dict[str, Callable[[Session], object]] = {
        "cancelled": lambda call: leave(resident_of(call), for_good=True),
        "nobody came": lambda call: miss_call(call, by=by),
        "moved": lambda call: reschedule(call, by=by, opening=other.pk if other else 0),
        "by phone": lambda call: fall_back_to_phone(resident_of(call)),
        "too late": lambda _call: expire_links(),
    }
    made = {}
    for name, end in ways.items():
        with set_back(2 * FOR_NOW if name == "too late" else timedelta()):
            call = _invited(by, language)
            key = redeem(_token(call)).key
        end(call.session)
        made[name] = (str(call.session.public_id), cookie_name(call.session.public_id), key)
    return made


def _invited(by: User, language: str, wish: Wish | None = None) -> Invited:
    """Invite somebody whose report was sent."""
    return invite(_sent(language), by=by, asked_by=Session.Asked.OFFICER, wish=wish or Wish())


def _sent(language: str) -> Submission:
    """Send a report."""
    draft = begin_draft(ReportType.objects.get(key=ENTERED), language=language)
    draft = save_answers(draft, answers_of(ENTERED))[0]
    return submit_report(draft, declaration=True, key=secrets.new_nonce()).submission


def _unit(invited: Invited) -> Unit:
    unit = invited.session.submission.unit
    assert unit is not None
    return unit


def _token(invited: Invited) -> str:
    assert invited.link is not None
    return token_of(invited.link)


def _address(invited: Invited, language: str) -> str:
    assert invited.link is not None
    return address_of(invited.link, language)


def answers_of(key: str) -> dict[str, Any]:
    """Return the first test answers of a type of the demonstration."""
    return next(each.samples[0].answers for each in all_types() if each.body["key"] == key)
