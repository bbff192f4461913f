"""Redirects as a CSV file: out, and in again with a sentence for each line before anything is changed."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log

from accounts.models import User
from cms.redirecting.settling import NotGood, Settled, lead_on, settle

COLUMNS = ("from", "to", "permanent")
MOST_LINES = 2000
NO = {"no", "non", "0", "false", "faux"}
# What a spreadsheet takes for a formula at the beginning of a cell.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Unreadable(ValueError):
    """The file is no list of redirects. The message says why."""


class Outcome(StrEnum):
    """What becomes of a line."""

    ADD = "add"
    CHANGE = "change"
    SAME = "same"
    REFUSE = "refuse"


@dataclass(frozen=True)
class Line:
    """One line of the file, what it would do, and why in words."""

    number: int
    old: str
    target: str
    outcome: Outcome
    sentence: str
    settled: Settled | None = None
    permanent: bool = True


def written(rows: Iterable[Redirect]) -> str:
    """Return redirects as CSV text, in the shape that `plan` reads."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(COLUMNS)
    for row in rows:
        table.writerow([_safe(row.old_path), _safe(row.link or ""), "yes" if row.is_permanent else "no"])
    return out.getvalue()


def plan(text: str) -> list[Line]:
    """Return what importing the text would do, line by line; nothing is changed."""
    seen: dict[str, int] = {}
    return [_line(number, cells, seen) for number, cells in _rows(text)]


@transaction.atomic
def take(text: str, *, by: User) -> list[Line]:
    """Import the good lines of the text; return all lines with what became of them."""
    lines = plan(text)
    for line in lines:
        if line.settled is not None and line.outcome in (Outcome.ADD, Outcome.CHANGE):
            _save(line, line.settled, by)
    return lines


def _save(line: Line, settled: Settled, by: User) -> None:
    row = Redirect.objects.filter(old_path=settled.old_path, site=None).first()
    action = "wagtail.edit" if row else "wagtail.create"
    row = settled.fill(row or Redirect(site=None))
    row.is_permanent, row.automatically_created = line.permanent, False
    row.save()
    lead_on(settled)
    log(instance=row, action=action, user=by)


def _line(number: int, cells: list[str], seen: dict[str, int]) -> Line:
    old, target, permanent = cells[0].strip(), cells[1].strip(), cells[2].strip().lower() not in NO
    try:
        settled = settle(old, target)
    except NotGood as refusal:
        return Line(number, old, target, Outcome.REFUSE, str(refusal))
    if settled.old_path in seen:
        told = _("Line %(line)d has this old address already.") % {"line": seen[settled.old_path]}
        return Line(number, old, target, Outcome.REFUSE, told)
    seen[settled.old_path] = number
    outcome, sentence = _outcome(settled, permanent)
    return Line(
        number, old, target, outcome, " ".join([sentence, *settled.notes]), settled, permanent=permanent
    )


def _outcome(settled: Settled, permanent: bool) -> tuple[Outcome, str]:
    row = Redirect.objects.filter(old_path=settled.old_path, site=None).first()
    values = {"old": settled.old_path, "new": settled.shown}
    if row is None:
        return Outcome.ADD, _("%(old)s will lead to %(new)s.") % values
    same_page = settled.page is not None and row.redirect_page_id == settled.page.pk
    same = same_page if settled.page else row.redirect_link == settled.link
    if same and row.redirect_page_route_path == settled.route and row.is_permanent == permanent:
        return Outcome.SAME, _("%(old)s leads to %(new)s already.") % values
    told = _("%(old)s leads to %(was)s now. It will lead to %(new)s.")
    return Outcome.CHANGE, told % {**values, "was": row.link or "…"}


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines that hold something, each with three cells; the first is their heading or a redirect."""
    table = list(csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=_delimiter(text)))
    filled = [(number, cells) for number, cells in enumerate(table, 1) if any(cell.strip() for cell in cells)]
    if filled and [cell.strip().lower() for cell in filled[0][1][:2]] == list(COLUMNS[:2]):
        filled = filled[1:]
    if not filled:
        raise Unreadable(_("The file has no line with an old and a new address."))
    if len(filled) > MOST_LINES:
        raise Unreadable(_("The file has more than %(most)d lines. Divide it.") % {"most": MOST_LINES})
    for number, cells in filled:
        yield number, [*cells, "", "", ""][:3]


def _delimiter(text: str) -> str:
    """Return what parts the cells: spreadsheets in French write semicolons."""
    first = text.lstrip("\ufeff").splitlines()[0] if text.strip() else ""
    return ";" if first.count(";") > first.count(",") else ","


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
