"""Letters to citizens: from the register's templates, in the citizen's language, each sent once."""

import hashlib
import re
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import get_connection
from django.template.loader import render_to_string
from django.utils import formats, translation
from django.utils.timezone import now
from django.utils.translation import gettext as _

from integrations.mail.send import OutgoingMail, send
from integrations.outcomes import GiveUp, TryAgain, Uncertain
from workflows import definition
from workflows.anonymity import is_anonymous
from workflows.brand import colours
from workflows.copies import official_copy
from workflows.experiments.drawing import template_for
from workflows.models import Delivery, FollowUp, ReviewPolicy, Submission
from workflows.proving import waits_for_proof
from workflows.reporting_person import reporting_of

PLACE = re.compile(r"\{([a-z_]+)\}")


def send_letter(letter: str, row: FollowUp) -> None:
    """Send one letter of the register for a follow-up, once; without an address there is nothing to send.

    A sending that was cut off is repeated only where repeating is harmless; else a person decides.
    """
    submission = row.submission
    if submission is None:
        raise GiveUp("a letter without a report")
    delivery = _delivery(letter, row, submission)
    address = address_of(submission)
    if delivery.state in {Delivery.State.SENT, Delivery.State.NO_ADDRESS}:
        return
    if not address:
        _mark(delivery, Delivery.State.NO_ADDRESS)
        return
    if delivery.state == Delivery.State.SENDING and not sending_twice_is_harmless():
        _mark(delivery, Delivery.State.UNCERTAIN, "cut off while sending")
        raise Uncertain("cut off while sending")
    mail = compose(letter, submission, address, delivery.message_id, places=_asked(row))
    _mark(delivery, Delivery.State.SENDING)
    _send(delivery, mail)


def _send(delivery: Delivery, mail: OutgoingMail) -> None:
    try:
        send(mail)
    except TryAgain as problem:
        _mark(delivery, Delivery.State.READY, str(problem))
        raise
    except GiveUp as problem:
        _mark(delivery, Delivery.State.FAILED, str(problem))
        raise
    except Uncertain as problem:
        _mark(delivery, Delivery.State.UNCERTAIN, str(problem))
        raise
    _mark(delivery, Delivery.State.SENT)


def sending_twice_is_harmless() -> bool:
    """Whether the mail system keeps one copy of a message that is handed over twice."""
    return bool(getattr(get_connection(), "idempotent", False))


def send_again(delivery: Delivery) -> None:
    """Let a letter be sent although nobody knows whether it was: a person decided so."""
    _mark(delivery, Delivery.State.READY)


def note_sent(delivery: Delivery) -> None:
    """Keep that a letter was sent after all: a person found out."""
    _mark(delivery, Delivery.State.SENT)


def address_of(submission: Submission) -> str:
    """Return the e-mail address that the citizen gave, or nothing. One that was proved counts before others.

    Whoever stays anonymous has none, whatever else a type asks; nor has a draft whose address waits for its proof: a
    link to it goes to nobody who only might be its person.
    """
    if is_anonymous(submission.answers):
        return ""
    address = reporting_of(submission.definition, submission.answers).email
    return "" if address and waits_for_proof(submission, address) else address


def compose(
    letter: str, submission: Submission, to: str, message_id: str, places: dict[str, str] | None = None
) -> OutgoingMail:
    """Return the mail, ready to go. It never holds the access code or an answer; its subject says nothing."""
    language = submission.language
    template = template_for(letter, submission)
    if template is None:
        raise GiveUp(f"the letter '{letter}' is not in the register")
    with translation.override(language):
        values = {**_places(submission), **(places or {})}
        subject = template.subject_fr if language == "fr" else template.subject_en
        body = filled(template.body_fr if language == "fr" else template.body_en, values)
        page: dict[str, Any] = {
            "agency": values["agency"],
            "paragraphs": body.split("\n\n"),
            "button": {"label": _("Follow your report"), "url": values["link"]},
            "brand": colours().brand,
            "action": colours().action,
            "language": language,
            "subject": filled(subject, {"agency": values["agency"]}),
        }
        html = render_to_string("workflows/mail/letter.html", page)
    return OutgoingMail(
        to=to,
        subject=page["subject"],
        text=body + "\n",
        html=html,
        message_id=message_id,
        language=language,
        attachments=_attached(letter, submission),
    )


def filled(text: str, values: dict[str, str]) -> str:
    """Return `text` with each place in braces filled; a place that does not exist stays as it is written."""
    return PLACE.sub(lambda match: values.get(match[1], match[0]), text)


def _places(submission: Submission) -> dict[str, str]:
    language = submission.language
    due = formats.date_format(submission.due_on, "DATE_FORMAT") if submission.due_on else ""
    message = submission.messages.exclude(role="citizen").last()
    return {
        "agency": settings.AGENCY["name"][language],
        "phone": settings.AGENCY["phone"],
        "title": definition.pick(submission.definition["title"], language),
        "number": submission.temporary_number or "",
        "permanent_number": submission.permanent_number or "",
        "due_on": due,
        "answer_by": "",
        "text": message.text if message else "",
        "link": f"{settings.SITE_URL}/{language}/track/",
    }


def _asked(row: FollowUp) -> dict[str, str]:
    """Return the officer's question for a letter that asks one."""
    asked = (
        row.submission.information_requests.filter(pk=row.data.get("request")).first()
        if row.submission
        else None
    )
    if asked is None:
        return {}
    with translation.override(asked.submission.language):
        return {"text": asked.text, "answer_by": formats.date_format(asked.due_on, "DATE_FORMAT")}


def _attached(letter: str, submission: Submission) -> tuple[tuple[str, str, bytes], ...]:
    wanted = submission.policy.copy_delivery == ReviewPolicy.CopyDelivery.ATTACHED
    if letter != "approved" or not wanted:
        return ()
    content = official_copy(submission)
    if content is None:
        raise TryAgain("the official copy is not there")
    return ((f"{submission.permanent_number}.pdf", "application/pdf", content),)


def _delivery(letter: str, row: FollowUp, submission: Submission) -> Delivery:
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    mark = hashlib.sha256(f"{settings.SITE_URL}|{submission.public_id}|{row.key}".encode()).hexdigest()[:32]
    delivery, _created = Delivery.objects.get_or_create(
        key=row.key,
        defaults={
            "submission": submission,
            "letter": letter,
            "language": submission.language,
            "message_id": f"<{mark}@{host}>",
        },
    )
    return delivery


def _mark(delivery: Delivery, state: Delivery.State, error: str = "") -> None:
    delivery.state, delivery.error = state, error[:200]
    if state == Delivery.State.SENT:
        delivery.sent_at = now()
    delivery.save(update_fields=["state", "error", "sent_at"])
