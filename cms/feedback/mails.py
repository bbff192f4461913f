"""The mail that calls staff to a text with a phrase of danger. It says where to look and nothing of the text."""

import logging
import sqlite3
from datetime import timedelta
from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import now
from django.utils.translation import gettext as _
from huey.exceptions import HueyException
from redis.exceptions import RedisError

from accounts.models import User
from cms.models import Feedback
from integrations.mail.send import OutgoingMail, send
from integrations.outcomes import NotDone

log = logging.getLogger(__name__)
# How long one worker has for a mail before another one tries.
LEASE = timedelta(minutes=10)
AGAIN = timedelta(minutes=2)


def ring() -> None:
    """Wake a worker; when it cannot be woken, the sweep of the next minute finds what is due."""
    from cms import tasks

    try:
        tasks.mail_alarms()
    except (OSError, sqlite3.Error, RedisError, HueyException):
        log.warning("the queue could not be reached; alarms of feedback wait for the sweep")


def mail_alarms() -> int:
    """Write to staff about each alarm that nobody was written to about; return how many mails went out."""
    return sum(_mail(feedback) for feedback in Feedback.objects.to_mail(now()))


def _mail(feedback: Feedback) -> int:
    claimed = Feedback.objects.to_mail(now()).filter(pk=feedback.pk).update(mail_due_at=now() + LEASE)
    if not claimed:
        return 0
    gone = failed = 0
    for address, language in recipients():
        try:
            send(composed(feedback, address, language))
            gone += 1
        except NotDone as problem:
            failed += 1
            log.warning("a mail about feedback %s was not sent: %s", feedback.pk, problem)
    if gone:
        Feedback.objects.filter(pk=feedback.pk).update(mailed_at=now())
    elif failed:
        Feedback.objects.filter(pk=feedback.pk).update(mail_due_at=now() + AGAIN)
    return gone


def recipients() -> list[tuple[str, str]]:
    """Return who is written to, with their language: the configured addresses, else all who look after feedback."""
    if settings.FEEDBACK_ALARM_TO:
        return [(address, settings.LANGUAGE_CODE) for address in settings.FEEDBACK_ALARM_TO]
    staff = User.objects.with_perm("cms.change_feedback", backend=settings.AUTHENTICATION_BACKENDS[0])
    return [(user.email, user.language) for user in staff.exclude(email="").order_by("pk")]


def composed(feedback: Feedback, address: str, language: str) -> OutgoingMail:
    """Return the mail in the language of who reads it."""
    screen = f"{settings.SITE_URL}{reverse('cms_feedback_modeladmin_inspect', args=[feedback.pk])}"
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    with translation.override(language):
        text = _(
            "Somebody left feedback on a page with words that point at danger.\n\n"
            "Read it now and decide whether the police or a crisis service must act:\n%(screen)s\n\n"
            "The words are not in this mail, and nobody knows who wrote them. "
            "The writer was shown 911, 9-8-8 and victim services."
        )
        return OutgoingMail(
            to=address,
            subject=_("Page feedback: read this one now"),
            text=text % {"screen": screen},
            message_id=f"<feedback-{feedback.pk}-{sha256(address.encode()).hexdigest()[:16]}@{host}>",
            language=language,
        )
