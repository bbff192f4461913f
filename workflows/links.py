"""Links by mail: one use, ten minutes. The link is derived when it is sent; what is stored is its keyed hash."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.timezone import now
from django.utils.translation import gettext as _

from integrations.mail.send import OutgoingMail, send
from integrations.outcomes import GiveUp
from workflows import secrets
from workflows.brand import colours
from workflows.follow_ups import follow_up, follows
from workflows.letters import address_of
from workflows.models import EmailLink, FollowUp, Status, Submission

HOLDS = timedelta(minutes=10)
MOST_AT_ONCE = 3
PATHS = {EmailLink.Purpose.RESUME: "resume/link", EmailLink.Purpose.TRACK: "track/link"}


@transaction.atomic
def ask_for_link(submission: Submission, purpose: str) -> bool:
    """Have a link sent to the address in the report; whether one will be. At most three are good at a time."""
    if not address_of(submission) or _good(submission, purpose).count() >= MOST_AT_ONCE:
        return False
    link = make_link(submission, purpose)
    follow_up(submission, "link", mark=str(link.pk), link=link.pk)
    return True


def make_link(submission: Submission, purpose: str) -> EmailLink:
    """Make a link that is good from now on, for ten minutes."""
    expires = now() + HOLDS
    token = _token(submission, purpose, expires)
    return EmailLink.objects.create(
        submission=submission, purpose=purpose, token_hash=_hash(token), expires_at=expires
    )


def address_of_link(link: EmailLink, language: str) -> str:
    """Return the address that a link is sent as. Whoever has it can open the report, once."""
    return f"{settings.SITE_URL}/{language}/{PATHS[EmailLink.Purpose(link.purpose)]}/{_token_of(link)}/"


def find_link(token: str, purpose: str) -> EmailLink | None:
    """Return the link that a token stands for while it is good: unknown, used and expired look the same."""
    links = EmailLink.objects.select_related("submission__form_version", "submission__report_type__policy")
    good = links.filter(purpose=purpose, used_at=None, expires_at__gt=now())
    return good.filter(token_hash=_hash(token)).first()


def use_link(token: str, purpose: str) -> Submission | None:
    """Use a link up and return its report; None when it is not good, or somebody was faster."""
    link = find_link(token, purpose)
    if link is None or not EmailLink.objects.filter(pk=link.pk, used_at=None).update(used_at=now()):
        return None
    return link.submission


@follows("link")
def send_link(row: FollowUp) -> None:
    """Send the mail with the link, unless its time is over."""
    link = EmailLink.objects.select_related("submission").filter(pk=row.data.get("link")).first()
    if link is None or row.submission is None:
        raise GiveUp("a link that is not there")
    address = address_of(link.submission)
    if address and link.used_at is None and link.expires_at > now():
        send(mail_of(link, address))


def mail_of(link: EmailLink, address: str) -> OutgoingMail:
    """Return the mail with the link, in the language of the report."""
    language = link.submission.language
    url = address_of_link(link, language)
    with translation.override(language):
        agency = settings.AGENCY["name"][language]
        paragraphs, label = _words(link, agency)
        subject = _("Your link – %(agency)s") % {"agency": agency}
        page = {
            "agency": agency,
            "paragraphs": paragraphs,
            "button": {"label": label, "url": url},
            "brand": colours().brand,
            "action": colours().action,
            "language": language,
            "subject": subject,
        }
        html = render_to_string("workflows/mail/letter.html", page)
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return OutgoingMail(
        to=address,
        subject=subject,
        text="\n\n".join([paragraphs[0], url, *paragraphs[1:]]) + "\n",
        html=html,
        message_id=f"<link-{link.pk}-{link.token_hash[:16]}@{host}>",
        language=language,
    )


def _words(link: EmailLink, agency: str) -> tuple[list[str], str]:
    limits = _(
        "The link works once, for ten minutes. If you did not ask for it, you can ignore this message."
    )
    if link.submission.status == Status.DRAFT:
        return [_("Open this link to go on with what you began on our site."), limits, agency], _("Go on")
    return [_("Open this link to follow what you sent to us."), limits, agency], _("Follow it")


def _good(submission: Submission, purpose: str) -> "QuerySet[EmailLink]":
    return EmailLink.objects.filter(
        submission=submission, purpose=purpose, used_at=None, expires_at__gt=now()
    )


def _token_of(link: EmailLink) -> str:
    return _token(link.submission, link.purpose, link.expires_at)


def _token(submission: Submission, purpose: str, expires: datetime) -> str:
    return secrets.keyed_hash(
        "email-link", f"{purpose}|{submission.pk}|{expires.astimezone(UTC).isoformat()}"
    )


def _hash(token: str) -> str:
    return secrets.keyed_hash("email-link-hash", token)
