"""One report as its reader needs it: facts first, then the story, the items, the evidence and the rest."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from workflows import definition
from workflows.attachments import file_facts
from workflows.copies import total_value
from workflows.definition import Part, Row
from workflows.definition.kinds.contact import shown_phone
from workflows.definition.kinds.numbers import shown_money
from workflows.definition.kinds.people import CONTACT_BY
from workflows.models import AnswerSet, Attachment, Status, Submission
from workflows.reporting_person import Reporting, reporting_of

_WHEN_AND_WHERE = ("incident_time", "incident_place")
_STORIES = ("long_text", "statement")


@dataclass(frozen=True)
class Answer:
    """One answer in words. `before` is what the citizen first sent, where that was something else."""

    key: str
    label: str
    text: str
    not_sure: bool = False
    changed: bool = False
    before: str = ""


@dataclass(frozen=True)
class Line:
    """One item of a group; `added` where it was not there at first."""

    cells: list[Answer | None]
    added: bool


@dataclass(frozen=True)
class Table:
    """A group of answers: its columns, one line per item, and in short the items that were taken out."""

    key: str
    label: str
    columns: list[str]
    lines: list[Line]
    removed: list[str]


@dataclass(frozen=True)
class Section:
    """The other answers of one step."""

    title: str
    answers: list[Answer]


@dataclass(frozen=True)
class Evidence:
    """A file as the strip shows it."""

    file: Attachment
    question: str
    pending: bool
    shown: bool


@dataclass
class Screen:
    """What stands on the report's screen, in reading order."""

    facts: list[Answer] = field(default_factory=list)
    stories: list[Answer] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    changes: int = 0
    unsure: int = 0


def screen_of(report: Submission, language: str, today: date) -> Screen:
    """Return the report's answers, labelled in the reader's language and in the citizen's words."""
    files = file_facts(report)
    parts = definition.present(report.definition, report.answers, language, files=files)
    first = _first_answers(report)
    before = _by_key(definition.present(report.definition, first, language, files=files)) if first else None
    screen = Screen()
    for part in parts:
        _place(screen, part, before)
    screen.facts += _worth_and_who(report, screen)
    screen.evidence = list(_evidence(report, _by_key(parts)))
    _count(screen)
    return screen


def _place(screen: Screen, part: Part, before: Mapping[str, Row] | None) -> None:
    others = []
    for row in part.rows:
        known = before.get(row.key) if before is not None else row
        if row.kind == "group":
            screen.tables.append(_table(row, known))
        elif row.kind in _STORIES and row.answered:
            screen.stories.append(_answer(row, known))
        elif row.key in _WHEN_AND_WHERE:
            screen.facts.append(_answer(row, known))
        elif row.kind != "file":
            others.append(_answer(row, known))
    if others:
        screen.sections.append(Section(part.title, others))


def _answer(row: Row, known: Row | None) -> Answer:
    changed = known is None or known.value != row.value
    before = known.text if known is not None and changed else ""
    return Answer(row.key, row.label, row.text, row.not_sure, changed, before)


def _table(group: Row, known: Row | None) -> Table:
    labels = {child.key: child.label for line in group.children for child in line}
    ids = _row_ids(group)
    before = dict(zip(_row_ids(known), known.children, strict=False)) if known is not None else {}
    lines = [
        _line(children, before.get(row_id), labels)
        for row_id, children in zip(ids, group.children, strict=False)
    ]
    removed = [_in_short(children) for row_id, children in before.items() if row_id not in ids]
    return Table(group.key, group.label, list(labels.values()), lines, removed)


def _line(children: list[Row], known: list[Row] | None, labels: Mapping[str, str]) -> Line:
    now = {row.key: row for row in children}
    then = now if known is None else {row.key: row for row in known}
    cells = [_answer(now[key], then.get(key)) if key in now else None for key in labels]
    return Line(cells, added=known is None)


def _row_ids(group: Row) -> list[Any]:
    rows = [row for row in group.value if isinstance(row, dict)] if isinstance(group.value, list) else []
    return [row.get("_id") or number for number, row in enumerate(rows)]


def _in_short(children: list[Row]) -> str:
    return ", ".join(child.text for child in children if child.text)


def _worth_and_who(report: Submission, screen: Screen) -> Iterator[Answer]:
    """Yield the facts that are put together from several answers; these stay in their sections too."""
    worth = total_value(report.answers)
    if worth:
        yield Answer("worth", _("Value given"), shown_money(worth))
    who = reporting_of(report.definition, report.answers)
    if who.name:
        yield Answer("who", _("Reported by"), who.name)
    reached = [each for each in (who.email, shown_phone(who.phone), *_safely(who)) if each]
    if reached:
        yield Answer("contact", _("Reached at"), "\n".join(reached))


def _safely(who: Reporting) -> Iterator[str]:
    """Yield how it is safe to reach the person, which whoever calls or writes has to know first."""
    if who.contact_by:
        yield _("Safest: %(way)s") % {"way": dict(CONTACT_BY).get(who.contact_by, who.contact_by)}
    if who.contact_hours:
        yield who.contact_hours
    if who.voicemail == "no":
        yield _("Leave no voice message.")


def _first_answers(report: Submission) -> dict[str, Any] | None:
    """Return the answers as first sent, or None when they never changed since."""
    first = AnswerSet.objects.filter(submission=report, number=1).first()
    return first.answers if first is not None and first.answers != report.answers else None


def _by_key(parts: list[Part]) -> dict[str, Row]:
    return {row.key: row for part in parts for row in part.rows}


def _evidence(report: Submission, rows: Mapping[str, Row]) -> Iterator[Evidence]:
    for file in report.attachments.filter(removed_at=None):
        asked = rows.get(file.question)
        safe = file.status in {Attachment.Status.CLEAN, Attachment.Status.NOT_SCANNED}
        yield Evidence(
            file=file,
            question=asked.label if asked else "",
            pending=file.status == Attachment.Status.PENDING,
            shown=bool(safe and file.thumbnail and file.copy),
        )


def _count(screen: Screen) -> None:
    every = [*screen.facts, *screen.stories]
    every += [answer for section in screen.sections for answer in section.answers]
    lines = [line for table in screen.tables for line in table.lines]
    every += [cell for line in lines for cell in line.cells if cell is not None]
    screen.changes = sum(answer.changed for answer in every) + sum(line.added for line in lines)
    screen.changes += sum(len(table.removed) for table in screen.tables)
    screen.unsure = sum(answer.not_sure for answer in every)


# The icon beside each state's name: a state is never told by colour alone.
STATE_ICONS = {
    Status.SUBMITTED: "mail",
    Status.UNDER_REVIEW: "edit",
    Status.INFORMATION_REQUESTED: "help",
    Status.APPROVED: "check",
    Status.FILED: "folder-open-inverse",
    Status.REJECTED: "cross",
    Status.WITHDRAWN: "undo",
}
