"""Answering the officer: the named questions as they were asked the first time, and nothing else."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from forms.days import day_of
from forms.fields import errors_of
from forms.way.answers import patch_of, pressed
from forms.way.places import language
from forms.way.showing import known_elsewhere
from forms.way.uploads import take_for_answer
from workflows import definition
from workflows.actions import provide_information
from workflows.actors import By, Role
from workflows.definition import Definition, Group, Problem, Question
from workflows.errors import Invalid, WorkflowError
from workflows.following import open_request
from workflows.models import InformationRequest, Submission


@dataclass(frozen=True)
class Answerer:
    """Who answers, where they come from and go back to, and where the report's pictures are for them.

    `entered` is what the page says when staff write down what the person answers (`forms/entering/`).
    """

    by: By
    back: str
    files_at: str
    entered: Any = None


def the_citizen() -> Answerer:
    """Return the citizen, who opened the report in this session."""
    back = reverse("reportforms:report")
    return Answerer(Role.CITIZEN, back, f"{back}files/")


def answer_page(request: HttpRequest, report: Submission, answerer: Answerer | None = None) -> HttpResponse:
    """Show the named questions, or take their answers and hand the report back to its reviewer."""
    who = answerer or the_citizen()
    waiting = open_request(report)
    if waiting is None:
        return redirect(who.back)
    asked = _asked(report, waiting)
    answers = {**report.answers, **_uploaded(report, waiting, asked)}
    if request.method != "POST":
        return _show(request, report, who, waiting, asked, answers, [])
    answers, problems = _posted(request, report, who, asked, answers)
    if problems or pressed(request.POST) != "continue":
        return _show(request, report, who, waiting, asked, answers, problems)
    given = {each.key: answers.get(each.key) for each in asked}
    try:
        provide_information(report, by=who.by, answers=given)
    except Invalid as invalid:
        return _show(request, report, who, waiting, asked, answers, invalid.problems)
    except WorkflowError:
        return redirect(who.back)
    return redirect(who.back)


def _asked(report: Submission, waiting: InformationRequest) -> list[Question | Group]:
    known = Definition.of(report.definition).asked
    return [known[key] for key in waiting.questions if key in known]


def _uploaded(
    report: Submission, waiting: InformationRequest, asked: list[Question | Group]
) -> dict[str, Any]:
    """Return file answers with what was uploaded since the officer asked: nothing else holds on to it yet."""
    since = list(report.attachments.filter(removed_at=None, uploaded_at__gte=waiting.asked_at))
    found = {}
    for each in asked:
        new = [str(file.pk) for file in since if file.question == each.key and not file.row]
        if isinstance(each, Question) and each.kind == "file" and new:
            before = report.answers.get(each.key) or []
            found[each.key] = [*before, *(one for one in new if one not in before)]
    return found


def _posted(
    request: HttpRequest,
    report: Submission,
    who: Answerer,
    asked: list[Question | Group],
    answers: dict[str, Any],
) -> tuple[dict[str, Any], list[Problem]]:
    patch = patch_of(asked, answers, request.POST)
    values, wrong = definition.check_patch(report.definition, patch, language())
    answers = {**answers, **values}
    files, refused = take_for_answer(request, report, asked, answers, who.by)
    return {**answers, **files}, [*wrong, *refused] if pressed(request.POST) == "continue" else refused


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
    items = [item for item in drawn if getattr(item, "key", None) in keys]
    page = {
        "report": report,
        "waiting": waiting,
        "due": day_of(waiting.due_on),
        "items": items,
        "errors": errors_of(items, problems),
        "files": {str(file.pk): file for file in report.attachments.filter(removed_at=None)},
        "files_at": who.files_at,
        "back": who.back,
        # Where a template of the way looks for it.
        "way": {"entered": who.entered} if who.entered else None,
        "known": known_elsewhere(items, answers),
    }
    return render(request, "forms/answer.html", page)
