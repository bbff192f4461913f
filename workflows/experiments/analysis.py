"""What came of an experiment: each text's counts, differences with intervals, and what weakens them."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _

from accounts.models import User
from workflows.actors import Role
from workflows.experiments import numbers
from workflows.experiments.numbers import Interval
from workflows.models import (
    Arm,
    ArmAssignment,
    Event,
    Experiment,
    ExperimentLook,
    Message,
    Survey,
    SurveyInvitation,
    SurveyResponse,
)
from workflows.surveys.results import score
from workflows.surveys.suppression import SMALLEST
from workflows.working_days import local_day

Outcome = Experiment.Outcome
MEANS = {Outcome.SATISFIED: "satisfaction", Outcome.TOLD_NEXT: "told_next"}


@dataclass(frozen=True)
class ArmResult:
    """One text: how many people it is about (drawn, or invited to the survey), and its outcome; None is hidden."""

    arm: Arm
    people: int
    n: int | None
    successes: int | None
    estimate: Interval | None
    is_mean: bool = False

    @property
    def said(self) -> str:
        """The share in percent or the mean, in words."""
        return in_words(self.estimate.value, self.is_mean) if self.estimate else ""

    @property
    def between(self) -> str:
        """The interval, in words."""
        return between(self.estimate, self.is_mean) if self.estimate else ""


@dataclass(frozen=True)
class Comparison:
    """A text held against the first: the difference with its interval, and how likely chance alone is."""

    arm: Arm
    difference: Interval
    p: float
    is_mean: bool = False

    @property
    def said(self) -> str:
        """The difference in points of percent or of the scale, with its sign."""
        return in_words(self.difference.value, self.is_mean, signed=True)

    @property
    def between(self) -> str:
        """The interval of the difference, in words."""
        return between(self.difference, self.is_mean, signed=True)

    @property
    def p_said(self) -> str:
        """The p-value to three places."""
        return f"< {formats.number_format(0.001, 3)}" if self.p < 0.001 else formats.number_format(self.p, 3)


@dataclass(frozen=True)
class Analysis:
    """All of an experiment as it stands on a day."""

    experiment: Experiment
    is_mean: bool
    arms: list[ArmResult]
    comparisons: list[Comparison]
    looks: int
    is_over: bool
    test: str


def in_words(value: float, is_mean: bool, *, signed: bool = False) -> str:
    """Return a mean to one place, or a share in percent; with its sign where it is a difference."""
    number = value if is_mean else 100 * value
    sign = "−" if round(number, 1) < 0 else "+" if signed else ""
    text = sign + formats.number_format(abs(number), 1)
    return text if is_mean else f"{text}\u00a0%"


def between(interval: Interval, is_mean: bool, *, signed: bool = False) -> str:
    """Return an interval in words."""
    low, high = (in_words(each, is_mean, signed=signed) for each in (interval.low, interval.high))
    return _("%(low)s to %(high)s") % {"low": low, "high": high}


def analysis_of(experiment: Experiment, today: date | None = None) -> Analysis:
    """Return what can be said of an experiment; nothing is compared where a cell is under five."""
    arms = list(experiment.arms.order_by("key"))
    is_mean = experiment.outcome in MEANS
    results, comparisons = (_means if is_mean else _shares)(experiment, arms)
    return Analysis(
        experiment,
        is_mean,
        results,
        comparisons,
        looks_before_the_end(experiment),
        (today or local_day()) > experiment.ends_on,
        "permutation" if is_mean else "fisher",
    )


def look(experiment: Experiment, by: User) -> None:
    """Keep that somebody looked, once a day each."""
    ExperimentLook.objects.get_or_create(experiment=experiment, by=by, day=local_day())


def looks_before_the_end(experiment: Experiment) -> int:
    """Return on how many days the outcome was looked at before the last day was over."""
    looks = ExperimentLook.objects.filter(experiment=experiment, day__lte=experiment.ends_on)
    return looks.values("day").distinct().count()


def _drawn(experiment: Experiment) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for arm, submission in ArmAssignment.objects.filter(experiment=experiment).values_list(
        "arm_id", "submission_id"
    ):
        found[arm].append(submission)
    return found


def _shares(experiment: Experiment, arms: list[Arm]) -> tuple[list[ArmResult], list[Comparison]]:
    drawn = _drawn(experiment)
    counts = {arm.pk: _COUNTS[experiment.outcome](arm, drawn[arm.pk]) for arm in arms}
    fits = {pk: min(good, n - good) >= SMALLEST for pk, (good, n) in counts.items()}
    shown = all(fits.values()) and len(arms) > 1
    results = [
        ArmResult(
            arm,
            counts[arm.pk][1],
            n if (n := counts[arm.pk][1]) >= SMALLEST else None,
            counts[arm.pk][0] if shown else None,
            numbers.share(*counts[arm.pk]) if shown else None,
        )
        for arm in arms
    ]
    if not shown:
        return results, []
    first, *others = arms
    return results, [
        Comparison(
            arm,
            numbers.difference_of_shares(counts[first.pk], counts[arm.pk]),
            numbers.fisher(counts[first.pk], counts[arm.pk]),
        )
        for arm in others
    ]


def _means(experiment: Experiment, arms: list[Arm]) -> tuple[list[ArmResult], list[Comparison]]:
    invited = _invited()
    key = MEANS[Outcome(experiment.outcome)]
    answers = SurveyResponse.objects.filter(survey__moment=Survey.Moment.AFTER_DECISION)
    scores: dict[str, list[float]] = defaultdict(list)
    for labels, given in answers.values_list("arms", "answers"):
        points = score(given.get(key))
        for label in labels if points is not None else ():
            scores[label].append(float(points or 0))
    shown = len(arms) > 1 and all(len(scores[arm.label]) >= 2 * SMALLEST for arm in arms)
    results = [
        ArmResult(
            arm,
            invited[arm.label],
            n if (n := len(scores[arm.label])) >= SMALLEST else None,
            None,
            numbers.mean(scores[arm.label]) if shown else None,
            is_mean=True,
        )
        for arm in arms
    ]
    if not shown:
        return results, []
    first, *others = arms
    return results, [
        Comparison(
            arm,
            numbers.difference_of_means(scores[first.label], scores[arm.label]),
            numbers.permutation(scores[first.label], scores[arm.label]),
            is_mean=True,
        )
        for arm in others
    ]


def _invited() -> Counter[str]:
    """Return how many were invited to the survey by the text that they got."""
    invited = SurveyInvitation.objects.exclude(state=SurveyInvitation.State.MADE)
    return Counter(label for labels in invited.values_list("arms", flat=True) for label in labels or [])


Count = Callable[[Arm, list[int]], tuple[int, int]]


def _answered(arm: Arm, _drawn: list[int]) -> tuple[int, int]:
    """Of those invited whose letter was of this arm, who answered. Invitations know the arm and no report."""
    invited: Any = SurveyInvitation.objects.exclude(state=SurveyInvitation.State.MADE)
    states = [state for state, labels in invited.values_list("state", "arms") if arm.label in (labels or [])]
    return sum(state == SurveyInvitation.State.ANSWERED for state in states), len(states)


def _wrote(_arm: Arm, drawn: list[int]) -> tuple[int, int]:
    wrote = Message.objects.filter(submission__in=drawn, role=Role.CITIZEN)
    return wrote.values("submission").distinct().count(), len(drawn)


def _withdrew(_arm: Arm, drawn: list[int]) -> tuple[int, int]:
    withdrew = Event.objects.filter(submission__in=drawn, kind="withdraw")
    return withdrew.values("submission").distinct().count(), len(drawn)


_COUNTS: dict[str, Count] = {
    Outcome.ANSWERED_SURVEY: _answered,
    Outcome.WROTE: _wrote,
    Outcome.WITHDREW: _withdrew,
}
