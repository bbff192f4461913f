"""The funnel of a campaign: by source, visits, reports begun, sent and approved. Small numbers are for the desk alone.

`cms` counts visits; who counts reports is registered by `config`, since reports know no pages and pages no reports.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from django.db.models import Sum
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from cms.charts import Chart, Value, chart, mondays
from cms.models import LinkDay, ShortLink

# Counts from 1 to 4 might point at somebody.
SMALL = 5


class Reached(Protocol):
    """How many reports of one source reached each stage."""

    @property
    def begun(self) -> int: ...
    @property
    def submitted(self) -> int: ...
    @property
    def approved(self) -> int: ...


Count = Callable[[Collection[str]], Mapping[str, Reached]]
_counts: list[Count] = []
_sees_all: list[Callable[[User], bool]] = []


def register(count: Count, sees_all: Callable[[User], bool]) -> None:
    """Say who counts reports by source, and who may see counts under five. A later call replaces an earlier one."""
    _counts[:], _sees_all[:] = [count], [sees_all]


def sees_small_numbers(user: User) -> bool:
    """Whether somebody is shown counts under five."""
    return any(ask(user) for ask in _sees_all)


@dataclass(frozen=True)
class Line:
    """One source, or all of them: four counts as they may be shown to one reader."""

    link: ShortLink | None
    visits: str
    begun: str
    submitted: str
    approved: str

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """The counts in their order."""
        return self.visits, self.begun, self.submitted, self.approved


def funnel(links: Sequence[ShortLink], *, all_shown: bool) -> list[Line]:
    """Return a line for each link and one for all of them; counts from 1 to 4 are hidden unless `all_shown`.

    The total of a column with a hidden count is hidden too: else it would give the count away.
    """
    visits = visits_of(links)
    sources = [link.source for link in links]
    reached = _counts[0](sources) if _counts else {}
    rows = [(visits.get(link.pk, 0), *_stages(reached.get(link.source))) for link in links]
    lines = [
        Line(link, *(shown(cell, all_shown) for cell in row)) for link, row in zip(links, rows, strict=True)
    ]
    columns = [[row[at] for row in rows] for at in range(4)]
    return [*lines, Line(None, *(total(column, all_shown) for column in columns))]


def _stages(reached: Reached | None) -> tuple[int, int, int]:
    return (reached.begun, reached.submitted, reached.approved) if reached else (0, 0, 0)


def shown(count: int, all_shown: bool) -> str:
    """Return a count as it may be read."""
    return _("under 5") if 0 < count < SMALL and not all_shown else str(count)


def total(counts: Sequence[int], all_shown: bool) -> str:
    """Return the sum of a column; of one that hides a count only what it says anyway."""
    hidden = any(0 < count < SMALL for count in counts) and not all_shown
    return _("hidden") if hidden and len(counts) > 1 else shown(sum(counts), all_shown)


def visits_of(links: Collection[ShortLink]) -> dict[int, int]:
    """Return how often each link was opened, by its id."""
    rows = LinkDay.objects.filter(link__in=links).values_list("link").annotate(total=Sum("count"))
    return dict(rows)


def weeks_of(links: Collection[ShortLink], *, all_shown: bool) -> Chart | None:
    """Return the visits of each week as a chart, from the first to the last one that had any."""
    counts: dict[date, int] = {}
    for day, count in LinkDay.objects.filter(link__in=links).values_list("day", "count"):
        monday = day - timedelta(days=day.weekday())
        counts[monday] = counts.get(monday, 0) + count
    values = [_week(monday, counts.get(monday, 0), all_shown) for monday in mondays(counts)]
    return chart(_("Visits week by week"), (_("Week from"), _("Visits")), values) if values else None


def _week(monday: date, count: int, all_shown: bool) -> Value:
    text = shown(count, all_shown)
    return Value(date_format(monday, "SHORT_DATE_FORMAT"), count if text == str(count) else 0, (text,))
