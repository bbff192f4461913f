"""The last reports of a type held against another definition: what would newly fail, shown with masked values.

Who changes a form sees no report. So nothing is shown that says who somebody is or where, and of other answers only
their shape: letters are x, digits are 0, at most twenty characters.
"""

import re
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from workflows import definition
from workflows.actors import By
from workflows.definition import Definition, FileFacts, Group, Outcome, Problem
from workflows.extensions import register_event_kind
from workflows.history import record
from workflows.models import Attachment, FormVersion, ReportType, Status, Submission

MOST_REPORTS = 200
MOST_SECONDS = 5.0
LONGEST = 20
# Answers whose very shape tells who or where somebody is.
NEVER_SHOWN = frozenset(
    {
        *("person", "business", "suspect", "witness", "email", "verified_email", "phone", "signature"),
        *("address", "location", "card_ending", "vehicle", "file"),
    }
)
NEVER_SHOWN_KEYS = frozenset({"first_name", "last_name", "other_names", "birth_date", "name"})

register_event_kind("replayed", gettext_lazy("Replay against a new version"))


@dataclass
class Failure:
    """One sentence that people would newly get, at one question: in how many reports, and the shape of one answer.

    `last` is the report that was counted last.
    """

    question: str
    sentence: str
    count: int = 0
    sample: str = ""
    last: int = 0


@dataclass
class Replay:
    """What came of it: how many reports were held against the definition, of how many; what fails, what is dropped."""

    asked_for: int
    looked_at: int = 0
    failing: int = 0
    failures: list[Failure] = field(default_factory=list)
    dropped: list[tuple[str, int]] = field(default_factory=list)

    @property
    def cut_short(self) -> bool:
        """Whether time ran out before all reports were looked at."""
        return self.looked_at < self.asked_for


def replay(
    report_type: ReportType,
    body: Mapping[str, Any],
    *,
    by: By,
    most: int = MOST_REPORTS,
    seconds: float = MOST_SECONDS,
) -> Replay:
    """Hold the last reports of the type against `body`, each as on the day it was sent; write into history who did.

    What fails on the version that a report was sent on is not counted. It ends after `seconds`.
    """
    reports = list(_last(report_type, most))
    found = _compared(reports, Definition.of(body), time.monotonic() + seconds)
    record(
        "replayed",
        by=by,
        report_type=report_type.key,
        digest=definition.digest(dict(body)),
        reports=found.looked_at,
    )
    return found


def _last(report_type: ReportType, most: int) -> Iterable[Submission]:
    sent = Submission.objects.filter(report_type=report_type).exclude(status=Status.DRAFT)
    wanted = ("pk", "answers", "dropped", "submitted_at", "form_version_id")
    return sent.only(*wanted).order_by("-submitted_at", "-pk")[:most]


def _compared(reports: list[Submission], new: Definition, until: float) -> Replay:
    files = _files(reports)
    before = _definitions(reports)
    found = Replay(asked_for=len(reports))
    failures: dict[tuple[str, str], Failure] = {}
    dropped: dict[str, int] = defaultdict(int)
    for report in reports:
        if found.looked_at and time.monotonic() > until:
            break
        old = before[report.form_version_id]
        was, now = (_assessed(each, report, files) for each in (old, new))
        problems = _new_problems(was, now)
        found.looked_at += 1
        found.failing += bool(problems)
        for problem in problems:
            _count(failures, problem, report, new)
        for name in {_question(path, old) for path in set(now.dropped) - set(was.dropped)}:
            dropped[name] += 1
    found.failures = sorted(failures.values(), key=lambda each: -each.count)
    found.dropped = sorted(dropped.items(), key=lambda each: -each[1])
    return found


def _assessed(body: Definition, report: Submission, files: Mapping[int, Mapping[str, FileFacts]]) -> Outcome:
    at = localtime(report.submitted_at)
    language = get_language() or "en"
    return definition.assess(
        body, report.answers, language, today=at.date(), now=at, files=files.get(report.pk) or {}
    )


def _new_problems(was: Outcome, now: Outcome) -> list[Problem]:
    known = {(each.path, each.code) for each in was.problems}
    return [each for each in now.problems if (each.path, each.code) not in known]


def _count(
    failures: dict[tuple[str, str], Failure], problem: Problem, report: Submission, new: Definition
) -> None:
    """Count a report once for each question and fault; the sentence shown is the first one's."""
    name, sample = _question(problem.path, new), masked(problem.path, report.answers, new)
    failure = failures.get((name, problem.code))
    if failure is None:
        failure = failures[name, problem.code] = Failure(name, _sentence(problem, report, sample))
    if failure.last != report.pk:
        failure.count += 1
    failure.last, failure.sample = report.pk, failure.sample or sample


def _sentence(problem: Problem, report: Submission, sample: str) -> str:
    """Return the sentence of a fault without what the citizen wrote; how long a name is says too much as well."""
    value = report.answers.get(problem.path.strip("/").split("/")[0])
    sentence = _without_words_of(value, problem.message)
    return re.sub(r"\d+", "…", sentence) if sample == _("(not shown)") else sentence


def _without_words_of(value: Any, sentence: str) -> str:
    """Return a sentence without what the citizen wrote, should a kind quote it."""
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            sentence = _without_words_of(each, sentence)
        return sentence
    return sentence.replace(value, "…") if isinstance(value, str) and len(value) > 2 else sentence


def masked(path: str, answers: Mapping[str, Any], body: Definition) -> str:
    """Return the shape of the answer at `path`, or what says that it is not shown."""
    keys = path.strip("/").split("/")
    question, value = body.asked.get(keys[0]), answers.get(keys[0])
    if isinstance(question, Group):
        if len(keys) < 3 or not keys[1].isdigit():
            return ""
        question = next((each for each in question.questions if each.key == keys[2]), None)
        rows = value if isinstance(value, list) else []
        row = rows[int(keys[1])] if int(keys[1]) < len(rows) else {}
        value = row.get(keys[2]) if isinstance(row, dict) else None
    if question is None or value is None:
        return ""
    if getattr(question, "kind", "") in NEVER_SHOWN or question.key in NEVER_SHOWN_KEYS:
        return _("(not shown)")
    return shape(value)


def shape(value: Any) -> str:
    """Return a value with its letters as x and its digits as 0, at most twenty characters long."""
    if isinstance(value, Mapping | list):
        return _("(not shown)")
    text = str(value)
    hidden = "".join(_hidden(character) for character in text[:LONGEST])
    return f"{hidden}…" if len(text) > LONGEST else hidden


def _hidden(character: str) -> str:
    if character.isdigit():
        return "0"
    return character if character in " -_.,:;/" else "x"


def _question(path: str, body: Definition) -> str:
    """Return what the question at `path` is called, its group before it."""
    keys = path.strip("/").split("/")
    asked = body.asked.get(keys[0])
    if asked is None:
        return keys[0] or _("The report as a whole")
    language = get_language() or "en"
    name = definition.pick(asked.label, language) or asked.key
    if isinstance(asked, Group) and len(keys) > 2:
        inner = next((each for each in asked.questions if each.key == keys[2]), None)
        called = definition.pick(inner.label, language) if inner else keys[2]
        return f"{name}: {called}"
    return name


def _definitions(reports: list[Submission]) -> dict[int, Definition]:
    """The versions that the reports were sent on, each read once."""
    wanted = {report.form_version_id for report in reports}
    return {
        version.pk: Definition.of(version.definition) for version in FormVersion.objects.filter(pk__in=wanted)
    }


def _files(reports: list[Submission]) -> dict[int, dict[str, FileFacts]]:
    """What the validator needs to know of the reports' files; their names stay out of every sentence."""
    found: dict[int, dict[str, FileFacts]] = defaultdict(dict)
    rows = Attachment.objects.filter(submission__in=[report.pk for report in reports], removed_at=None)
    for pk, owner, media_type, size, status in rows.values_list(
        "pk", "submission_id", "media_type", "size", "status"
    ):
        found[owner][str(pk)] = FileFacts(media_type=media_type, size=size, name="…", status=status)
    return found
