"""Answers in words, with their photos beside them, as pages for citizens show them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from workflows.definition import Part, Row
from workflows.models import Attachment

WRITTEN = ("short_text", "long_text")


@dataclass(frozen=True)
class Shown:
    """One question and its answer; a group has its rows in `children`."""

    label: str
    text: str
    not_sure: bool
    answered: bool
    files: list[Attachment] = field(default_factory=list)
    children: list["Child"] = field(default_factory=list)
    # The person's own words, in whatever language they were written.
    written: bool = False


@dataclass(frozen=True)
class Child:
    """One row of a group: what it is called, and its answers."""

    label: str
    number: int
    rows: list[Shown]


@dataclass(frozen=True)
class ShownPart:
    """The answers of one step."""

    key: str
    title: str
    rows: list[Shown]


def with_files(part: Part, files: Mapping[str, Attachment]) -> ShownPart:
    """Return a part with the files that its answers name."""
    return ShownPart(part.key, part.title, [_shown(row, files) for row in part.rows])


def _shown(row: Row, files: Mapping[str, Attachment]) -> Shown:
    children = [
        Child(row.row_label or row.label, index, [_shown(each, files) for each in rows])
        for index, rows in enumerate(row.children, start=1)
    ]
    ids = row.value if row.kind == "file" and isinstance(row.value, list) else []
    kept = [files[each] for each in ids if each in files]
    text = "" if kept else row.text
    answered = row.answered or bool(children)
    return Shown(row.label, text, row.not_sure, answered, kept, children, row.kind in WRITTEN)
