"""Test answers: what a form has to do with them, tried against the definition at every publishing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from django.utils.timezone import get_current_timezone, localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from forms.lint import Finding
from workflows import definition
from workflows.definition import Definition, FileFacts, Group, Outcome, Problem

if TYPE_CHECKING:
    from forms.models import SampleAnswers

# Faults of files, which test answers name without having them.
OF_FILES = frozenset({"unknown_file", "refused_file", "file_type"})
NEEDS_AN_ANSWER = frozenset({"required", "too_few"})


class EveryFile(Mapping[str, FileFacts]):
    """The files of test answers: each that is named is there."""

    def __getitem__(self, key: str) -> FileFacts:
        return FileFacts(media_type="image/jpeg", size=1, name=key, status="clean")

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


@dataclass(frozen=True)
class Result:
    """What came of one set of test answers, beside what was expected, both in words."""

    name: str
    passed: bool
    expected: str
    came: str
    unknown: tuple[str, ...]


def results(samples: "Iterable[SampleAnswers]", body: Mapping[str, Any]) -> list[Result]:
    """Return what comes of each set of test answers on the definition, today or as if on their own day."""
    read = Definition.of(body)
    return [run(sample, read) for sample in samples]


def run(sample: "SampleAnswers", body: Mapping[str, Any] | Definition) -> Result:
    """Try one set of test answers; files that it names are taken as there."""
    read = Definition.of(body)
    answers = sample.answers if isinstance(sample.answers, dict) else {}
    day = sample.on_day or localdate()
    outcome = definition.assess(
        read, answers, get_language() or "en", today=day, now=_end_of(day), files=EveryFile()
    )
    problems = [each for each in outcome.problems if each.code not in OF_FILES]
    return Result(
        name=sample.name,
        passed=_passes(sample, outcome, problems),
        expected=_expected(sample),
        came=_came(outcome, problems),
        unknown=tuple(_unknown(read, answers)),
    )


def findings(samples: "Iterable[SampleAnswers]", body: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield what keeps a page from being published because test answers go another way, and advice."""
    tried = list(samples)
    for number, result in enumerate(results(tried, body)):
        where = f"/sample_answers/{number}"
        if not result.passed:
            sentence = _("Test answers “%(name)s”. Expected: %(expected)s. What came: %(came)s.")
            values = {"name": result.name, "expected": result.expected, "came": result.came}
            yield Finding("test_answers", where, sentence % values)
        if result.unknown:
            sentence = _("Test answers “%(name)s” answer questions that there are not: %(keys)s.")
            values = {"name": result.name, "keys": ", ".join(result.unknown)}
            yield Finding("test_answers_key", where, sentence % values, blocks=False)
    yield from _untried_rules(tried, body)


def keys_of(sample: "SampleAnswers") -> list[str]:
    """Return the keys that are expected."""
    return [each.strip() for each in sample.expected_keys.split(",") if each.strip()]


def _untried_rules(samples: "list[SampleAnswers]", body: Mapping[str, Any]) -> Iterator[Finding]:
    """A rule that holds between two days is tried as if on a day between them."""
    tried = {
        key for sample in samples if sample.expected == "stops" and sample.on_day for key in keys_of(sample)
    }
    for index, rule in enumerate(body.get("eligibility") or []):
        if rule["key"] not in tried:
            sentence = _(
                "The rule of eligibility “%(key)s” has no test answers. Add some that it stops, as if on a day."
            )
            yield Finding(
                "untried_rule", f"/eligibility/{index}", sentence % {"key": rule["key"]}, blocks=False
            )


def _passes(sample: "SampleAnswers", outcome: Outcome, problems: list[Problem]) -> bool:
    keys = keys_of(sample)
    if sample.expected == "stops":
        return outcome.stopper is not None and (not keys or outcome.stopper.key in keys)
    if outcome.stopper is not None:
        return False
    if sample.expected == "submits":
        return not problems
    asked = [_names(each) for each in problems if each.code in NEEDS_AN_ANSWER]
    all_expected = all(any(key in names for names in asked) for key in keys)
    return (
        bool(keys)
        and len(asked) == len(problems)
        and all_expected
        and all(names & set(keys) for names in asked)
    )


def _names(problem: Problem) -> set[str]:
    """The keys by which test answers may name a problem: `items`, and `items.kind` for a question in a row."""
    parts = [part for part in problem.path.strip("/").split("/") if not part.isdigit()]
    return {parts[0], ".".join(parts[:2])}


def _expected(sample: "SampleAnswers") -> str:
    keys = ", ".join(keys_of(sample))
    if sample.expected == "stops":
        return _("the way is stopped by %(keys)s") % {"keys": keys} if keys else _("the way is stopped")
    if sample.expected == "asks":
        return _("still asked: %(keys)s") % {"keys": keys or "…"}
    return _("the report can be sent")


def _came(outcome: Outcome, problems: list[Problem]) -> str:
    if outcome.stopper is not None:
        return _("the way is stopped by %(keys)s") % {"keys": outcome.stopper.key}
    asked = sorted({max(_names(each), key=len) for each in problems if each.code in NEEDS_AN_ANSWER})
    others = [
        _("%(where)s: %(fault)s") % {"where": max(_names(each), key=len), "fault": each.message.rstrip(".")}
        for each in problems
        if each.code not in NEEDS_AN_ANSWER
    ]
    said = [*([_("still asked: %(keys)s") % {"keys": ", ".join(asked)}] if asked else []), *others]
    return "; ".join(said) if said else _("the report can be sent")


def _unknown(read: Definition, answers: Mapping[str, Any]) -> Iterator[str]:
    for key, value in answers.items():
        asked = read.asked.get(key)
        if asked is None:
            yield str(key)[:60]
        elif isinstance(asked, Group) and isinstance(value, list):
            known = {"_id", *(question.key for question in asked.questions)}
            rows = [row for row in value if isinstance(row, dict)]
            yield from dict.fromkeys(
                f"{key}.{name}"[:60] for row in rows for name in row if name not in known
            )


def _end_of(day: date) -> datetime:
    """The last moment of the day: nothing that happened on it is in the future."""
    return datetime.combine(day, time.max, get_current_timezone())
