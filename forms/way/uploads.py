"""Files that come with a posted step: kept one by one, each with its own answer to what is wrong with it."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest

from integrations.scanning.files import MOST_BYTES
from workflows.attachments import add_attachment, describe_attachment, remove_attachment
from workflows.definition import Group, Problem, Question
from workflows.errors import Invalid
from workflows.models import Submission

_ID = "([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
_FILE = re.compile(f"remove-file-{_ID}")
_CAPTION = re.compile(f"caption-{_ID}")
Asked = Question | Group


def take_files(
    request: HttpRequest, submission: Submission, asked: Iterable[Asked], answers: Mapping[str, Any]
) -> tuple[dict[str, Any], list[Problem]]:
    """Keep, describe and remove files as the form says; return the answers they change and what was refused.

    `answers` are the answers with the form's own in them: each row has its id.
    """
    patch: dict[str, Any] = {}
    problems: list[Problem] = []
    _describe(request, submission)
    gone = {found[1] for key in request.POST if (found := _FILE.fullmatch(key))}
    for file_id in gone:
        remove_attachment(submission, file_id)
    for each in asked:
        if isinstance(each, Group):
            rows = [
                _row(request, submission, each, index, row, gone, problems)
                for index, row in enumerate(answers.get(each.key) or [])
            ]
            if rows != (answers.get(each.key) or []):
                patch[each.key] = rows
        elif each.kind == "file":
            before = answers.get(each.key)
            after = _question(request, submission, each, (each.key, ""), before, gone, problems)
            if after != before:
                patch[each.key] = after
    return patch, problems


def _row(
    request: HttpRequest,
    submission: Submission,
    group: Group,
    index: int,
    row: dict[str, Any],
    gone: set[str],
    problems: list[Problem],
) -> dict[str, Any]:
    for question in group.questions:
        if question.kind == "file" and isinstance(row, dict):
            place = (f"{group.key}-{index}-{question.key}", row.get("_id", ""))
            value = _question(request, submission, question, place, row.get(question.key), gone, problems)
            row = (
                {**row, question.key: value} if value else {k: v for k, v in row.items() if k != question.key}
            )
    return row


def _question(
    request: HttpRequest,
    submission: Submission,
    question: Question,
    place: tuple[str, str],
    before: Any,
    gone: set[str],
    problems: list[Problem],
) -> list[str] | None:
    name, row = place
    ids = [each for each in before or [] if isinstance(each, str) and each not in gone]
    for upload in request.FILES.getlist(name):
        try:
            kept = add_attachment(
                submission, question=question.key, row=row, name=upload.name or "", data=_content(upload)
            )
        except Invalid as refused:
            path = "/" + name.replace("-", "/")
            problems.extend(Problem(path, each.code, each.message) for each in refused.problems)
        else:
            ids.append(str(kept.pk))
    return ids or None


def _content(upload: Any) -> bytes:
    """Read a file, but no more of it than is needed to see that it is too large."""
    return bytes(upload.read(MOST_BYTES + 1))


def _describe(request: HttpRequest, submission: Submission) -> None:
    for key, text in request.POST.items():
        if found := _CAPTION.fullmatch(key):
            describe_attachment(submission, found[1], str(text))
