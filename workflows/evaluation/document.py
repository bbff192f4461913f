"""The evaluation as plain data for page and paper: sections of sentences and tables, every number with n and source."""

from dataclasses import dataclass, field
from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Line:
    """One figure: what it is, how much, of how many, where it comes from. `n` is a number in words, or a dash."""

    label: str
    value: str
    n: str
    source: str
    interval: str = ""


@dataclass(frozen=True)
class Table:
    """A table of other shape: heads and rows of texts."""

    heads: list[str]
    rows: list[list[str]]


@dataclass(frozen=True)
class Section:
    """A part of the report."""

    title: str
    intro: str = ""
    lines: list[Line] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Evaluation:
    """The whole report of one period, in one language."""

    title: str
    agency: str
    brand: str
    language: str
    begins_on: date
    ends_on: date
    made_on: date
    sections: list[Section]

    @property
    def period(self) -> str:
        """The period in words."""
        begins, ends = (formats.date_format(day, "DATE_FORMAT") for day in (self.begins_on, self.ends_on))
        return _("%(begins)s to %(ends)s") % {"begins": begins, "ends": ends}

    @property
    def made(self) -> str:
        """The day on which it was made, in words."""
        return formats.date_format(self.made_on, "DATE_FORMAT")


def too_little() -> str:
    """Return what stands where a figure would be nonsense."""
    return _("Not enough data")


def number(value: float, places: int = 0) -> str:
    """Return a number as the language writes it."""
    return formats.number_format(value, places, use_l10n=True, force_grouping=True)


def percent(value: float) -> str:
    """Return a share from 0 to 1 in whole percent."""
    return f"{number(100 * value)}\u00a0%"


def points(value: float) -> str:
    """Return a difference of shares in points of percent, with its sign."""
    rounded = round(100 * value)
    sign = "−" if rounded < 0 else "+"
    return _("%(number)s points") % {"number": f"{sign}{number(abs(rounded))}"}


def dollars(value: float) -> str:
    """Return an amount in dollars, as the language writes it."""
    return _("$%(amount)s") % {"amount": number(value, 2)}
