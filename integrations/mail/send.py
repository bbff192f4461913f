"""One mail to one person, through whichever backend the settings name, and a clear word on how it went."""

import re
import smtplib
from dataclasses import dataclass

from anymail.exceptions import (
    AnymailAPIError,
    AnymailConfigurationError,
    AnymailError,
)
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from integrations.mail.smtp import SmtpBackend, Unanswered
from integrations.outcomes import GiveUp, NotDone, TryAgain, Uncertain

MESSAGE_ID = re.compile(r"<[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+>")
LOST = (smtplib.SMTPServerDisconnected, ConnectionError, TimeoutError)
ADDRESS = re.compile(r"https?://[^\s<>\x00-\x20]+")
CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class OutgoingMail:
    """A mail that is ready to go. The caller gives the Message-ID, the same in every attempt.

    `to` is one address; `attachments` are (file name, media type, content); an empty `sender` is
    settings.DEFAULT_FROM_EMAIL. A POST to `unsubscribe` ends such mails with one click (RFC 8058).
    """

    to: str
    subject: str
    text: str
    message_id: str
    language: str = "en"
    html: str | None = None
    sender: str = ""
    attachments: tuple[tuple[str, str, bytes], ...] = ()
    unsubscribe: str = ""


def send(mail: OutgoingMail) -> None:
    """Hand the mail to the mail server; raises `TryAgain`, `GiveUp` or `Uncertain` when that did not work."""
    message = _built(mail)
    connection = _opened()
    try:
        connection.send_messages([message])
    except LOST as error:
        raise _lost(connection, error) from error
    except (AnymailError, AnymailConfigurationError, OSError, ValueError) as error:
        raise _judged(error) from error
    finally:
        _close(connection)


def _built(mail: OutgoingMail) -> EmailMultiAlternatives:
    """The message; whatever could add a header or a second recipient is refused, not mended."""
    names = (name for name, _, _ in mail.attachments)
    if any(CONTROL.search(text) for text in (mail.to, mail.subject, mail.sender, mail.language, *names)):
        raise GiveUp("a line break or control character in a header")
    if not MESSAGE_ID.fullmatch(mail.message_id):
        raise GiveUp("not a Message-ID")
    if not re.fullmatch(r"[^\s,;<>\"()@]+@[^\s,;<>\"()@]+", mail.to):
        raise GiveUp("not one address")
    headers = {
        "Message-ID": mail.message_id,
        "Content-Language": mail.language,
        "Auto-Submitted": "auto-generated",
        **_ending(mail.unsubscribe),
    }
    message = EmailMultiAlternatives(mail.subject, mail.text, mail.sender or None, [mail.to], headers=headers)
    if mail.html is not None:
        message.attach_alternative(mail.html, "text/html")
    for name, media_type, content in mail.attachments:
        message.attach(name, content, media_type)
    return message


def _ending(address: str) -> dict[str, str]:
    """The headers by which a mail program offers to end such mails."""
    if not address:
        return {}
    if not ADDRESS.fullmatch(address):
        raise GiveUp("not an address that ends mails")
    return {"List-Unsubscribe": f"<{address}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def _opened() -> BaseEmailBackend:
    """A connection; before anything is given, every failure is one to try again: the mail is not at fault."""
    try:
        connection = get_connection(fail_silently=False)
        connection.open()
    except (OSError, AnymailError, AnymailConfigurationError) as error:
        raise TryAgain(f"no mail server: {type(error).__name__}") from error
    return connection


def _close(connection: BaseEmailBackend) -> None:
    """What happens after the server said yes or no changes nothing."""
    try:
        connection.close()
    except OSError:
        return


def _lost(connection: BaseEmailBackend, error: Exception) -> NotDone:
    """A lost connection: only our own SMTP backend can tell that the message was not given yet."""
    told = f"the connection was lost: {type(error).__name__}"
    return TryAgain(told) if isinstance(connection, SmtpBackend) else Uncertain(told)


def _judged(error: Exception) -> NotDone:
    """What to do about a failure; no address or text of the server is repeated."""
    told = type(error).__name__
    match error:
        case Unanswered():
            return Uncertain("the connection was lost after the message was given")
        case smtplib.SMTPRecipientsRefused():
            return _by_code(min((code for code, _ in error.recipients.values()), default=550), told)
        case smtplib.SMTPResponseException():
            return _by_code(error.smtp_code, told)
        case smtplib.SMTPNotSupportedError() | ValueError():
            return GiveUp(f"the mail server cannot carry this: {told}")
        case AnymailError():
            return _judged_provider(error, told)
        case _:
            return TryAgain(told)


def _never_connected(error: Exception) -> bool:
    """Whether the provider was not reached at all: the reason is inside what `requests` raised."""
    cause = error.__cause__
    reason = getattr(cause.args[0], "reason", None) if cause and cause.args else None
    return type(reason).__name__ in {"NewConnectionError", "NameResolutionError", "ConnectTimeoutError"}


def _by_code(code: int, told: str) -> NotDone:
    reason = f"{told} {code}"
    return GiveUp(reason) if 500 <= code < 600 else TryAgain(reason)


def _judged_provider(error: AnymailError, told: str) -> NotDone:
    """A mail provider's API: no status means that no answer came, so it may have been sent."""
    status = getattr(error, "status_code", None)
    if isinstance(error, AnymailAPIError) and status is None:
        return TryAgain(told) if _never_connected(error) else Uncertain(told)
    if status is None or (400 <= status < 500 and status not in {401, 403, 408, 429}):
        return GiveUp(f"{told} {status or ''}".strip())
    return TryAgain(f"{told} {status}")
