"""Hiding small cells: none under five is shown, and none of those can be got by adding and taking away what is shown.

A table has counts by row and column, with totals of both and of all. Small cells are hidden first; then others, until
no hidden cell follows from the shown ones (by solving the sums for it) and no hidden rest is itself under five.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

SMALLEST = 5
Cell = tuple[int, int]
# A row or column of totals: cells (-1, c), (r, -1) and (-1, -1) stand for them.
TOTAL = -1


@dataclass(frozen=True)
class Shown:
    """A table with its totals; None stands for what is hidden."""

    cells: list[list[int | None]]
    row_totals: list[int | None]
    column_totals: list[int | None]
    total: int | None


def hidden_in_line(counts: Sequence[int]) -> set[int]:
    """Return which counts of a line are hidden whose total is shown."""
    hidden = {at for at, count in enumerate(counts) if count < SMALLEST}
    while hidden and _can_be_guessed(counts, hidden) and len(hidden) < len(counts):
        hidden.add(_smallest(counts, hidden))
    return hidden


def _can_be_guessed(counts: Sequence[int], hidden: set[int]) -> bool:
    return len(hidden) == 1 or sum(counts[at] for at in hidden) < SMALLEST


def _smallest(counts: Sequence[int], hidden: set[int]) -> int:
    return min((at for at in range(len(counts)) if at not in hidden), key=lambda at: (counts[at], at))


def shown(table: Sequence[Sequence[int]]) -> Shown:
    """Return a table as it may be shown. Its row totals hide the same cells whatever the columns are."""
    rows = [sum(row) for row in table]
    columns = [sum(column) for column in zip(*table, strict=True)]
    total = sum(rows)
    if total < SMALLEST:
        empty: list[list[int | None]] = [[None] * len(columns) for _row in rows]
        return Shown(empty, [None] * len(rows), [None] * len(columns), None)
    hidden = _margins(rows, columns)
    hidden |= _inside(table, hidden)
    return Shown(
        [[_or_none(count, (r, c), hidden) for c, count in enumerate(row)] for r, row in enumerate(table)],
        [_or_none(count, (r, TOTAL), hidden) for r, count in enumerate(rows)],
        [_or_none(count, (TOTAL, c), hidden) for c, count in enumerate(columns)],
        total,
    )


def _or_none(count: int, cell: Cell, hidden: set[Cell]) -> int | None:
    return None if cell in hidden else count


def _margins(rows: Sequence[int], columns: Sequence[int]) -> set[Cell]:
    return {(at, TOTAL) for at in hidden_in_line(rows)} | {(TOTAL, at) for at in hidden_in_line(columns)}


def _inside(table: Sequence[Sequence[int]], margins: set[Cell]) -> set[Cell]:
    """Return the cells inside the table that are hidden, given the hidden totals."""
    counts = {(r, c): count for r, row in enumerate(table) for c, count in enumerate(row)}
    hidden = {cell for cell, count in counts.items() if count < SMALLEST or (TOTAL, cell[1]) in margins}
    if len({c for _r, c in counts}) == 1:
        return {(r, c) for r, c in counts if (r, TOTAL) in margins or (TOTAL, c) in margins}
    while True:
        line = _given_away(counts, hidden, margins)
        if not line:
            return hidden
        hidden.add(min(set(line) - hidden, key=lambda each: (counts[each], each)))


def _given_away(counts: Mapping[Cell, int], hidden: set[Cell], margins: set[Cell]) -> list[Cell]:
    """Return a line of which one more cell has to be hidden, since the shown ones give one away; or nothing."""
    lines = _lines(counts)
    for line, total in lines:
        inside = [cell for cell in line if cell in hidden]
        known = total not in margins and 0 < len(inside) < len(line)
        if known and sum(counts[cell] for cell in inside) < SMALLEST:
            return line
    unknown = sorted(hidden | margins)
    equations = [[int(cell in {*line, total}) for cell in unknown] for line, total in lines]
    solved = [unknown[at] for at in _solved(equations)]
    around = [
        line
        for line, total in lines
        if line[0] in counts and not hidden.issuperset(line) and not set(solved).isdisjoint({*line, total})
    ]
    # A line in which the cell stands alone is mended by one more; others only widen the hole.
    alone = [line for line in around if len(hidden.intersection(line)) < 2]
    return min(alone or around, key=lambda line: _least(counts, line, hidden), default=[])


def _least(counts: Mapping[Cell, int], line: Sequence[Cell], hidden: set[Cell]) -> int:
    return min(counts[cell] for cell in line if cell not in hidden)


def _lines(counts: Mapping[Cell, int]) -> list[tuple[list[Cell], Cell]]:
    """Return each sum that a reader can do: cells and their total. Totals are summed too, to the total of all."""
    rows, columns = sorted({r for r, _c in counts}), sorted({c for _r, c in counts})
    return [
        *(([(r, c) for c in columns], (r, TOTAL)) for r in rows),
        *(([(r, c) for r in rows], (TOTAL, c)) for c in columns),
        ([(r, TOTAL) for r in rows], (TOTAL, TOTAL)),
        ([(TOTAL, c) for c in columns], (TOTAL, TOTAL)),
    ]


def _solved(equations: list[list[int]]) -> list[int]:
    """Return the unknowns that the equations fix, whatever their right sides: by elimination, exactly."""
    rows = [[Fraction(value) for value in row] for row in equations]
    fixed: list[int] = []
    top = 0
    for column in range(len(equations[0]) if equations else 0):
        pivot = next((at for at in range(top, len(rows)) if rows[at][column]), None)
        if pivot is None:
            continue
        rows[top], rows[pivot] = rows[pivot], rows[top]
        lead = rows[top][column]
        rows[top] = [value / lead for value in rows[top]]
        for at, row in enumerate(rows):
            if at != top and row[column]:
                factor = row[column]
                rows[at] = [value - factor * above for value, above in zip(row, rows[top], strict=True)]
        top += 1
    for row in rows[:top]:
        places = [place for place, value in enumerate(row) if value]
        if len(places) == 1:
            fixed.append(places[0])
    return fixed
