"""What goes out to a resident: the link by mail or text message, and reminders. Each hangs on a follow-up row."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import formats, translation
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from integrations.mail.send import OutgoingMail
from integrations.mail.send import send as send_mail
from integrations.outcomes import GiveUp
from integrations.texts.send import OutgoingText, is_offered
from integrations.texts.send import send as send_text
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
}.items():
    register_effect_kind(kind, title)


def phone_of(submission: Submission) -> str:
    """Return the number for text messages, or nothing: anonymous, sensitive, none given, none offered."""
    if not is_offered() or submission.policy.sensitive or is_anonymous(submission.answers):
        return ""
    return reporting_of(submission.definition, submission.answers).phone


@dataclass(frozen=True)
class _Words:
    """What a message about a call says."""

    subject: str
    paragraphs: list[str]
    button: str


@follows("video_mail")
def send_link_by_mail(row: FollowUp) -> None:
    """Send the invitation; in person there is no link, only the time."""
    session = _session(row)
    address = address_of(session.submission)
    link = _link(row)
    if address and not session.is_over and (link is None or _is_good(link)):
        send_mail(mail_of(session, link, address, row))


@follows("video_text")
def send_link_by_text(row: FollowUp) -> None:
    """Send the link as a text message; it names neither the matter nor the number."""
    session, link = _session(row), _link(row)
    phone = phone_of(session.submission)
    if not phone or session.is_over or link is None or not _is_good(link):
        return
    send_text(OutgoingText(phone, text_of(session, link), row.key.replace(":", "-")[:80], session.language))


@follows("video_reminder")
def send_reminder(row: FollowUp) -> None:
    """Remind of an appointment, by mail, and by text message where there is a number. The link is the one before."""
    session = _session(row)
    if session.is_over or session.opening is None or session.opening.starts_at < now():
        return
    link = _current_link(session)
    address, phone = address_of(session.submission), phone_of(session.submission)
    if address:
        send_mail(mail_of(session, link, address, row))
    if phone and link is not None:
        send_text(
            OutgoingText(phone, text_of(session, link), row.key.replace(":", "-")[:80], session.language)
        )


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
    """Return the mail that brings a link, or of a meeting in person its time."""
    language = session.language if session.language in {"en", "fr"} else "en"
    url = link_address(link, language) if link else f"{settings.SITE_URL}/{language}/track/"
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    with translation.override(language):
        words = _words(session, link, settings.AGENCY["name"][language])
        page = {
            "agency": settings.AGENCY["name"][language],
            "paragraphs": words.paragraphs,
            "button": {"label": words.button, "url": url},
            "brand": colours().brand,
            "action": colours().action,
            "language": language,
            "subject": words.subject,
        }
        html = render_to_string("workflows/mail/letter.html", page)
    return OutgoingMail(
        to=address,
        subject=words.subject,
        text="\n\n".join([words.paragraphs[0], url, *words.paragraphs[1:]]) + "\n",
        html=html,
        message_id=f"<video-{row.pk}-{session.public_id.hex[:16]}@{host}>",
        language=language,
    )


def _words(session: Session, link: JoinLink | None, agency: str) -> _Words:
    subject = _("Your appointment – %(agency)s") if session.opening else _("Your call – %(agency)s")
    if link is None:
        when = _("An officer meets you at our station on %(when)s.") % {"when": when_of(session)}
        return _Words(subject % {"agency": agency}, [when, agency], _("Follow your report"))
    if session.opening:
        begins = _("An officer meets you by video on %(when)s.") % {"when": when_of(session)}
        limits = _("The link works once, from an hour before to an hour after. It is for you only.")
    else:
        begins = _("An officer can meet you by video now. Use a phone or tablet with a camera.")
        limits = _("The link works once, for 15 minutes. It is for you only.")
    return _Words(subject % {"agency": agency}, [begins, limits, agency], _("Go to the call"))


def when_of(session: Session) -> str:
    """Return the time of an appointment as people say it."""
    if session.opening is None:
        return ""
    return formats.date_format(localtime(session.opening.starts_at), "DATETIME_FORMAT")


def text_of(session: Session, link: JoinLink) -> str:
    """Return what the text message with a link says."""
    language = session.language if session.language in {"en", "fr"} else "en"
    with translation.override(language):
        agency = settings.AGENCY["name"][language]
        url = link_address(link, language)
        if session.opening:
            told = _("%(agency)s: your call is on %(when)s. Your link, for one use: %(url)s")
            return told % {"agency": agency, "when": when_of(session), "url": url}
        return _("%(agency)s: your link to the call, for 15 minutes and one use: %(url)s") % {
            "agency": agency,
            "url": url,
        }
