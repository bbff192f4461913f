"""Survey pages: what a survey is about, a step with its questions, all questions for the preview."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from forms.fields import errors_of
from forms.surveys.compile import compile_survey
from forms.way.showing import known_elsewhere
from workflows import definition
from workflows.definition import Definition, Problem, Step
from workflows.models import Survey, SurveyInvitation

if TYPE_CHECKING:
    from forms.surveys.models import SurveyPage


def about(survey: Survey | None) -> dict[str, Any]:
    """Return what the public page of a survey shows."""
    version = survey.current_version if survey else None
    body = version.definition if version else {}
    return {
        "privacy": privacy_of(body),
        "by_code": survey is not None and survey.moment == Survey.Moment.AFTER_DECISION,
        "open": survey is not None and survey.is_open,
        "minutes": body["start"]["minutes"] if body else 0,
    }


def privacy_of(body: Mapping[str, Any]) -> dict[str, str]:
    """Return the frozen privacy notice in the active language."""
    privacy = body.get("privacy") or {}
    return {
        name: definition.pick(text, _language()) if isinstance(text, dict) else text
        for name, text in privacy.items()
    }


def step_page(
    request: HttpRequest,
    invitation: SurveyInvitation,
    found: Step,
    steps: Sequence[str],
    problems: Sequence[Problem] = (),
    posted: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Show a step with what is saved in it, or with what was posted and has to be mended."""
    body = invitation.version.definition
    answers = {
        **invitation.answers,
        **{key: value for key, value in (posted or {}).items() if value is not None},
    }
    items = definition.fields_of_step(body, found.key, answers, _language(), problems)
    place = steps.index(found.key) if found.key in steps else 0
    page = {
        "title": definition.pick(found.title, _language()),
        "intro": definition.pick(found.intro, _language()),
        "survey": definition.pick(body["title"], _language()),
        "items": items,
        "errors": errors_of(items, problems),
        "known": known_elsewhere(body, items, answers),
        "number": place + 1,
        "count": len(steps),
        "before": steps[place - 1] if place else "",
        "is_last": place == len(steps) - 1,
    }
    return render(request, "forms/surveys/step.html", page, status=422 if problems else 200)


def preview(page: "SurveyPage") -> dict[str, Any]:
    """Return every step with its questions, as the draft has them."""
    source = page.source or page
    draft = page if source is page else source.get_latest_revision_as_object()
    body = compile_survey(draft)
    return {
        "summary": page.summary,
        "privacy": privacy_of(body),
        "steps": [
            {
                "title": definition.pick(each.title, _language()),
                "intro": definition.pick(each.intro, _language()),
                "items": definition.fields_of_step(body, each.key, {}, _language()),
            }
            for each in Definition.of(body).steps
        ],
    }


def _language() -> str:
    return (get_language() or "en").partition("-")[0]
