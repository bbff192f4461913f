"""The figures that editors may put on pages: counted in `workflows`, said in words here."""

from collections.abc import Callable

from django.utils.formats import number_format
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from cms import figures
from workflows import statistics
from workflows.statistics import Figure


def register_figures() -> None:
    """Offer each under a name that pages keep."""
    figures.register(
        "days_to_first_review",
        _("Days until an officer reads a report"),
        counted(statistics.days_to_first_review, days),
        note=_("Half of the reports sent in the last 90 days were read within this time."),
    )
    figures.register(
        "received_this_year",
        _("Reports received this year"),
        counted(statistics.received_this_year, lambda number: number_format(int(number), use_l10n=True)),
        note=_("Reports sent since January 1."),
    )
    figures.register(
        "decided_in_time",
        _("Share of reports decided in time"),
        counted(statistics.decided_in_time, lambda share: gettext("%(share)d%%") % {"share": share}),
        note=_("Of the reports decided in the last 90 days, those decided by their due date."),
    )


def counted(count: Callable[[], Figure], said: Callable[[float], str]) -> figures.Count:
    """Return what counts a figure and says it in words; too few reports are said to be too few."""

    def shown() -> str:
        found = count().value
        if found is None:
            raise figures.TooFew
        return said(found)

    return shown


def days(number: float) -> str:
    """Return days in words, with one decimal below ten."""
    if number < 1:
        return gettext("Less than a day")
    whole = round(number) if number >= 10 or number == int(number) else number
    text = number_format(whole, decimal_pos=0 if whole == int(whole) else 1)
    return ngettext("%(days)s day", "%(days)s days", 1 if is_one(whole) else 2) % {"days": text}


def is_one(number: float) -> bool:
    """Tell whether a number takes the singular: in French all that is below two does."""
    return number < 2 if get_language() == "fr" else number == 1
