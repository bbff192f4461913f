"""What readers do: say whether a page was useful, and what is missing; what time does: words go, counts stay."""

import unicodedata
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from cms.feedback.alarms import alarm_in
from cms.feedback.mails import ring
from cms.feedback.scrubbing import scrub
from cms.models import Feedback, PublicPage

LONGEST = 300


def give(page: PublicPage, *, useful: bool) -> Feedback:
    """Keep one answer about a page."""
    return Feedback.objects.create(
        page=page,
        page_key=page.translation_key,
        page_title=page.title,
        language=page.locale.language_code,
        useful=useful,
        given_at=now(),
    )


@transaction.atomic
def add_text(feedback: Feedback, text: str) -> Feedback:
    """Add what the reader wrote, without personal data; a phrase of danger calls staff. Only the first text counts."""
    locked = Feedback.objects.select_for_update().get(pk=feedback.pk)
    if locked.text or locked.useful or not text:
        return locked
    found = scrub(text, marks=named, ours=[settings.AGENCY["phone"], settings.VICTIM_SERVICES["phone"]])
    locked.text, locked.scrubbed = found.text, list(found.kinds)
    locked.alarm = alarm_in(text)
    if locked.alarm:
        locked.mail_due_at = now()
        transaction.on_commit(ring)
    locked.save()
    return locked


def named(kind: str) -> str:
    """Return the word that stands in place of what was taken out, in the reader's language."""
    return {
        "email": _("address taken out"),
        "phone": _("phone number taken out"),
        "sin": _("social insurance number taken out"),
        "card": _("card number taken out"),
        "passport": _("passport number taken out"),
        "postal_code": _("postal code taken out"),
        "address": _("street address taken out"),
        "born": _("date of birth taken out"),
        "number": _("number taken out"),
    }[kind]


def tidied(text: str) -> str:
    """Return a text as it is counted and kept: line ends as one sign, composed letters, no space at the ends."""
    return (
        unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).replace("\0", "").strip()
    )


def delete_old_texts() -> int:
    """Delete the words of readers and of staff that were kept long enough; return of how many. The counts stay."""
    at = now()
    old = Feedback.objects.with_text_older_than(at - timedelta(days=settings.FEEDBACK_TEXT_DAYS))
    return old.update(text="", note="", text_deleted_at=at)
