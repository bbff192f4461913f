"""What no longer counts is wiped when a report is sent: words and files go, the places are kept, with the moment.

Later nothing that was sent is wiped: a file that is no answer any more is kept and marked, for an officer has seen it.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.timezone import now

from workflows.attachments import private
from workflows.definition import Definition, Group, Outcome, Question
from workflows.models import Attachment, Submission

# In place of a key that the definition does not have: a client's key could be anything, words of the person too.
UNKNOWN = "?"


def wiped_places(submission: Submission, outcome: Outcome, at: datetime) -> dict[str, str]:
    """Return the place of each answer that does not count, as a JSON Pointer, with the moment it was wiped."""
    return dict.fromkeys(places_of(submission, outcome), at.isoformat())


def places_of(submission: Submission, outcome: Outcome) -> list[str]:
    """Return the place of each answer that does not count, as a JSON Pointer."""
    asked = Definition.of(submission.definition).asked
    return [_place(asked, path) for path in sorted(outcome.dropped)]


def _place(asked: Mapping[str, Question | Group], path: str) -> str:
    """Return the pointer with each key that nobody asked for made unreadable."""
    key, *rest = path.removeprefix("/").split("/")
    group = asked.get(key)
    if group is None:
        return f"/{UNKNOWN}"
    inside = {each.key for each in group.questions} if isinstance(group, Group) else set()
    return "/".join(["", key, *(part if part.isdecimal() or part in inside else UNKNOWN for part in rest)])


def wipe_files(submission: Submission, outcome: Outcome) -> int:
    """Delete the files that no answer of the report holds on to any more; return how many.

    Those are files of questions that are not visible, of rows that are gone, and files that were taken out. What
    is stored goes once the transaction is in; where that is cut off, the housekeeping finds files without a row.
    """
    files = list(submission.attachments.all())
    asked = {f"/{key}" for key in outcome.visible} | (_in_rows(submission, outcome) if files else set())
    gone = [file for file in files if file.removed_at or f"{file.row}/{file.question}" not in asked]
    wipe(gone)
    return len(gone)


def wipe(files: list[Attachment]) -> None:
    """Delete rows of files, and what is stored of them once the transaction is in."""
    if files:
        Attachment.objects.filter(pk__in=[file.pk for file in files]).delete()
        transaction.on_commit(partial(_delete_stored, [*_stored(files)]))


def settle_files(submission: Submission, *, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    """Mark the files that the answers named and name no more; wipe those that were taken out before they were sent."""
    sent = [answers for (answers,) in submission.answer_sets.values_list("answers")]
    known = set[str]().union(*(named_files(submission, answers) for answers in sent))
    loose = [file for file in submission.attachments.exclude(removed_at=None) if str(file.pk) not in known]
    wipe(loose)
    gone = named_files(submission, before) - named_files(submission, after)
    if gone:
        submission.attachments.filter(pk__in=gone, removed_at=None).update(removed_at=now())


def named_files(submission: Submission, answers: Mapping[str, Any]) -> set[str]:
    """Return the ids of files that answers name, in rows of groups too."""
    ids: set[str] = set()
    for key, asked in Definition.of(submission.definition).asked.items():
        value = answers.get(key)
        rows = value if isinstance(asked, Group) and isinstance(value, list) else [{key: value}]
        inside = asked.questions if isinstance(asked, Group) else (asked,)
        for question in (each for each in inside if each.kind == "file"):
            lists = (row.get(question.key) for row in rows if isinstance(row, dict))
            ids.update(
                one for each in lists if isinstance(each, list) for one in each if isinstance(one, str)
            )
    return ids


def _in_rows(submission: Submission, outcome: Outcome) -> set[str]:
    """Return `row/question` for each visible question of each row, the row by its id."""
    groups = [each for each in Definition.of(submission.definition).asked.values() if isinstance(each, Group)]
    return {
        f"{row.get('_id')}/{question.key}"
        for group in groups
        for index, row in enumerate(outcome.kept.get(group.key) or [])
        for question in group.questions
        if f"{group.key}/{index}/{question.key}" in outcome.visible
    }


def _stored(files: Iterable[Attachment]) -> Iterator[str]:
    for file in files:
        yield from (path for path in (file.original, file.copy, file.thumbnail) if path)


def _delete_stored(paths: Iterable[str]) -> None:
    for path in paths:
        private().delete(path)
