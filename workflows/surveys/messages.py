"""The invitation as a mail and as a text message. Neither says what the matter was."""

from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import formats, translation
from django.utils.translation import gettext as _

from integrations.mail.send import OutgoingMail
from integrations.texts.send import OutgoingText
from workflows.brand import colours
from workflows.models import SurveyInvitation
from workflows.surveys import codes


def mail_of(invitation: SurveyInvitation, code: str, address: str) -> OutgoingMail:
    """Return the mail. The codes stand behind `#`: a browser sends that part to no server."""
    language = invitation.language
    with translation.override(language):
        agency = settings.AGENCY["name"][language]
        subject = _("How did we do? – %(agency)s") % {"agency": agency}
        stop = codes.stop_code(address)
        page = {
            "agency": agency,
            "paragraphs": _paragraphs(invitation),
            "code": code,
            "stop": stop,
            "stop_url": f"{_site(language)}/survey/stop/#{stop}",
            "stop_page": f"{_site(language)}/survey/stop/",
            "button": {"label": _("Answer the survey"), "url": f"{_site(language)}/survey/#{code}"},
            "survey_page": f"{_site(language)}/survey/",
            "brand": colours().brand,
            "action": colours().action,
            "link": colours().link,
            "language": language,
            "subject": subject,
        }
        html = render_to_string("workflows/mail/survey.html", page)
        text = render_to_string("workflows/mail/survey.txt", page)
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return OutgoingMail(
        to=address,
        subject=subject,
        text=text,
        html=html,
        message_id=f"<survey-{invitation.pk.hex}@{host}>",
        language=language,
        unsubscribe=f"{_site(language)}/survey/stop/{codes.one_click(stop, invitation.pk.hex)}/",
    )


def text_of(invitation: SurveyInvitation, code: str, phone: str) -> OutgoingText:
    """Return the text message."""
    language = invitation.language
    with translation.override(language):
        text = _(
            "%(agency)s: how did we do? Three minutes, without your name, until %(day)s: %(url)s "
            "No more of these: %(stop)s"
        ) % {
            "agency": settings.AGENCY["name"][language],
            "day": formats.date_format(invitation.expires_on, "DATE_FORMAT"),
            "url": f"{_site(language)}/survey/#{code}",
            "stop": f"{_site(language)}/survey/stop/#{codes.stop_code(phone)}",
        }
    return OutgoingText(to=phone, text=text, key=f"survey-{invitation.pk.hex}", language=language)


def _site(language: str) -> str:
    return f"{settings.SITE_URL}/{language}"


def _paragraphs(invitation: SurveyInvitation) -> list[str]:
    day = formats.date_format(invitation.expires_on, "DATE_FORMAT")
    return [
        _("You used our online service some weeks ago. We would like to know how it went."),
        _("It takes about three minutes. Every question can be left out. The survey is open until %(day)s.")
        % {"day": day},
        _(
            "Your answers are kept without your name, your report or your address. "
            "They change nothing about your report, and we send no reminder."
        ),
    ]
