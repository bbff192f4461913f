"""What mails and text messages about calls say: what it is, what to do, how to change it. Nothing of the matter."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from video.models import Session
from video.times import moment_of, where_times_are

INVITED, RENEWED, MOVED, REMINDER, CANCELLED = "invited", "link_renewed", "moved", "reminder", "cancelled"


@dataclass(frozen=True)
class Letter:
    """A mail: its subject, its paragraphs, and what stands on the button."""

    subject: str
    paragraphs: list[str]
    button: str


def letter_about(session: Session, why: str, *, has_link: bool, track: str) -> Letter:
    """Return the mail about a call, in the active language. Without a link the button leads to the report."""
    if why == CANCELLED:
        return _cancelled(session)
    paragraphs = [
        _news(session, why),
        *_what_to_do(session, has_link=has_link),
        _other_wishes(track),
        _closing(),
    ]
    button = _("Go to the call") if has_link else _("Follow your report")
    return Letter(_subject(session, why), paragraphs, button)


def _agency() -> dict[str, str]:
    language = "fr" if (get_language() or "en").startswith("fr") else "en"
    return {"agency": settings.AGENCY["name"][language]}


def _subject(session: Session, why: str) -> str:
    if session.opening is None:
        return _("Your call – %(agency)s") % _agency()
    if why == REMINDER:
        return _("Reminder of your appointment – %(agency)s") % _agency()
    if why == MOVED:
        return _("Your appointment has a new time – %(agency)s") % _agency()
    return _("Your appointment – %(agency)s") % _agency()


def _news(session: Session, why: str) -> str:
    """Say first what has happened, with the time."""
    said = [_before(why), _meeting(session)]
    if session.opening is not None:
        said.append(where_times_are())
    return _one_stop(" ".join(each for each in said if each))


def _one_stop(text: str) -> str:
    """Return a text in which a time that ends with a stop of its own ("9 a.m.") ends its sentence with it."""
    return text.replace("m..", "m.")


def _before(why: str) -> str:
    return {
        MOVED: _("Your appointment was moved. The time before it does not count any more."),
        RENEWED: _("Here is a new link. The one before it does not work any more."),
        REMINDER: _("We remind you of your appointment."),
    }.get(why, "")


def _meeting(session: Session) -> str:
    if session.opening is None:
        return _("An officer can meet you by video now. Use a phone or tablet with a camera.")
    when = {"when": moment_of(session.opening.starts_at)}
    if session.kind == Session.Kind.IN_PERSON:
        return _("An officer meets you at our station on %(when)s.") % when
    return _("An officer meets you by video on %(when)s.") % when


def _what_to_do(session: Session, *, has_link: bool) -> list[str]:
    if session.kind == Session.Kind.IN_PERSON:
        return [
            _(
                "Say the number of your report when you come. Bring what can help, such as photos and receipts."
            )
        ]
    if not has_link:
        return [_("You opened your link already. The way into the call is where you follow your report.")]
    steps = _(
        "Open the link at the place that the officer should see. You need no app. You first try your camera and sound."
    )
    if session.opening is None:
        return [steps, _("The link works once, for 15 minutes. It is for you only.")]
    return [steps, _("The link works once, from an hour before to an hour after. It is for you only.")]


def _other_wishes(track: str) -> str:
    told = _("To choose another time, or to cancel, follow your report with its number and code: %(address)s")
    return told % {"address": track}


def _cancelled(session: Session) -> Letter:
    if session.opening is None:
        subject, what = _("Your call is cancelled – %(agency)s"), _("Your call with an officer is cancelled.")
    else:
        subject = _("Your appointment is cancelled – %(agency)s")
        what = _("Your appointment with an officer on %(when)s is cancelled.") % {
            "when": moment_of(session.opening.starts_at)
        }
    stays = _("Nobody waits for you, and the link opens nothing any more. Your report stays as it is.")
    again = _("If you still want to meet an officer, ask for another time where you follow your report.")
    return Letter(subject % _agency(), [what, stays, again, _closing()], _("Follow your report"))


def _closing() -> str:
    who = {**_agency(), "phone": settings.AGENCY["phone"]}
    return _("%(agency)s. Questions: call %(phone)s.") % who


def text_about(session: Session, why: str, *, link: str, track: str) -> str:
    """Return the text message about a call, in the active language; without a link it leads to the report."""
    told = {**_agency(), "url": link, "track": track}
    if session.opening is None:
        if why == CANCELLED:
            return _("%(agency)s: your call is cancelled. Another one: %(track)s") % told
        return _("%(agency)s: your link to the call, for 15 minutes and one use: %(url)s") % told
    told["when"] = moment_of(session.opening.starts_at)
    if why == CANCELLED:
        return _("%(agency)s: your appointment on %(when)s is cancelled. Another time: %(track)s") % told
    if session.kind == Session.Kind.IN_PERSON:
        text = _("%(agency)s: you meet an officer at our station on %(when)s. To change it: %(track)s")
    elif link:
        text = _(
            "%(agency)s: your call is on %(when)s. Your link, for one use: %(url)s To change it: %(track)s"
        )
    else:
        text = _("%(agency)s: your call is on %(when)s. The way in, or to change it: %(track)s")
    return _one_stop(text % told)
