"""The validator: what a patch holds, and whether a whole report can be submitted."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from workflows.definition.answers import allow_value, clean_answer, problem_of, unknown_key
from workflows.definition.conditions import established, is_answered, mentioned
from workflows.definition.kinds import Circumstances, FileFacts, kind_of
from workflows.definition.kinds.base import called, said
from workflows.definition.problems import Fault, Problem, pointer
from workflows.definition.structure import Definition, Group, Question, Step, Stopper
from workflows.definition.texts import is_storable
from workflows.definition.visibility import View, rows_of, view_of, visible_questions


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a set of answers stands: what blocks it, what counts, where to go on."""

    problems: list[Problem]
    stopper: Stopper | None
    visible: frozenset[str]
    kept: dict[str, Any]
    dropped: dict[str, Any]
    next_step: str | None
    steps: list[str]

    @property
    def can_submit(self) -> bool:
        """Say whether nothing blocks submission."""
        return not self.problems


def check_patch(body: Any, answers: Any, language: str) -> tuple[dict[str, Any], list[Problem]]:
    """Return the given answers in normal form, and what is wrong with them.

    A wrong value comes back as it was given, to be saved too; what says nothing comes back as None, which removes
    the key; what no database could store is left out. Rows get their ids.
    """
    with translation.override(language):
        if not isinstance(answers, Mapping):
            return {}, [Problem("", "type", _("Answers are an object by key."))]
        asked = Definition.of(body).asked
        clean: dict[str, Any] = {}
        problems: list[Problem] = []
        for key, value in answers.items():
            if key in asked:
                found, faults = clean_answer(asked[key], value)
            else:
                found, faults = value, [unknown_key(key if is_storable(key) else "?")]
            problems.extend(faults)
            # A group is left without the cells that cannot be stored; any other answer stays as it was.
            if is_storable(key) and is_storable(found if found is not None else value):
                clean[key] = found
        return clean, problems


def merged(answers: Mapping[str, Any], patch: Mapping[str, Any]) -> dict[str, Any]:
    """Return `answers` with `patch` over it by key; None removes."""
    return {key: value for key, value in {**answers, **patch}.items() if value is not None}


def assess(
    body: Any,
    answers: Any,
    language: str,
    *,
    today: date,
    files: Mapping[str, FileFacts] | None = None,
    now: datetime | None = None,
    proved: Collection[str] | None = None,
) -> Outcome:
    """Say how `answers` stand on `today`: all that blocks submission, what counts, and the next step. Never raises.

    `proved` are the addresses that were proved by a code; without it no proof is asked for.
    """
    definition = Definition.of(body)
    circumstances = Circumstances(today, now, {} if files is None else files, proved)
    with translation.override(language):
        clean, wrong = _clean_all(definition, answers)
        view = view_of(definition, clean)
        circumstances = replace(circumstances, answers=view.kept)
        stopper = stopper_of(definition, view, today)
        by_step = [(step, _problems_of_step(step, view, wrong, circumstances)) for step in view.steps]
        problems = [problem for _step, found in by_step for problem in found]
        if stopper:
            problems.insert(0, _stopped(stopper))
    return Outcome(
        problems=problems,
        stopper=stopper,
        visible=view.visible,
        kept=view.kept,
        dropped=view.dropped,
        next_step=next((step.key for step, found in by_step if found), stopper.step if stopper else None),
        steps=[step.key for step in view.steps],
    )


def stopper_of(definition: Definition, view: View, today: date) -> Stopper | None:
    """Return the first stopper, in order, that the answers so far establish; else the first rule of eligibility."""
    for step in view.steps:
        for item in step.items:
            if (
                isinstance(item, Stopper)
                and item.condition is not None
                and established(item.condition, view.kept)
            ):
                return item
    for rule in definition.eligibility:
        stopper = rule.stopper
        if (
            rule.is_in_force(today)
            and stopper.condition is not None
            and established(stopper.condition, view.kept)
        ):
            return stopper
    return None


def _clean_all(definition: Definition, answers: Any) -> tuple[dict[str, Any], dict[str, list[Problem]]]:
    clean: dict[str, Any] = {}
    wrong: dict[str, list[Problem]] = {}
    for key, value in answers.items() if isinstance(answers, Mapping) else ():
        if key in definition.asked:
            clean[key], wrong[key] = clean_answer(definition.asked[key], value)
        elif is_storable(value):
            clean[key] = value
    return clean, wrong


def _problems_of_step(
    step: Step, view: View, wrong: dict[str, list[Problem]], circumstances: Circumstances
) -> list[Problem]:
    found: list[Problem] = []
    for asked in step.asked:
        if asked.key not in view.visible:
            continue
        problems = wrong.get(asked.key, [])
        if isinstance(asked, Group):
            found.extend(_problems_of_group(asked, view, problems, circumstances))
        else:
            found.extend(
                problems or _problems_of_value(asked, view.kept.get(asked.key), (asked.key,), circumstances)
            )
    return found


def _problems_of_group(
    group: Group, view: View, wrong: list[Problem], circumstances: Circumstances
) -> Iterator[Problem]:
    rows = rows_of(view.kept.get(group.key))
    around = [replace(circumstances, row=row) for row in rows]
    whole = [problem for problem in wrong if problem.path == pointer(group.key)]
    if not whole and len(rows) < group.min:
        whole = [Problem(pointer(group.key), "too_few" if rows else "required", _too_few(group))]
    yield from whole
    for index, row in enumerate(rows):
        for question in visible_questions(group, index, view.visible):
            path = (group.key, index, question.key)
            own = [each for each in wrong if (each.path + "/").startswith(pointer(*path) + "/")]
            yield from own or _problems_of_value(question, row.get(question.key), path, around[index])


def _problems_of_value(
    question: Question, value: Any, path: tuple[object, ...], circumstances: Circumstances
) -> list[Problem]:
    if not is_answered(value):
        if not question.required or kind_of(question).worked_out:
            return []
        return [problem_of(question, Fault("required", kind_of(question).missing(question)), path)]
    return allow_value(question, value, path, circumstances)


def _too_few(group: Group) -> str:
    if group.min == 1:
        return _("Add at least one to “%(label)s”.") % {"label": called(group)}
    return _("Add at least %(least)d to “%(label)s”.") % {"label": called(group), "least": group.min}


def _stopped(stopper: Stopper) -> Problem:
    key = next(mentioned(stopper.condition), stopper.key)
    return Problem(pointer(key), "stopped", said(stopper.title) or _("This report cannot be made here."))
