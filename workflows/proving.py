"""E-mail addresses proved by a code: six digits, ten minutes, five attempts. Stored are keyed hashes only.

The code is derived when it is mailed, like a link: a killed process loses nothing, and nothing in clear is kept.
"""

from collections.abc import Collection, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import SimpleLazyObject
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from integrations.mail.send import OutgoingMail, send
from integrations.outcomes import GiveUp
from workflows import secrets
from workflows.attempts import TooMany, count_within
from workflows.brand import colours
from workflows.definition import Definition, Group, Question, kind_of
from workflows.definition.problems import Refused
from workflows.errors import WorkflowError
from workflows.extensions import register_effect_kind
from workflows.follow_ups import follow_up, follows
from workflows.models import EmailProof, FollowUp, Status, Submission

KIND = "verified_email"
HOLDS = timedelta(minutes=10)
MOST_ATTEMPTS = 5
DIGITS = 6
register_effect_kind("email_code", gettext_lazy("Code to prove an e-mail address"))


class NotProved(WorkflowError):
    """A code that does not prove the address; the code of the error says why, its sentence what to do."""

    code = "wrong_code"
    sentence: Any = gettext_lazy("This is not the code. Look at the newest message, or ask for another code.")


class Expired(NotProved):
    """The code is too old."""

    code = "expired_code"
    sentence: Any = gettext_lazy("This code is more than ten minutes old. Ask for another one.")


class UsedUp(NotProved):
    """The code was tried too often."""

    code = "used_up_code"
    sentence: Any = gettext_lazy("This code was tried five times. Ask for another one.")


class NotAsked(NotProved):
    """There is no code to compare with."""

    code = "no_code"
    sentence: Any = gettext_lazy("No code was sent to this address yet. Ask for one.")


class TooManyCodes(TooMany):
    """Too many codes were asked for; `retry_after` seconds from now there may be another."""

    code = "too_many_codes"
    sentence: Any = gettext_lazy(
        "Many codes were sent in a short time. Wait 15 minutes, then ask for another one."
    )


def proved_in(submission: Submission) -> Collection[str]:
    """Return the addresses in the answers that were proved for this report; looked up when an answer asks for it."""
    return cast(Collection[str], SimpleLazyObject(lambda: _proved(submission)))


def asks_for_proofs(submission: Submission) -> bool:
    """Whether addresses of the report are to be proved now: by its citizen, as long as it is a draft.

    Staff who enter a report for somebody cannot read that person's mail; what is sent is proved already.
    """
    return submission.status == Status.DRAFT and submission.entered_by_id is None


def waits_for_proof(submission: Submission, address: str) -> bool:
    """Whether an address was given for a question that asks for a proof, and is not proved yet."""
    asked = asks_for_proofs(submission) and address in addresses_in(submission)
    return asked and address not in proved_in(submission)


def addresses_in(submission: Submission) -> list[str]:
    """Return every address that is given for a question which asks for a proof, rows of groups included."""
    return [each for each in _addresses(submission) if isinstance(each, str) and each]


def is_address(question: Question, value: Any) -> bool:
    """Whether a saved answer is an address to which a code can be mailed, in its normal form."""
    if question.kind != KIND or not isinstance(value, str):
        return False
    try:
        return bool(kind_of(question).clean(question, value) == value)
    except Refused:
        return False


def is_code_out(submission: Submission, address: str) -> bool:
    """Whether a code for an address is on its way or waits to be typed."""
    proof = _newest(submission, address)
    return proof is not None and proof.proved_at is None and _is_good(proof)


def ask_for_code(submission: Submission, address: str, *, visitor: str = "") -> datetime:
    """Have a code mailed to an address of the report; return until when it counts. A new one ends the one before.

    Raises `TooManyCodes` past the limits of the mailbox, of the report and of the visitor's network address.
    """
    limits = (
        ("code-to", address.lower(), settings.EMAIL_CODES_PER_MAILBOX),
        ("code-for", str(submission.public_id), settings.EMAIL_CODES_PER_MAILBOX),
        ("code-from", visitor, settings.EMAIL_CODES_PER_ADDRESS),
    )
    with transaction.atomic():
        _count_code([limit for limit in limits if limit[1]])
        at = now()
        proof = EmailProof.objects.create(
            submission=submission,
            address_hash=_address_hash(submission, address),
            code_hash=_code_hash(submission, _code(submission, address, at)),
            sent_at=at,
        )
        follow_up(submission, "email_code", mark=str(proof.pk), proof=proof.pk)
    return at + HOLDS


def confirm_code(submission: Submission, code: str, *, address: str = "") -> None:
    """Prove the address that a code was mailed to, of all in the report or of the one named.

    Raises `NotProved`: the code is wrong, too old, used up, or was never asked for.
    """
    wanted = [address] if address else addresses_in(submission)
    proofs = [proof for each in dict.fromkeys(wanted) if (proof := _newest(submission, each))]
    waiting = [proof for proof in proofs if proof.proved_at is None]
    good = [proof for proof in waiting if _is_good(proof)]
    if not good:
        raise _reason(waiting)
    typed = _code_hash(submission, "".join(filter(str.isdigit, code[:40])))
    counted = [proof for proof in good if _count(proof)]
    if not counted:
        raise UsedUp
    found = next((proof for proof in counted if secrets.same(proof.code_hash, typed)), None)
    if found is None:
        raise NotProved
    EmailProof.objects.filter(pk=found.pk, proved_at=None).update(proved_at=now())


@follows("email_code")
def send_code(row: FollowUp) -> None:
    """Mail the code, unless its time is over, another one was asked for, or the address was changed meanwhile."""
    proof = EmailProof.objects.select_related("submission").filter(pk=row.data.get("proof")).first()
    if proof is None or row.submission is None:
        raise GiveUp("a code that is not there")
    address = _address_of(proof)
    newest = _newest(proof.submission, address) if address else None
    if newest is not None and newest.pk == proof.pk and proof.proved_at is None and _is_good(proof):
        send(mail_of(proof, address))


def mail_of(proof: EmailProof, address: str) -> OutgoingMail:
    """Return the mail with the code that proves an address, in the language of the report."""
    language = proof.submission.language
    code = _code(proof.submission, address, proof.sent_at)
    with translation.override(language):
        agency = settings.AGENCY["name"][language]
        paragraphs = [
            _("Your code is %(code)s") % {"code": f"{code[:3]} {code[3:]}"},
            _("Type it on the page where you entered this address. It counts for ten minutes."),
            _("If you did not ask for it, you can ignore this message. Give the code to nobody."),
            agency,
        ]
        page = {
            "agency": agency,
            "paragraphs": paragraphs,
            "brand": colours().brand,
            "language": language,
            "subject": _("Your code – %(agency)s") % {"agency": agency},
        }
        html = render_to_string("workflows/mail/letter.html", page)
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return OutgoingMail(
        to=address,
        subject=page["subject"],
        text="\n\n".join(paragraphs) + "\n",
        html=html,
        message_id=f"<code-{proof.pk}-{proof.code_hash[:16]}@{host}>",
        language=language,
    )


def _proved(submission: Submission) -> frozenset[str]:
    addresses = addresses_in(submission)
    if not addresses:
        return frozenset()
    proofs = EmailProof.objects.filter(submission=submission, proved_at__isnull=False)
    hashes = set(proofs.values_list("address_hash", flat=True))
    return frozenset(each for each in addresses if _address_hash(submission, each) in hashes)


def _addresses(submission: Submission) -> Iterator[Any]:
    for key, asked in Definition.of(submission.definition).asked.items():
        value = submission.answers.get(key)
        if isinstance(asked, Group):
            keys = [each.key for each in asked.questions if each.kind == KIND]
            rows = value if keys and isinstance(value, list) else []
            yield from (row.get(each) for row in rows if isinstance(row, dict) for each in keys)
        elif asked.kind == KIND:
            yield value


def _address_of(proof: EmailProof) -> str:
    submission = proof.submission
    hashes = {_address_hash(submission, each): each for each in addresses_in(submission)}
    return hashes.get(proof.address_hash, "")


def _newest(submission: Submission, address: str) -> EmailProof | None:
    of_address = EmailProof.objects.filter(
        submission=submission, address_hash=_address_hash(submission, address)
    )
    return of_address.order_by("-sent_at", "-pk").first()


def _is_good(proof: EmailProof) -> bool:
    return proof.attempts < MOST_ATTEMPTS and proof.sent_at > now() - HOLDS


def _reason(waiting: list[EmailProof]) -> NotProved:
    if not waiting:
        return NotAsked()
    return UsedUp() if any(proof.sent_at > now() - HOLDS for proof in waiting) else Expired()


def _count(proof: EmailProof) -> bool:
    """Count an attempt; whether there was one left, also when several come at the same moment."""
    left = EmailProof.objects.filter(pk=proof.pk, attempts__lt=MOST_ATTEMPTS, proved_at=None)
    return bool(left.update(attempts=F("attempts") + 1))


def _count_code(limits: Collection[tuple[str, str, int]]) -> None:
    try:
        count_within(limits)
    except TooMany as pause:
        raise TooManyCodes(pause.retry_after) from None


def _code(submission: Submission, address: str, at: datetime) -> str:
    moment = at.astimezone(UTC).isoformat()
    secret = f"{submission.public_id}|{submission.nonce}|{address.lower()}|{moment}"
    return f"{int(secrets.keyed_hash('email-code', secret)[:16], 16) % 10**DIGITS:0{DIGITS}d}"


def _code_hash(submission: Submission, code: str) -> str:
    return secrets.keyed_hash("email-code-hash", f"{submission.public_id}|{code}")


def _address_hash(submission: Submission, address: str) -> str:
    return secrets.keyed_hash("email-code-address", f"{submission.public_id}|{address.lower()}")
