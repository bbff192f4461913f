"""Answering the officer: the named questions as they were asked the first time, and nothing else."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from forms.answers import with_files
from forms.days import day_of
from forms.fields import errors_of
from forms.tracking.answer_files import shown_files, take_files, taken_out, with_new_files
from forms.way.answers import patch_of, pressed, with_rows_of_files
from forms.way.places import language
from forms.way.showing import known_elsewhere
from workflows import definition
from workflows.actions import provide_information
from workflows.actors import By, Role
from workflows.definition import Definition, FieldGroup, Group, Problem, Question
from workflows.definition.visibility import view_of
from workflows.errors import Invalid, WorkflowError
from workflows.following import open_request
from workflows.models import InformationRequest, Submission


@dataclass(frozen=True)
class Answerer:
    """Who answers, where they come from and go back to, and where the report's pictures are for them.

    `entered` is what the page says when staff write down what the person answers (`forms/entering/`), and `channel`
    how that came in.
    """

    by: By
    back: str
    files_at: str
    entered: Any = None
    channel: str = ""


def the_citizen() -> Answerer:
    """Return the citizen, who opened the report in this session."""
    back = reverse("reportforms:report")
    return Answerer(Role.CITIZEN, back, f"{back}files/")


def answer_page(request: HttpRequest, report: Submission, answerer: Answerer | None = None) -> HttpResponse:
    """Show the named questions, or take their answers and hand the report back to its reviewer."""
    who = answerer or the_citizen()
    waiting = open_request(report)
    if waiting is None:
        return _too_late(request, report, who) if request.method == "POST" else redirect(who.back)
    asked = _asked(report, waiting)
    answers = with_new_files(report, waiting, asked, report.answers)
    if request.method != "POST":
        return _show(request, report, who, waiting, asked, answers, [])
    answers, problems = _posted(request, report, who, waiting, asked, answers)
    if problems or pressed(request.POST) != "continue":
        return _show(request, report, who, waiting, asked, answers, problems)
    # What another answer hides now is not sent: the report keeps what it had, or lets go of it.
    seen = view_of(Definition.of(report.definition), answers).visible
    given = {each.key: (answers if each.key in seen else report.answers).get(each.key) for each in asked}
    try:
        provide_information(report, by=who.by, answers=given, channel=who.channel)
    except Invalid as invalid:
        return _show(request, report, who, waiting, asked, answers, invalid.problems)
    except WorkflowError:
        return _too_late(request, report, who)
    return redirect(who.back)


def _too_late(request: HttpRequest, report: Submission, who: Answerer) -> HttpResponse:
    """Say that the question is not open any more, with what was typed: somebody else answered, or its time is over.

    A form that is sent again, by a double click or by the browser, has nothing that is not with the report.
    """
    waiting = report.information_requests.last()
    asked = _asked(report, waiting) if waiting is not None else []
    posted = patch_of(asked, report.answers, request.POST)
    typed, _wrong = definition.check_patch(report.definition, posted, language())
    report.refresh_from_db(fields=["answers", "status"])
    lost = {key for key, value in typed.items() if _said(report.answers.get(key)) != _said(value)}
    if not lost:
        return redirect(who.back)
    shown = definition.present(report.definition, {**report.answers, **typed}, language())
    rows = [replace(part, rows=[row for row in part.rows if row.key in lost]) for part in shown]
    page = {
        "parts": [with_files(part, shown_files(report)) for part in rows if part.rows],
        "files_at": who.files_at,
        "back": who.back,
        "way": {"entered": who.entered} if who.entered else None,
    }
    return render(request, "forms/answered_meanwhile.html", page, status=409)


def _said(value: Any) -> Any:
    """Return an answer without the ids of its rows: a row that is new gets another one each time."""
    if not isinstance(value, list):
        return value
    return [
        {key: each for key, each in row.items() if key != "_id"} if isinstance(row, dict) else row
        for row in value
    ]


def _asked(report: Submission, waiting: InformationRequest) -> list[Question | Group]:
    known = Definition.of(report.definition).asked
    return [known[key] for key in waiting.questions if key in known]


def _posted(
    request: HttpRequest,
    report: Submission,
    who: Answerer,
    waiting: InformationRequest,
    asked: list[Question | Group],
    answers: dict[str, Any],
) -> tuple[dict[str, Any], list[Problem]]:
    post = with_rows_of_files(asked, request.POST, request.FILES)
    patch = patch_of(asked, answers, post)
    values, wrong = definition.check_patch(report.definition, patch, language())
    answers, refused = take_files(request, report, waiting, asked, {**answers, **values}, post, who.by)
    return answers, [*wrong, *refused] if pressed(request.POST) == "continue" else refused


def _show(
    request: HttpRequest,
    report: Submission,
    who: Answerer,
    waiting: InformationRequest,
    asked: list[Question | Group],
    answers: dict[str, Any],
    problems: list[Problem],
) -> HttpResponse:
    steps = Definition.of(report.definition).steps
    drawn = [
        item
        for step in steps
        for item in definition.fields_of_step(report.definition, step.key, answers, language(), problems)
    ]
    keys = {each.key for each in asked}
    named = pressed(request.POST)
    items = [_with_open_row(item, named) for item in drawn if getattr(item, "key", None) in keys]
    page = {
        "report": report,
        "waiting": waiting,
        "due": day_of(waiting.due_on),
        "items": items,
        "errors": errors_of(items, problems),
        "files": shown_files(report),
        "taken_out": taken_out(request, report),
        "files_at": who.files_at,
        "back": who.back,
        # Where a template of the way looks for it.
        "way": {"entered": who.entered} if who.entered else None,
        "channel": who.channel,
        "known": known_elsewhere(report.definition, items, answers),
    }
    return render(request, "forms/answer.html", page)


def _with_open_row(item: Any, button: str) -> Any:
    """Return a group with the row open in which the pressed button is; all else as it is."""
    if not isinstance(item, FieldGroup):
        return item
    rows = [
        replace(row, worked_on=button.startswith(f"upload-{item.name}-{row.index}-")) for row in item.rows
    ]
    return replace(item, rows=rows)
