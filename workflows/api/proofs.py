"""An e-mail address of a draft, proved over the API: a code is asked for, then given back."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router

from workflows import drafts, proving
from workflows.api import bodies, shapes
from workflows.api.answers import answers
from workflows.api.drafts import BY_TOKEN, open_draft, state_of
from workflows.api.limits import address_of
from workflows.api.once import once
from workflows.api.refusals import Unprocessable, unknown
from workflows.api.replies import language_of, moment, reply
from workflows.definition import Definition, Group, Problem, Question
from workflows.models import Submission

router = Router(tags=["Drafts"])


@router.post(
    "/drafts/{draft_id}/email-proof",
    auth=BY_TOKEN,
    summary="Ask for a code",
    response=answers({202: shapes.CodeOut}, 401, 404, 409, 413, 415, 422, 429),
)
@once
def ask(request: HttpRequest, draft_id: str, body: bodies.AddressToProve) -> HttpResponse:
    """Have a six-digit code mailed to the address that stands in an answer. A new code ends the one before."""
    draft = open_draft(request, draft_id)
    address = _address(draft, body.question, body.row)
    drafts.speak(draft, language_of(request))
    until = proving.ask_for_code(draft, address, visitor=address_of(request))
    return reply({"question": body.question, "row": body.row, "expires_at": moment(until)}, 202)


@router.post(
    "/drafts/{draft_id}/email-proof/confirm",
    auth=BY_TOKEN,
    summary="Prove an address",
    response=answers({200: shapes.DraftOut}, 401, 404, 409, 413, 415, 422),
)
@once
def confirm(request: HttpRequest, draft_id: str, body: bodies.EmailCode) -> HttpResponse:
    """Give the code back. The draft comes with what still blocks sending: a proved address does no more."""
    draft = open_draft(request, draft_id)
    try:
        proving.confirm_code(draft, body.code)
    except proving.NotProved as problem:
        raise Unprocessable(
            str(problem), problems=[Problem("/code", problem.code, str(problem))]
        ) from problem
    return state_of(draft, language_of(request))


def _address(draft: Submission, key: str, row: str) -> str:
    """Return the valid address that stands in an answer, or refuse the call with what is wrong."""
    question, value = _asked(draft, key, row)
    if question is None or question.kind != proving.KIND:
        raise unknown("question", _("There is no question for a proved e-mail address with this key."))
    if not proving.is_address(question, value):
        sentence = _("Save a whole e-mail address first, then ask for a code.")
        raise Unprocessable(sentence, problems=[Problem("/question", "no_address", sentence)])
    return str(value)


def _asked(draft: Submission, key: str, row: str) -> tuple[Question | None, Any]:
    for asked in Definition.of(draft.definition).asked.values():
        value = draft.answers.get(asked.key)
        if isinstance(asked, Question) and asked.key == key and not row:
            return asked, value
        if isinstance(asked, Group) and row and (found := _in_row(asked, value, key, row)):
            return found
    return None, None


def _in_row(group: Group, rows: Any, key: str, row: str) -> tuple[Question, Any] | None:
    question = next((each for each in group.questions if each.key == key), None)
    listed = rows if isinstance(rows, list) else []
    those = [each for each in listed if isinstance(each, dict) and each.get("_id") == row]
    return (question, those[0].get(key)) if question and those else None
