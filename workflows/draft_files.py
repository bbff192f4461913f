"""Files of a draft and the answers that name them: an upload adds the id, taking the file out takes it away."""

import uuid
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from workflows import definition
from workflows.attachments import add_attachment, remove_attachment
from workflows.definition import Definition, Field, Group, Problem, Question
from workflows.definition.kinds.files import MEGABYTE
from workflows.drafts import hold, is_open, lock_draft
from workflows.errors import Closed, Invalid, WrongState
from workflows.models import Attachment, Status, Submission


def attach(draft: Submission, *, question: str, row: str, name: str, data: bytes) -> tuple[Attachment, int]:
    """Keep a file and name it in its answer; return it with the draft's new revision.

    Raises `Invalid` when the question takes no files or the file is refused.
    """
    group = refuse_too_large(draft, question=question, row=row, size=len(data))
    # A file that says it is of a row, where there are none, would be taken for a row's that is gone.
    row = row if group else ""
    file = add_attachment(draft, question=question, row=row, name=name, data=data)
    try:
        return file, _name(draft, file, group)
    except WrongState:
        remove_attachment(draft, file.pk)
        raise


def name_again(draft: Submission, file: Attachment) -> int:
    """Name a kept file in its answer, where a killed process had not come to it; return the draft's revision."""
    _asked, group = _place(draft, file.question, file.row)
    return _name(draft, file, group)


def _name(draft: Submission, file: Attachment, group: str) -> int:
    return _change(draft, lambda answers: with_file(answers, group, file.question, file.row, str(file.pk)))


def detach(draft: Submission, file_id: uuid.UUID) -> int | None:
    """Take a file out of the draft and its answer; return the new revision, or None when there is no such file."""
    if not is_open(draft):
        raise Closed
    if not remove_attachment(draft, file_id):
        return None
    return _change(draft, lambda answers: without_file(answers, str(file_id)))


def refuse_too_large(draft: Submission, *, question: str, row: str, size: int) -> str:
    """Raise `Invalid` when a question of a draft takes no file of this size, before more of it is looked at.

    Returns the key of the group that the question is in, or nothing for one that stands alone.
    """
    asked, group = _place(draft, question, row)
    most = most_bytes(asked)
    if size > most:
        sentence = _("This file is larger than %(most)d MB. Choose a smaller file.")
        raise Invalid([Problem(f"/{question}", "too_large", sentence % {"most": most // MEGABYTE})])
    return group


def most_bytes(asked: Question | Field) -> int:
    """Return the size of the largest file that a question takes: the site's limit, or its own when that is less."""
    most = int(settings.UPLOAD_MAX_BYTES)
    return min(most, definition.most_bytes(asked.limits) or most)


def _place(draft: Submission, question: str, row: str) -> tuple[Question, str]:
    for asked in Definition.of(draft.definition).asked.values():
        inside = asked.questions if isinstance(asked, Group) else (asked,)
        found = next((each for each in inside if each.key == question and each.kind == "file"), None)
        if found is None:
            continue
        if isinstance(asked, Question):
            return found, ""
        if not any(
            isinstance(each, dict) and each.get("_id") == row for each in _rows(draft.answers, asked.key)
        ):
            raise Invalid([Problem("/row", "unknown", _("There is no such row. Save the row first."))])
        return found, asked.key
    raise Invalid([Problem("/question", "unknown", _("This report has no such question for files."))])


def _rows(answers: dict[str, Any], key: str) -> list[Any]:
    rows = answers.get(key)
    return rows if isinstance(rows, list) else []


@transaction.atomic
def _change(draft: Submission, change: Callable[[dict[str, Any]], dict[str, Any]]) -> int:
    draft = lock_draft(draft)
    if draft.status != Status.DRAFT:
        raise WrongState
    changed = change(draft.answers)
    if changed != draft.answers:
        draft.answers = changed
        draft.revision += 1
        draft.save(update_fields=["answers", "revision", "saved_at", *hold(draft)])
    return int(draft.revision)


def with_file(answers: dict[str, Any], group: str, question: str, row: str, file_id: str) -> dict[str, Any]:
    """Return answers with a file named in its answer, once; with a `group`, in the row with that id."""
    if not group:
        return {**answers, question: _with(answers.get(question), file_id)}
    rows = [
        {**each, question: _with(each.get(question), file_id)}
        if isinstance(each, dict) and each.get("_id") == row
        else each
        for each in _rows(answers, group)
    ]
    return {**answers, group: rows}


def _with(value: Any, file_id: str) -> list[Any]:
    ids = value if isinstance(value, list) else []
    return ids if file_id in ids else [*ids, file_id]


def without_file(value: Any, file_id: str) -> Any:
    """Return answers without a file's id, wherever it stands, and without lists that it leaves empty."""
    if isinstance(value, dict):
        kept = {key: without_file(each, file_id) for key, each in value.items()}
        return {key: each for key, each in kept.items() if each != [] or value[key] == []}
    if isinstance(value, list):
        return [without_file(each, file_id) for each in value if each != file_id]
    return value
