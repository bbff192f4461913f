"""Where a trial stands: each step with what it still needs, and what would come of sending now."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from forms.models import SampleAnswers
from forms.samples import NEEDS_AN_ANSWER
from forms.trying.frames import frame_url
from forms.trying.trial import Trial
from workflows import definition
from workflows.definition import Problem


@dataclass(frozen=True, slots=True)
class StepStanding:
    """One page of the way in the list beside the frame."""

    key: str
    title: str
    url: str
    state: str
    current: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """What would come of the answers, and what test answers with them would expect."""

    steps: list[StepStanding]
    sentence: str
    expected: str
    expected_keys: str


def standing(trial: Trial, language: str, at: str) -> Standing:
    """Return where a trial stands; `at` is the page in the frame."""
    expected, keys = expectation(trial)
    return Standing(
        list(_pages(trial, language, at)), _sentence(trial, expected, keys), expected, ", ".join(keys)
    )


def expectation(trial: Trial) -> tuple[str, list[str]]:
    """Return what came of the answers as test answers expect it: the outcome, and the keys that it is about."""
    outcome = trial.outcome
    if outcome.stopper is not None:
        return SampleAnswers.Expected.STOPS, [outcome.stopper.key]
    if not trial.problems:
        return SampleAnswers.Expected.SUBMITS, []
    return SampleAnswers.Expected.ASKS, list(dict.fromkeys(_name(each) for each in trial.problems))


def _pages(trial: Trial, language: str, at: str) -> Iterator[StepStanding]:
    outcome, problems = trial.outcome, trial.problems
    spoken = get_language() or "en"

    def url(*parts: str) -> str:
        return frame_url(trial.page.pk, language, *parts)

    yield StepStanding("", _("Start page"), url(), "", at == "")
    for step in trial.read.steps:
        keys = {each.key for each in step.asked}
        needs = any(
            each.path.strip("/").split("/")[0] in keys and each.code != "stopped" for each in problems
        )
        state = _("not shown with these answers") if step.key not in outcome.steps else ""
        state = state or (_("needs answers") if needs else _("complete"))
        title = definition.pick(step.title, spoken) or step.key
        yield StepStanding(step.key, title, url(step.key), state, at == step.key)
    yield StepStanding("check", _("Check your answers"), url("check"), "", at == "check")


def _sentence(trial: Trial, expected: str, keys: list[str]) -> str:
    stopper = trial.outcome.stopper
    if stopper is not None:
        title = definition.pick(stopper.title, get_language() or "en") or stopper.key
        return _("The way is stopped: “%(title)s”.") % {"title": title}
    if expected == SampleAnswers.Expected.SUBMITS:
        return _("The report could be sent.")
    faults = [each for each in trial.problems if each.code not in NEEDS_AN_ANSWER]
    if faults:
        return _("Something has to be mended first: %(fault)s") % {"fault": faults[0].message}
    return _("Still to be answered: %(keys)s.") % {"keys": ", ".join(keys)}


def _name(problem: Problem) -> str:
    """Return the key that a problem is about, as test answers name it: `items.kind` within a row."""
    parts: list[Any] = [each for each in problem.path.strip("/").split("/") if not each.isdigit()]
    return ".".join(parts[:2]) if problem.path.strip("/").split("/")[1:2] and _in_row(problem) else parts[0]


def _in_row(problem: Problem) -> bool:
    return problem.path.strip("/").split("/")[1].isdigit()
