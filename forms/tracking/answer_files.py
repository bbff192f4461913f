"""Files of an answer to an officer, which is sent as a whole: added at once, taken out once the answer is sent.

The form holds what is to be taken out, so that the officer keeps what was sent first until there is an answer.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpRequest, QueryDict

from forms.way.uploads import Asked, at_field, describe, removed, uploads
from workflows.actors import By
from workflows.attachments import add_attachment, remove_attachment
from workflows.definition import Group, Problem
from workflows.draft_files import with_file, without_file
from workflows.errors import Invalid
from workflows.models import Attachment, InformationRequest, Submission

# Ids of files that are no answer any more once the form is sent.
TAKEN_OUT = "taken-out"
Answers = dict[str, Any]


def with_new_files(
    report: Submission, waiting: InformationRequest, asked: Iterable[Asked], answers: Answers
) -> Answers:
    """Return answers with what was uploaded since the officer asked: nothing else holds on to it yet."""
    since = report.attachments.filter(removed_at=None, uploaded_at__gte=waiting.asked_at)
    places = places_of(asked)
    for file in since:
        group = places.get(file.question)
        if group is not None and bool(group) == bool(file.row):
            answers = with_file(answers, group, file.question, file.row, str(file.pk))
    return answers


def take_files(
    request: HttpRequest,
    report: Submission,
    waiting: InformationRequest,
    asked: list[Asked],
    answers: Answers,
    post: QueryDict,
    by: By,
) -> tuple[Answers, list[Problem]]:
    """Keep, describe and take out files as the form says; return the answers with it, and what was refused.

    `post` is what was posted, with an id for each row that a file was chosen in.
    """
    places = places_of(asked)
    describe(request, report, places)
    for file_id in removed(request):
        if report.attachments.filter(pk=file_id, uploaded_at__gte=waiting.asked_at).exists():
            remove_attachment(report, file_id)
    answers = with_new_files(report, waiting, asked, answers)
    answers = _without(answers, asked, taken_out(request, report))
    problems: list[Problem] = []
    for upload in uploads(request, asked, answers, post):
        try:
            file = add_attachment(
                report,
                question=upload.question,
                row=upload.row,
                name=upload.name,
                data=upload.content,
                by=by,
            )
        except Invalid as refused:
            problems += at_field(upload, refused)
        else:
            group = places[upload.question]
            answers = with_file(answers, group, upload.question, upload.row, str(file.pk))
    return answers, problems


def taken_out(request: HttpRequest, report: Submission) -> list[str]:
    """Return the ids of the report's files that the form takes out, now or before."""
    ids = {*request.POST.getlist(TAKEN_OUT), *removed(request)}
    return sorted(ids & shown_files(report).keys())


def _without(answers: Answers, asked: Iterable[Asked], file_ids: Iterable[str]) -> Answers:
    opened = {each.key: answers[each.key] for each in asked if each.key in answers}
    others = {key: value for key, value in answers.items() if key not in opened}
    for file_id in file_ids:
        opened = without_file(opened, file_id)
    return {**others, **opened}


def shown_files(report: Submission) -> dict[str, Attachment]:
    """Return the files of the report by id, to be drawn."""
    return {str(file.pk): file for file in report.attachments.filter(removed_at=None)}


def places_of(asked: Iterable[Asked]) -> dict[str, str]:
    """Return the questions for files among `asked`, by key, with the group that they are in, if any."""
    return dict(_places(asked))


def _places(asked: Iterable[Asked]) -> Iterator[tuple[str, str]]:
    for each in asked:
        inside, group = (each.questions, each.key) if isinstance(each, Group) else ((each,), "")
        yield from ((question.key, group) for question in inside if question.kind == "file")
