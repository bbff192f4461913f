"""What the log is told: which object and which step, never a number or an address given to a person."""

import logging
import re
from typing import Final

PERSONAL: Final = re.compile(
    r"\bT-?[0-9A-Z]{4}-?[0-9A-Z]{4}-?[0-9A-Z]\b"  # temporary numbers
    r"|\b[A-Z]{0,4}\d{2}-\d{6,}\b"  # permanent numbers
    r"|[\w.+-]+@[\w-]+\.[\w.-]+",  # mail addresses
    re.IGNORECASE,
)


class DiscreetFormatter(logging.Formatter):
    """Writes a line, its traceback included, without what would lead to a person."""

    def format(self, record: logging.LogRecord) -> str:
        return PERSONAL.sub("…", super().format(record))


class NoHealthChecks(logging.Filter):
    """Leaves out that the site is not up yet: who asks is told, every second."""

    def filter(self, record: logging.LogRecord) -> bool:
        return not record.getMessage().endswith(": /healthz")
