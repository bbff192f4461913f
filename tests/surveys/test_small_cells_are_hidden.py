"""Cells under five are hidden, and no hidden cell follows from what is shown."""

import random
from itertools import product

import pytest

from workflows.surveys.suppression import (
    SMALLEST,
    TOTAL,
    Shown,
    _lines,
    _solved,
    hidden_in_line,
    shown,
)

Table = list[list[int]]


def test_a_large_table_is_shown_whole() -> None:
    assert shown([[10, 12], [9, 30]]) == Shown([[10, 12], [9, 30]], [22, 39], [19, 42], 61)


def test_one_small_cell_takes_another_of_its_row_and_column_along() -> None:
    table = shown([[3, 20, 21], [30, 31, 32], [40, 41, 42]])
    assert table.cells[0][0] is None
    assert sum(cell is None for cell in table.cells[0]) >= 2
    assert sum(row[0] is None for row in table.cells) >= 2
    assert table.row_totals == [44, 93, 123]


def test_a_line_never_hides_one_alone() -> None:
    assert hidden_in_line([2, 30, 7, 40]) == {0, 2}
    assert hidden_in_line([0, 30, 40]) == {0, 1}
    assert hidden_in_line([9, 30, 40]) == set()


def test_the_rest_that_is_hidden_is_not_small_itself() -> None:
    hidden = hidden_in_line([1, 1, 30, 40])
    assert hidden == {0, 1, 2}


def test_fewer_than_five_show_nothing_at_all() -> None:
    assert shown([[2, 1], [0, 1]]) == Shown([[None, None], [None, None]], [None, None], [None, None], None)


def test_a_small_group_hides_all_its_cells() -> None:
    table = shown([[20, 2, 30], [25, 1, 40]])
    assert [row[1] for row in table.cells] == [None, None]
    assert table.column_totals[1] is None


def test_one_group_shows_what_the_total_shows() -> None:
    table = shown([[20], [2], [7], [31]])
    assert [row[0] for row in table.cells] == table.row_totals == [20, None, None, 31]


def test_a_row_of_two_answers_hides_no_more_than_it_must() -> None:
    table = shown([[9, 6, 3, 7, 8], [10, 8, 8, 22, 17]])
    assert table.cells == [[9, None, None, 7, 8], [10, None, None, 22, 17]]


@pytest.mark.parametrize("seed", range(40))
def test_no_hidden_cell_or_total_follows_from_the_sums(seed: int) -> None:
    draw = random.Random(seed)
    rows, columns = draw.randint(2, 5), draw.randint(2, 6)
    table = [[draw.choice([0, 1, 4, 5, 6, 9, 20]) for _c in range(columns)] for _r in range(rows)]
    visible = shown(table)
    hidden = {(r, c) for r in range(rows) for c in range(columns) if visible.cells[r][c] is None}
    assert all(table[r][c] >= SMALLEST for r in range(rows) for c in range(columns) if (r, c) not in hidden)
    margins = {(r, TOTAL) for r in range(rows) if visible.row_totals[r] is None}
    margins |= {(TOTAL, c) for c in range(columns) if visible.column_totals[c] is None}
    counts = {(r, c): table[r][c] for r in range(rows) for c in range(columns)}
    unknown = sorted(hidden | margins)
    sums = [[int(cell in {*line, total}) for cell in unknown] for line, total in _lines(counts)]
    assert _solved(sums) == []


@pytest.mark.parametrize("seed", range(8))
def test_two_worlds_fit_what_is_shown_for_each_hidden_cell(seed: int) -> None:
    """By trying: a small table is filled in every way that fits what is shown; no hidden cell is always the same."""
    draw = random.Random(seed)
    table = [[draw.choice([0, 2, 4, 5, 8]) for _c in range(2)] for _r in range(2)]
    visible = shown(table)
    fits = [world for world in _worlds(visible) if _says_the_same(world, visible)]
    for r, c in product(range(2), range(2)):
        if visible.cells[r][c] is None and visible.total is not None:
            assert len({world[r][c] for world in fits}) > 1


def _worlds(visible: Shown) -> list[Table]:
    options = [range(13) if cell is None else [cell] for row in visible.cells for cell in row]
    most = visible.total or 0
    return [[list(cells[0:2]), list(cells[2:4])] for cells in product(*options) if sum(cells) == most]


def _says_the_same(world: Table, visible: Shown) -> bool:
    rows = [sum(row) for row in world]
    columns = [sum(column) for column in zip(*world, strict=True)]
    return all(
        told is None or told == count
        for told, count in zip([*visible.row_totals, *visible.column_totals], [*rows, *columns], strict=True)
    )
