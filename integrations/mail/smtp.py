"""Django's SMTP backend, which also tells whether a connection was lost before or after the message was given."""

import smtplib
from typing import Any

from django.core.mail.backends.smtp import EmailBackend


class Unanswered(smtplib.SMTPException):
    """The message was given to the server, whose answer never came: it may be on its way."""


class WatchedSMTP(smtplib.SMTP):
    """An SMTP connection that notes when the server said 354: from then on the message is given."""

    given = False

    def getreply(self) -> tuple[int, bytes]:
        """Read a reply and note what it was."""
        code, text = super().getreply()
        self.given = code == 354
        return code, text

    def data(self, msg: Any) -> tuple[int, bytes]:
        """Give the message; a connection that breaks after the 354 is `Unanswered`."""
        try:
            return super().data(msg)
        except OSError as error:
            if self.given:
                raise Unanswered(type(error).__name__) from error
            raise


class WatchedSMTPOverTLS(smtplib.SMTP_SSL, WatchedSMTP):
    """The same, over TLS from the first byte."""


class SmtpBackend(EmailBackend):
    """Django's, over a watched connection."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        """Which connection to open."""
        return WatchedSMTPOverTLS if self.use_ssl else WatchedSMTP
