"""The message with a link to a form, and its sending: once, and then the address is forgotten."""

from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.timezone import now
from django.utils.translation import gettext as _

from integrations.mail.send import OutgoingMail
from integrations.mail.send import send as send_mail
from integrations.outcomes import GiveUp, TryAgain, Uncertain
from integrations.texts.send import OutgoingText, backend
from integrations.texts.send import send as send_text
from workflows.brand import colours
from workflows.drafts import is_open
from workflows.follow_ups import follows
from workflows.form_links import KIND, refusal_of_links
from workflows.letters import sending_twice_is_harmless
from workflows.links import address_of_link, make_link
from workflows.models import EmailLink, FollowUp, FormLink

State = FormLink.State
FORGOTTEN = (State.SENT, State.FAILED, State.OVER)


@follows(KIND)
def send_form_link(row: FollowUp) -> None:
    """Send one message. What was cut off is repeated only where that is harmless; else a person decides."""
    links = FormLink.objects.select_related("submission__form_version", "submission__report_type")
    link = links.filter(pk=row.data.get("link")).first()
    if link is None:
        raise GiveUp("a link that is not there")
    if link.state in FORGOTTEN:
        return
    if not link.address or not _still_goes(link):
        _mark(link, State.OVER)
        return
    if link.state == State.SENDING and not _twice_is_harmless(link):
        _mark(link, State.UNCERTAIN, "cut off while sending")
        raise Uncertain("cut off while sending")
    _mark(link, State.SENDING)
    _send(link)


def _still_goes(link: FormLink) -> bool:
    draft = link.submission
    return draft is None or (is_open(draft) and not refusal_of_links(draft))


def _twice_is_harmless(link: FormLink) -> bool:
    return backend().idempotent if link.way == FormLink.Way.TEXT else sending_twice_is_harmless()


def _send(link: FormLink) -> None:
    try:
        if link.way == FormLink.Way.TEXT:
            send_text(text_of(link))
        else:
            send_mail(mail_of(link))
    except TryAgain as problem:
        _mark(link, State.READY, str(problem))
        raise
    except GiveUp as problem:
        _mark(link, State.FAILED, str(problem))
        raise
    except Uncertain as problem:
        _mark(link, State.UNCERTAIN, str(problem))
        raise
    _mark(link, State.SENT)


def _mark(link: FormLink, state: FormLink.State, error: str = "") -> None:
    link.state, link.error = state, error[:200]
    if state in FORGOTTEN:
        link.address = ""
    if state == State.SENT:
        link.sent_at = now()
    link.save(update_fields=["state", "error", "address", "sent_at"])


def text_of(link: FormLink) -> OutgoingText:
    """Return the text message: who writes, the link, and what to do if one did not ask."""
    with translation.override(link.language):
        words = {"agency": settings.AGENCY["name"][link.language], "url": _url(link)}
        if link.submission is not None:
            text = (
                _("%(agency)s: go on with your form here. The link works once, for ten minutes. %(url)s")
                % words
            )
        else:
            text = _("%(agency)s: the form you asked for. Did not ask? Ignore this message. %(url)s") % words
    return OutgoingText(to=link.address, text=text, key=f"form-{link.code}", language=link.language)


def mail_of(link: FormLink) -> OutgoingMail:
    """Return the mail; its subject and words say nothing of the matter."""
    with translation.override(link.language):
        agency, url = settings.AGENCY["name"][link.language], _url(link)
        first, limits = _words(link)
        subject = _("Your form – %(agency)s") % {"agency": agency}
        page = {
            "agency": agency,
            "paragraphs": [first, limits, agency],
            "button": {"label": _("Open the form"), "url": url},
            "brand": colours().brand,
            "action": colours().action,
            "language": link.language,
            "subject": subject,
        }
        html = render_to_string("workflows/mail/letter.html", page)
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return OutgoingMail(
        to=link.address,
        subject=subject,
        text=f"{first}\n\n{url}\n\n{limits}\n\n{agency}\n",
        html=html,
        message_id=f"<form-{link.code}@{host}>",
        language=link.language,
    )


def _words(link: FormLink) -> tuple[str, str]:
    if link.submission is not None:
        limits = _(
            "The link works once, for ten minutes. If you did not ask for it, you can ignore this message."
        )
        return _("Open this link to go on with the form that we began with you."), limits
    return _("Here is the form that you asked for."), _(
        "If you did not ask for it, you can ignore this message."
    )


def _url(link: FormLink) -> str:
    """Return where the link leads. The one that opens a draft is made when the message goes: its time is short."""
    if link.submission is not None:
        return address_of_link(make_link(link.submission, EmailLink.Purpose.RESUME), link.language)
    return f"{settings.SITE_URL}/{link.language}/form/{link.code}/"
