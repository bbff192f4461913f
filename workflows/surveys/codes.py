"""The code of an invitation, and the mark of whoever wants none. Stored are keyed hashes; a code is 80 bits."""

from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from workflows import secrets
from workflows.models import SurveyMark, SurveyPlan

NONCE = 12


def code_of(plan: SurveyPlan) -> str:
    """Return the code that the message carries: the same in every attempt, lost when the plan is gone."""
    return secrets.derived_code("survey-code", plan.nonce)


def hash_of(code: str) -> str:
    """Return what is stored of a code."""
    return secrets.code_hash("survey-token", code)


def stop_code(address: str) -> str:
    """Return the code by which whoever reads this address wants no more surveys. It says nothing of the address."""
    return secrets.derived_code("survey-stop", address.strip().casefold())


def wants_none(address: str) -> bool:
    """Whether no survey goes to an address any more."""
    return is_marked(_mark_of_stop(stop_code(address)))


def stop(code: str) -> None:
    """Send no more surveys to the address that a code stands for. Twice is once."""
    mark(_mark_of_stop(code))


def one_click(code: str, message: str) -> str:
    """Return what a mail program posts to: the code for stopping, sealed anew for each message.

    It stands in an address, which servers log, so two messages to one person have nothing in common.
    """
    nonce = bytes.fromhex(secrets.keyed_hash("survey-one-click-nonce", message))[:NONCE]
    sealed = nonce + _cipher().encrypt(nonce, code.encode(), None)
    return urlsafe_b64encode(sealed).rstrip(b"=").decode()


def opened(sealed: str) -> str | None:
    """Return the code for stopping in what a mail program posted to, or None if we never sent that."""
    try:
        found = urlsafe_b64decode(sealed + "=" * (-len(sealed) % 4))
        return _cipher().decrypt(found[:NONCE], found[NONCE:], None).decode()
    except (ValueError, InvalidTag):
        return None


def mark(text: str) -> bool:
    """Keep a mark; whether it is new."""
    _kept, made = SurveyMark.objects.get_or_create(mark=text)
    return made


def is_marked(text: str) -> bool:
    """Whether a mark is kept."""
    return SurveyMark.objects.filter(mark=text).exists()


def _cipher() -> AESGCM:
    return AESGCM(bytes.fromhex(secrets.keyed_hash("survey-one-click", "")))


def _mark_of_stop(code: str) -> str:
    return secrets.code_hash("survey-stop-mark", code)
