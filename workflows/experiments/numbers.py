"""The statistics of comparisons: intervals and exact or permutation p-values, with the standard library alone.

Wilson's interval for a share and Newcombe's for a difference of shares (Statistics in Medicine 17, 1998, methods 3 and
10); Fisher's exact test, two-sided by the sum of all tables that are no likelier; Welch's interval for means.
"""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist, fmean, variance

CONFIDENCE = 0.95
PERMUTATIONS = 5000
_Z = NormalDist().inv_cdf(0.5 + CONFIDENCE / 2)


@dataclass(frozen=True)
class Interval:
    """An estimate with its 95 percent confidence interval."""

    value: float
    low: float
    high: float


def share(successes: int, n: int) -> Interval:
    """Return a share with Wilson's interval; `n` is at least one."""
    part = successes / n
    middle = part + _Z * _Z / (2 * n)
    reach = _Z * math.sqrt(part * (1 - part) / n + _Z * _Z / (4 * n * n))
    whole = 1 + _Z * _Z / n
    return Interval(part, max(0.0, (middle - reach) / whole), min(1.0, (middle + reach) / whole))


def difference_of_shares(first: tuple[int, int], second: tuple[int, int]) -> Interval:
    """Return the second share less the first, with Newcombe's interval. Each is (successes, n)."""
    one, two = share(*first), share(*second)
    difference = two.value - one.value
    low = difference - math.hypot(two.value - two.low, one.high - one.value)
    high = difference + math.hypot(two.high - two.value, one.value - one.low)
    return Interval(difference, max(-1.0, low), min(1.0, high))


def fisher(first: tuple[int, int], second: tuple[int, int]) -> float:
    """Return Fisher's exact two-sided p-value of two shares, each (successes, n)."""
    successes, n = first[0] + second[0], first[1] + second[1]
    ways = math.comb(n, successes)
    low, high = max(0, successes - second[1]), min(first[1], successes)
    tables = [math.comb(first[1], x) * math.comb(second[1], successes - x) for x in range(low, high + 1)]
    seen = tables[first[0] - low]
    return min(1.0, sum(each for each in tables if each <= seen) / ways)


def mean(values: Sequence[float]) -> Interval:
    """Return a mean with its t-interval; at least two values."""
    middle = fmean(values)
    reach = t_quantile(0.5 + CONFIDENCE / 2, len(values) - 1) * math.sqrt(variance(values) / len(values))
    return Interval(middle, middle - reach, middle + reach)


def difference_of_means(first: Sequence[float], second: Sequence[float]) -> Interval:
    """Return the second mean less the first, with Welch's interval; at least two values in each."""
    one, two = variance(first) / len(first), variance(second) / len(second)
    difference = fmean(second) - fmean(first)
    if one + two == 0:
        return Interval(difference, difference, difference)
    freedom = (one + two) ** 2 / (one**2 / (len(first) - 1) + two**2 / (len(second) - 1))
    reach = t_quantile(0.5 + CONFIDENCE / 2, freedom) * math.sqrt(one + two)
    return Interval(difference, difference - reach, difference + reach)


def permutation(first: Sequence[float], second: Sequence[float]) -> float:
    """Return the two-sided p-value of a difference of means: how often chance alone makes one as large.

    The draws are seeded: the same answers give the same figure.
    """
    pool, n = [*first, *second], len(first)
    seen = abs(fmean(second) - fmean(first)) - 1e-12
    draw = random.Random(len(pool))  # noqa: S311 - no secret hangs on it
    as_large = 0
    for _time in range(PERMUTATIONS):
        draw.shuffle(pool)
        as_large += abs(fmean(pool[n:]) - fmean(pool[:n])) >= seen
    return (as_large + 1) / (PERMUTATIONS + 1)


def t_quantile(p: float, freedom: float) -> float:
    """Return the quantile of Student's t for `p` above one half, by halving."""
    low, high = 0.0, 1e6
    for _time in range(200):
        middle = (low + high) / 2
        if _t_below(middle, freedom) < p:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _t_below(t: float, freedom: float) -> float:
    return 1 - 0.5 * _beta(freedom / (freedom + t * t), freedom / 2, 0.5)


def _beta(x: float, a: float, b: float) -> float:
    """The regularized incomplete beta function, by its continued fraction (Lentz)."""
    if x <= 0 or x >= 1:
        return min(max(x, 0.0), 1.0)
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta(1 - x, b, a)
    front = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    )
    c, d = 1.0, 1 / (1 - (a + b) * x / (a + 1))
    result = d
    for m in range(1, 300):
        for step in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / (1 + step * d)
            c = 1 + step / c
            result *= c * d
        if abs(c * d - 1) < 1e-12:
            break
    return front * result / a
