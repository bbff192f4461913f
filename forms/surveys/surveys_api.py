"""Surveys over the API: what is asked, an answer by code or right after sending, results for staff."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import BaseModel, Field

from forms.surveys.scrubbing import without_personal
from workflows import definition
from workflows.api import bodies
from workflows.api.answers import answers
from workflows.api.drafts import BY_TOKEN, as_uuid
from workflows.api.keys import StaffToken, caller, staff_of
from workflows.api.limits import address_of
from workflows.api.once import once
from workflows.api.refusals import Conflict, Forbidden, NotFound, Unprocessable
from workflows.api.replies import ROOT, language_of, reply, version_reference
from workflows.api.shapes import DefinitionReference
from workflows.attempts import check_attempts, note_attempt
from workflows.drafts import find_draft
from workflows.errors import Invalid
from workflows.models import Status, Submission, Survey
from workflows.surveys import answering
from workflows.surveys.groups import GROUPS
from workflows.surveys.results import QuestionResult, Rate, results_of

router = Router(tags=["Surveys"])
MOST_WRONG = 20
GROUPED = "`type`, `unit`, `language` or `quarter`."


class SurveyOut(BaseModel):
    """A survey that is asked now."""

    key: str = Field(examples=["after-the-decision"])
    title: str
    summary: str
    moment: str = Field(description="`at_submission` or `after_decision`.")
    minutes: int
    definition: DefinitionReference
    links: dict[str, str]


class SurveysOut(BaseModel):
    """The surveys that are asked now."""

    items: list[SurveyOut]
    next: str | None


class ResponseIn(bodies.Body):
    """Answers by key. `code` is the one from the message; text answers lose what would say who somebody is."""

    code: bodies.Text = Field(max_length=60, examples=["7KQM-2W9X-HT4D-0R6C"])
    answers: bodies.Answers


class AtSubmissionIn(bodies.Body):
    """The one answer right after sending."""

    answers: bodies.Answers = Field(examples=[{"ease": "score_5"}])


class Kept(BaseModel):
    """The answers are kept, without who."""

    status: str = Field(examples=["kept"])
    definition: DefinitionReference


class RowOut(BaseModel):
    """One choice; null is hidden."""

    token: str
    title: str
    count: int | None
    percent: int | None
    by: list[int | None]


class QuestionOut(BaseModel):
    """One question with its choices, in all and by group."""

    key: str
    title: str
    n: int | None
    by_n: list[int | None]
    mean: float | None
    by_mean: list[float | None]
    choices: list[RowOut]


class RateOut(BaseModel):
    """How many were asked and answered; null is hidden."""

    title: str
    sent: int | None
    refused: int | None
    answered: int | None
    percent: int | None


class ResultsOut(BaseModel):
    """Results; cells under five are null, and others that would give those away."""

    key: str
    n: int | None
    grouped_by: str
    groups: list[str]
    rate: RateOut
    rates: list[RateOut]
    questions: list[QuestionOut]


@router.get("/surveys", summary="Surveys", response=answers({200: SurveysOut}))
def surveys(request: HttpRequest) -> HttpResponse:
    """List the surveys that are asked now; the body at `definition.href` has the questions."""
    found = Survey.objects.select_related("current_version").filter(is_open=True)
    return reply({"items": [_survey(each, language_of(request)) for each in found], "next": None})


@router.get("/surveys/{key}", summary="A survey", response=answers({200: SurveyOut}, 404))
def survey(request: HttpRequest, key: str) -> HttpResponse:
    """Give one survey that is asked now."""
    return reply(_survey(_open(key), language_of(request)))


@router.post(
    "/surveys/{key}/responses",
    summary="Answer by code",
    response=answers({201: Kept}, 404, 409, 413, 415, 422, 429),
)
@once
def respond(request: HttpRequest, key: str, body: ResponseIn) -> HttpResponse:
    """Keep answers, once a code. Unknown, used and expired codes are one and the same 404."""
    address, language = address_of(request), language_of(request)
    check_attempts("survey", address, most=MOST_WRONG)
    invitation = answering.find_invitation(body.code)
    if invitation is None or invitation.survey.key != key:
        note_attempt("survey", address)
        raise NotFound
    given = without_personal(invitation.version.definition, body.answers)
    invitation, problems = answering.save_answers(invitation, given, language)
    if problems:
        raise Unprocessable(problems=problems)
    try:
        response = answering.finish(invitation, language)
    except Invalid as refused:
        raise Unprocessable(problems=refused.problems) from refused
    return reply({"status": "kept", "definition": version_reference(response.version)}, 201)


@router.post(
    "/drafts/{draft_id}/survey",
    auth=BY_TOKEN,
    summary="Say how easy it was",
    response=answers({201: Kept}, 401, 404, 409, 413, 415, 422),
)
@once
def at_submission(request: HttpRequest, draft_id: str, body: AtSubmissionIn) -> HttpResponse:
    """Keep the one answer about sending this report: once, and without the report. The draft must be sent."""
    report = _sent(request, draft_id)
    found = Survey.objects.select_related("current_version").filter(
        moment=Survey.Moment.AT_SUBMISSION, is_open=True, current_version__isnull=False
    )
    asked = found.first()
    if asked is None or asked.current_version is None:
        raise NotFound
    given = without_personal(asked.current_version.definition, body.answers)
    try:
        response = answering.answer_at_submission(report, asked, given, language_of(request))
    except Invalid as refused:
        raise Unprocessable(problems=refused.problems) from refused
    return reply({"status": "kept", "definition": version_reference(response.version)}, 201)


@router.get(
    "/surveys/{key}/results",
    auth=StaffToken("desk:read"),
    summary="Results",
    response=answers({200: ResultsOut}, 401, 403, 404, 422),
)
def results(
    request: HttpRequest,
    key: str,
    by: Annotated[bodies.Text, Query("", max_length=20, description=GROUPED)],
) -> HttpResponse:
    """Give the results, for those who may see them; each hidden cell is null."""
    if not staff_of(request).has_perm("workflows.view_survey"):
        raise Forbidden
    if by and by not in GROUPS:
        raise Unprocessable(problems=[definition.Problem("/by", "choice", f"{', '.join(GROUPS)}")])
    found = Survey.objects.select_related("current_version").filter(key=key).first()
    if found is None:
        raise NotFound
    told = results_of(found, by, language_of(request))
    return reply(
        {
            "key": found.key,
            "n": told.n,
            "grouped_by": by,
            "groups": told.groups,
            "rate": _rate(told.rate),
            "rates": [_rate(each) for each in told.rates],
            "questions": [_question(each) for each in told.questions],
        }
    )


def _open(key: str) -> Survey:
    found = Survey.objects.select_related("current_version").filter(
        key=key, is_open=True, current_version__isnull=False
    )
    survey = found.first()
    if survey is None:
        raise NotFound
    return survey


def _survey(found: Survey, language: str) -> dict[str, Any]:
    version = found.current_version
    body = version.definition if version else {}
    answers_at = (
        f"{ROOT}/surveys/{found.key}/responses"
        if found.moment == Survey.Moment.AFTER_DECISION
        else f"{ROOT}/drafts/{{id}}/survey"
    )
    return {
        "key": found.key,
        "title": definition.pick(body["title"], language),
        "summary": definition.pick(body["summary"], language),
        "moment": found.moment,
        "minutes": body["start"]["minutes"],
        "definition": version_reference(version),
        "links": {"answers": answers_at},
    }


def _sent(request: HttpRequest, draft_id: str) -> Submission:
    """Return the report that a draft became, for who has the draft's token."""
    found = find_draft(as_uuid(draft_id), caller(request))
    if found is None:
        raise NotFound
    if found.status == Status.DRAFT:
        raise Conflict
    return found


def _rate(rate: Rate) -> dict[str, Any]:
    return {
        "title": rate.title,
        "sent": rate.sent,
        "refused": rate.refused,
        "answered": rate.answered,
        "percent": rate.percent,
    }


def _question(each: QuestionResult) -> dict[str, Any]:
    return {
        "key": each.key,
        "title": each.label,
        "n": each.n,
        "by_n": each.by_n,
        "mean": each.mean,
        "by_mean": each.by_mean,
        "choices": [
            {"token": row.token, "title": row.label, "count": row.count, "percent": row.share, "by": row.by}
            for row in each.rows
        ],
    }
