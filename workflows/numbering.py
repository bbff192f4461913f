"""Numbers: the temporary one a citizen tracks by, and the permanent one of the official record."""

import secrets
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import IntegrityError, transaction

from workflows.models import NumberSeries
from workflows.secrets import ALPHABET, fold


def check_character(symbols: str) -> str:
    """Return the Luhn mod 32 check character of `symbols` (Crockford base32)."""
    factor, total = 2, 0
    for symbol in reversed(symbols):
        addend = factor * ALPHABET.index(symbol)
        total += addend // 32 + addend % 32
        factor = 3 - factor
    return ALPHABET[-total % 32]


def new_temporary_number() -> str:
    """Return a random number `T-XXXX-XXXX-C`: 40 bits and a check character. It carries no rights."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"T-{body[:4]}-{body[4:]}-{check_character(body)}"


def read_temporary_number(typed: str) -> str | None:
    """Return the number somebody typed, in its one spelling, or None when it cannot be one."""
    symbols = fold(typed)
    if symbols.startswith("T") and len(symbols) == 10:
        symbols = symbols[1:]
    if len(symbols) != 9 or any(symbol not in ALPHABET for symbol in symbols):
        return None
    if check_character(symbols[:8]) != symbols[8]:
        return None
    return f"T-{symbols[:4]}-{symbols[4:8]}-{symbols[8]}"


def next_permanent_number(at: datetime) -> str:
    """Return the next file number of the agency's local year at `at`: `{prefix}{yy}-{n:06d}`.

    Must run in the approving transaction: the row stays locked until it ends, and a rollback gives the
    number back, so numbers are unique, in order and without gaps.
    """
    year = at.astimezone(ZoneInfo(settings.TIME_ZONE)).year
    prefix = settings.AGENCY["prefix"]
    series = _locked_series(prefix, year)
    series.last += 1
    series.save(update_fields=["last"])
    return f"{prefix}{year % 100:02d}-{series.last:06d}"


def _locked_series(prefix: str, year: int) -> NumberSeries:
    rows = NumberSeries.objects.select_for_update()
    series = rows.filter(prefix=prefix, year=year).first()
    if series is None:
        try:
            with transaction.atomic():
                NumberSeries.objects.create(prefix=prefix, year=year)
        except IntegrityError:  # the other of two first approvals of the year made it
            pass
        series = rows.get(prefix=prefix, year=year)
    return series
