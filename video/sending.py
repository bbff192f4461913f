"""What goes out to a resident: links by mail or text, reminders, cancellations. Each hangs on a follow-up row."""

from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy

from integrations.mail.send import OutgoingMail
from integrations.mail.send import send as send_mail
from integrations.outcomes import GiveUp
from integrations.texts.send import OutgoingText, is_offered
from integrations.texts.send import send as send_text
from video import letters
from video.links import address_of as link_address
from video.models import JoinLink, Session
from workflows.anonymity import is_anonymous
from workflows.brand import colours
from workflows.clock import now
from workflows.extensions import register_effect_kind
from workflows.follow_ups import follows
from workflows.letters import address_of
from workflows.models import FollowUp, Submission
from workflows.reporting_person import reporting_of

for kind, title in {
    "video_mail": gettext_lazy("Mail: link to the call"),
    "video_text": gettext_lazy("Text message: link to the call"),
    "video_reminder": gettext_lazy("Reminder of the appointment"),
    "video_cancelled": gettext_lazy("Mail: call cancelled"),
}.items():
    register_effect_kind(kind, title)


def phone_of(submission: Submission) -> str:
    """Return the number for text messages, or nothing: anonymous, sensitive, none given, none offered."""
    if not is_offered() or submission.policy.sensitive or is_anonymous(submission.answers):
        return ""
    return reporting_of(submission.definition, submission.answers).phone


@follows("video_mail")
def send_link_by_mail(row: FollowUp) -> None:
    """Send the invitation; in person there is no link, only the time."""
    session, link = _session(row), _link(row)
    address = address_of(session.submission)
    if address and not session.is_over and (link is None or _is_good(link)):
        send_mail(mail_of(session, link, address, row))


@follows("video_text")
def send_link_by_text(row: FollowUp) -> None:
    """Send the same as a text message; it names neither the matter nor the number."""
    session, link = _session(row), _link(row)
    if not session.is_over and (link is None or _is_good(link)):
        _send_text(session, link, row)


@follows("video_reminder")
def send_reminder(row: FollowUp) -> None:
    """Remind of an appointment, by mail, and by text message where there is a number. The link is the one before."""
    session = _session(row)
    if session.is_over or session.opening is None or session.opening.starts_at < now():
        return
    _send_both(session, _current_link(session), row)


@follows("video_cancelled")
def send_cancellation(row: FollowUp) -> None:
    """Say that nobody waits any more, by mail, and by text message where there is a number."""
    _send_both(_session(row), None, row)


def _send_both(session: Session, link: JoinLink | None, row: FollowUp) -> None:
    address = address_of(session.submission)
    if address:
        send_mail(mail_of(session, link, address, row))
    _send_text(session, link, row)


def _send_text(session: Session, link: JoinLink | None, row: FollowUp) -> None:
    phone = phone_of(session.submission)
    if phone:
        text, language = text_of(session, link, _why(row)), language_of(session)
        send_text(OutgoingText(phone, text, row.key.replace(":", "-")[:80], language))


def _why(row: FollowUp) -> str:
    """Return the occasion of a message."""
    always = {"video_reminder": letters.REMINDER, "video_cancelled": letters.CANCELLED}
    return always.get(row.kind) or str(row.data.get("why") or letters.INVITED)


def _session(row: FollowUp) -> Session:
    rows = Session.objects.select_related(
        "submission__report_type__policy", "submission__form_version", "opening"
    )
    found = rows.filter(pk=row.data.get("call")).first()
    if found is None:
        raise GiveUp("a call that is not there")
    return found


def _link(row: FollowUp) -> JoinLink | None:
    rows = JoinLink.objects.select_related("participant__session")
    return rows.filter(pk=row.data.get("link") or 0).first()


def _current_link(session: Session) -> JoinLink | None:
    rows = JoinLink.objects.select_related("participant__session")
    good = rows.filter(
        participant__session=session, participant__role="resident", revoked_at=None, used_at=None
    )
    return good.last()


def _is_good(link: JoinLink) -> bool:
    return link.used_at is None and link.revoked_at is None and link.closes_at > now()


def mail_of(session: Session, link: JoinLink | None, address: str, row: FollowUp) -> OutgoingMail:
    """Return the mail about a call; where there is no link, its button leads to the report."""
    language = language_of(session)
    track = track_address(language)
    url = link_address(link, language) if link else track
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    with translation.override(language):
        letter = letters.letter_about(session, _why(row), has_link=link is not None, track=track)
        page = {
            "agency": settings.AGENCY["name"][language],
            "paragraphs": letter.paragraphs,
            "button": {"label": letter.button, "url": url},
            "brand": colours().brand,
            "action": colours().action,
            "language": language,
            "subject": letter.subject,
        }
        html = render_to_string("workflows/mail/letter.html", page)
    return OutgoingMail(
        to=address,
        subject=letter.subject,
        text="\n\n".join([letter.paragraphs[0], url, *letter.paragraphs[1:]]) + "\n",
        html=html,
        message_id=f"<video-{row.pk}-{session.public_id.hex[:16]}@{host}>",
        language=language,
    )


def text_of(session: Session, link: JoinLink | None, why: str = letters.INVITED) -> str:
    """Return the text message about a call."""
    language = language_of(session)
    with translation.override(language):
        url = link_address(link, language) if link else ""
        return letters.text_about(session, why, link=url, track=track_address(language))


def language_of(session: Session) -> str:
    """Return the language in which a call's person is written to."""
    return session.language if session.language in {"en", "fr"} else "en"


def track_address(language: str) -> str:
    """Return where a report is followed."""
    return f"{settings.SITE_URL}/{language}/track/"
