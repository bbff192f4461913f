"""One report as its reader needs it: facts first, then the story, the items, the evidence and the rest."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from workflows import definition
from workflows.attachments import BESIDE_ANSWERS, file_facts
from workflows.copies import parts_of, total_value
from workflows.definition import Part, Row
from workflows.definition.kinds.contact import shown_phone
from workflows.definition.kinds.numbers import shown_money
from workflows.definition.kinds.people import CONTACT_BY
from workflows.models import AnswerSet, Attachment, Status, Submission
from workflows.proving import addresses_in, proved_in
from workflows.reporting_person import Reporting, reporting_of
from workflows.wiping import named_files

_WHEN_AND_WHERE = ("incident_time", "incident_place")
_STORIES = ("long_text", "statement")


@dataclass(frozen=True)
class Answer:
    """One answer in words. `before` is what the citizen first sent, where that was something else.

    `gone` is an answer to a question that is not asked any more: another answer was changed.
    """

    key: str
    label: str
    text: str
    not_sure: bool = False
    changed: bool = False
    before: str = ""
    gone: bool = False


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
    """A file as the strip shows it: whether it came with a later answer, and whether one took it out."""

    file: Attachment
    question: str
    pending: bool
    shown: bool
    added: bool
    taken_out: bool


@dataclass(frozen=True)
class Asked:
    """What an officer asked of the citizen, and which questions were opened for the answer."""

    by: str
    at: datetime
    text: str
    questions: list[str]
    due_on: date
    answered_at: datetime | None
    expired_at: datetime | None


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
    files = file_facts(report, taken_out=True)
    parts = parts_of(report, language, files=files)
    first = _first_answers(report)
    at_first = definition.present(report.definition, first, language, files=files) if first else []
    screen, before = Screen(), _by_key(at_first) if first else None
    gone = (before or {}).keys() - _by_key(parts).keys()
    for step in definition.Definition.of(report.definition).steps:
        part = _with_gone(step.key, parts, at_first, gone)
        if part is not None:
            _place(screen, part, before, gone)
    screen.facts += _worth_and_who(report, screen)
    screen.evidence = list(_evidence(report, first, _by_key([*at_first, *parts])))
    _count(screen)
    return screen


def asked_of(report: Submission, language: str) -> list[Asked]:
    """Return what officers asked so far, the first first."""
    known = definition.Definition.of(report.definition).asked
    return [
        Asked(
            by=each.asked_by.display_name,
            at=each.asked_at,
            text=each.text,
            questions=[definition.pick(known[key].label, language) for key in each.questions if key in known],
            due_on=each.due_on,
            answered_at=each.answered_at,
            expired_at=each.expired_at,
        )
        for each in report.information_requests.select_related("asked_by")
    ]


def _with_gone(key: str, parts: list[Part], at_first: list[Part], gone: Container[str]) -> Part | None:
    """Return a step as it is now, and in it what was answered there at first and is not asked any more."""
    now = next((part for part in parts if part.key == key), None)
    then = next((part for part in at_first if part.key == key), None)
    lost = [row for row in then.rows if row.key in gone and row.answered] if then else []
    shown = now or then
    rows = [*(now.rows if now else []), *map(_emptied, lost)]
    return replace(shown, rows=rows) if shown and rows else None


def _place(screen: Screen, part: Part, before: Mapping[str, Row] | None, gone: Container[str]) -> None:
    others = []
    for row in part.rows:
        known = before.get(row.key) if before is not None else row
        if row.kind == "group":
            screen.tables.append(_table(row, known))
        elif row.kind in _STORIES and row.answered:
            screen.stories.append(_answer(row, known, gone=row.key in gone))
        elif row.key in _WHEN_AND_WHERE:
            screen.facts.append(_answer(row, known, gone=row.key in gone))
        elif row.kind != "file":
            others.append(_answer(row, known, gone=row.key in gone))
    if others:
        screen.sections.append(Section(part.title, others))


def _answer(row: Row, known: Row | None, *, gone: bool = False) -> Answer:
    changed = known is None or known.value != row.value
    before = known.text if known is not None and changed else ""
    return Answer(row.key, row.label, row.text, row.not_sure, changed, before, gone)


def _table(group: Row, known: Row | None) -> Table:
    shown = [*(known.children if known is not None else []), *group.children]
    labels = {child.key: child.label for line in shown for child in line}
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
    return Line([_cell(now.get(key), then.get(key)) for key in labels], added=known is None)


def _cell(now: Row | None, then: Row | None) -> Answer | None:
    if now is not None:
        return _answer(now, then)
    return _answer(_emptied(then), then, gone=True) if then is not None and then.answered else None


def _emptied(row: Row) -> Row:
    return replace(row, text="", value=None, children=[], not_sure=False)


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
    address = [who.email, *_unproved(report)]
    reached = [each for each in (*address, shown_phone(who.phone), *_safely(who)) if each]
    if reached:
        yield Answer("contact", _("Reached at"), "\n".join(reached))


def _unproved(report: Submission) -> Iterator[str]:
    """Say which address was not proved, where a question asks for a proof: staff entered it, or it was changed."""
    proved = proved_in(report)
    for address in dict.fromkeys(addresses_in(report)):
        if address not in proved:
            yield _("Not proved by a code: %(address)s") % {"address": address}


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


def _evidence(
    report: Submission, first: Mapping[str, Any] | None, rows: Mapping[str, Row]
) -> Iterator[Evidence]:
    labels = {BESIDE_ANSWERS: _("From the video call"), **_labels(rows)}
    at_first = named_files(report, report.answers if first is None else first)
    later = named_files(report, report.answers) - at_first
    for file in report.attachments.all():
        safe = file.status in {Attachment.Status.CLEAN, Attachment.Status.NOT_SCANNED}
        yield Evidence(
            file=file,
            question=labels.get(file.question, ""),
            pending=file.status == Attachment.Status.PENDING,
            shown=bool(safe and file.thumbnail and file.copy),
            added=str(file.pk) in later,
            taken_out=file.removed_at is not None,
        )


def _labels(rows: Mapping[str, Row]) -> dict[str, str]:
    """Return what each question is called, those in the rows of groups too."""
    inside = (child for row in rows.values() for line in row.children for child in line)
    return {row.key: row.label for row in [*inside, *rows.values()]}


def _count(screen: Screen) -> None:
    every = [*screen.facts, *screen.stories]
    every += [answer for section in screen.sections for answer in section.answers]
    lines = [line for table in screen.tables for line in table.lines]
    every += [cell for line in lines for cell in line.cells if cell is not None]
    screen.changes = sum(answer.changed for answer in every) + sum(line.added for line in lines)
    screen.changes += sum(len(table.removed) for table in screen.tables)
    alone = (each for each in screen.evidence if not each.file.row)
    screen.changes += sum(each.added or each.taken_out for each in alone)
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
