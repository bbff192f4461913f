"""Intervals and p-values against published or textbook values."""

import math

import pytest

from workflows.experiments import numbers


def test_wilsons_interval() -> None:
    # Newcombe 1998, table I: 81 of 263.
    found = numbers.share(81, 263)
    assert (round(found.low, 4), round(found.high, 4)) == (0.2553, 0.3662)


def test_newcombes_interval_of_a_difference() -> None:
    # Newcombe 1998 (differences), table II, method 10: 56/70 less 48/80.
    found = numbers.difference_of_shares((48, 80), (56, 70))
    assert (round(found.value, 4), round(found.low, 4), round(found.high, 4)) == (0.2, 0.0524, 0.3339)


def test_fishers_tea() -> None:
    # The lady tasting tea: 3 of 4 right, two-sided.
    assert numbers.fisher((3, 4), (1, 4)) == pytest.approx(0.4857, abs=1e-4)
    assert numbers.fisher((4, 4), (0, 4)) == pytest.approx(2 / 70)
    assert numbers.fisher((1, 10), (11, 14)) == pytest.approx(0.002759, abs=1e-6)


@pytest.mark.parametrize(
    ("freedom", "expected"), [(1, 12.7062), (2, 4.3027), (10, 2.2281), (30, 2.0423), (120, 1.9799)]
)
def test_quantiles_of_t_as_in_the_tables(freedom: int, expected: float) -> None:
    assert numbers.t_quantile(0.975, freedom) == pytest.approx(expected, abs=1e-4)


def test_welchs_interval() -> None:
    first, second = [1.0, 2.0, 3.0, 4.0, 5.0], [3.0, 4.0, 5.0, 6.0, 7.0]
    found = numbers.difference_of_means(first, second)
    # Equal variances of 2.5 and equal sizes: 8 degrees of freedom, standard error 1.
    assert (found.value, round(found.low, 3), round(found.high, 3)) == (2.0, -0.306, 4.306)


def test_a_permutation_finds_what_is_plain_and_nothing_where_nothing_is() -> None:
    assert numbers.permutation([1.0] * 10, [5.0] * 10) < 0.001
    assert numbers.permutation([1.0, 2.0, 3.0] * 5, [1.0, 2.0, 3.0] * 5) > 0.9


def test_equal_values_do_not_divide_by_nothing() -> None:
    found = numbers.difference_of_means([4.0, 4.0], [4.0, 4.0])
    assert (found.low, found.high) == (0.0, 0.0)
    assert not math.isnan(numbers.mean([4.0, 4.0]).low)
