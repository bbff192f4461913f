"""The one question right after sending a report: how easy was it? One press, once, and nobody has to."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import get_language

from workflows import definition
from workflows.definition import Definition, Question
from workflows.errors import WorkflowError
from workflows.models import Submission, Survey
from workflows.surveys.answering import answer_at_submission, was_answered
from workflows.surveys.inviting import open_survey


@dataclass(frozen=True)
class Asked:
    """The question as the page shows it; `answered` once it was."""

    name: str
    label: str
    choices: list[tuple[str, str]]
    answered: bool = False


def asked_about(report: Submission) -> Asked | None:
    """Return the question for the page after sending, or None where nothing is asked."""
    survey = open_survey(Survey.Moment.AT_SUBMISSION)
    question = _question(survey)
    if survey is None or question is None:
        return None
    language = (get_language() or "en").partition("-")[0]
    choices = [(each.token, definition.pick(each.label, language)) for each in question.choices]
    label = definition.pick(question.label, language)
    return Asked(question.key, label, choices, was_answered(report, survey))


def take(request: HttpRequest, report: Submission) -> bool:
    """Keep the pressed answer; whether one was there. What is not among the choices, or a second one, is let be."""
    survey = open_survey(Survey.Moment.AT_SUBMISSION)
    question = _question(survey)
    if survey is None or question is None or question.key not in request.POST:
        return False
    answers = {question.key: request.POST[question.key][:60]}
    try:
        answer_at_submission(report, survey, answers, get_language() or "en")
    except WorkflowError:
        return False
    return True


def _question(survey: Survey | None) -> Question | None:
    version = survey.current_version if survey else None
    if version is None:
        return None
    asked = list(Definition.of(version.definition).asked.values())
    return asked[0] if asked and isinstance(asked[0], Question) else None
