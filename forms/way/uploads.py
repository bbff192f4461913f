"""Files that come with a posted form: kept one by one, each with its own answer to what is wrong with it."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from integrations.scanning.files import MOST_BYTES
from workflows.attachments import clean_name, describe_attachment
from workflows.definition import Group, Problem, Question
from workflows.draft_files import attach, detach
from workflows.errors import Invalid
from workflows.models import Submission

_ID = "([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
_REMOVED = re.compile(f"remove-file-{_ID}")
_CAPTION = re.compile(f"caption-{_ID}")
Asked = Question | Group


@dataclass(frozen=True)
class Upload:
    """One file as it came: the field it was in, the question and row it belongs to."""

    field: str
    question: str
    row: str
    name: str
    content: bytes


def take_into_draft(
    request: HttpRequest, draft: Submission, asked: Iterable[Asked], post: QueryDict
) -> list[Problem]:
    """Keep, describe and take out files of a draft as the form says; return what was refused.

    `post` is what was posted, with an id for each row that a file was chosen in.
    """
    describe(request, draft)
    for file_id in removed(request):
        detach(draft, UUID(file_id))
    problems: list[Problem] = []
    for upload in uploads(request, asked, draft.answers, post):
        try:
            attach(draft, question=upload.question, row=upload.row, name=upload.name, data=upload.content)
        except Invalid as refused:
            problems += at_field(upload, refused)
    return problems


def uploads(
    request: HttpRequest, asked: Iterable[Asked], answers: Mapping[str, Any], post: QueryDict
) -> Iterator[Upload]:
    """Yield each file of the form with the question, and the row, that it belongs to."""
    for each in asked:
        if isinstance(each, Question):
            yield from _in_field(request, each.key, each)
            continue
        rows = answers.get(each.key)
        for index, row in enumerate(rows if isinstance(rows, list) else []):
            row_id = row.get("_id") if isinstance(row, dict) else ""
            if row_id and (posted := _posted_row(each.key, row_id, post)):
                for question in each.questions:
                    field = f"{each.key}-{index}-{question.key}"
                    yield from _in_field(request, f"{posted}-{question.key}", question, row_id, field)


def _posted_row(group: str, row_id: str, post: QueryDict) -> str:
    """Return the name that a row had in the form: rows that the form took out came before it."""
    named = re.compile(rf"({group}-[0-9]+)-_id")
    found = (named.fullmatch(name) for name, value in post.items() if value == row_id)
    return next((each[1] for each in found if each), "")


def _in_field(
    request: HttpRequest, posted: str, question: Question, row: str = "", field: str = ""
) -> Iterator[Upload]:
    if question.kind == "file":
        for file in request.FILES.getlist(posted):
            # No more is read than shows that a file is too large.
            content = bytes(file.read(MOST_BYTES + 1))
            yield Upload(field or posted, question.key, row, file.name or "", content)


def at_field(upload: Upload, refused: Invalid) -> list[Problem]:
    """Return what is wrong with a file, by its name, at the field that it came in."""
    path = "/" + upload.field.replace("-", "/")
    name = clean_name(upload.name)
    return [
        Problem(path, each.code, _("%(name)s: %(sentence)s") % {"name": name, "sentence": each.message})
        for each in refused.problems
    ]


def removed(request: HttpRequest) -> set[str]:
    """Return the ids of the files that are to be taken out."""
    return {found[1] for key in request.POST if (found := _REMOVED.fullmatch(key))}


def describe(request: HttpRequest, submission: Submission, questions: Container[str] | None = None) -> None:
    """Give files the captions that were posted; with `questions`, only the files of these."""
    for key, text in request.POST.items():
        if found := _CAPTION.fullmatch(key):
            describe_attachment(submission, found[1], str(text), questions)
