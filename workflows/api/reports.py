"""A report as its citizen follows it over the API: opened by number and code, answered, added to, taken back."""

from datetime import timedelta
from typing import Annotated, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from ninja import File, Form, Header, Router, UploadedFile

from pdf.render import RenderFailed, RenderTimeout
from workflows import definition, following, secrets
from workflows.actions import provide_information, withdraw_report
from workflows.actors import Role
from workflows.api import bodies, shapes
from workflows.api.answers import answers, of_type
from workflows.api.desk import answers_in_words, find_report
from workflows.api.drafts import attachment, content_of, refused_file
from workflows.api.expand import asked_parts, expands, with_parts
from workflows.api.keys import ReadingToken, ReportToken, Staff, caller, reader_of
from workflows.api.limits import address_of
from workflows.api.once import once
from workflows.api.refusals import NotFound, NotReady, Unavailable
from workflows.api.replies import ROOT, bytes_reply, language_of, moment, reply, version_reference
from workflows.attachments import add_attachment
from workflows.attempts import check_attempts, note_attempt
from workflows.copies import official_copy, unofficial_copy
from workflows.errors import Invalid
from workflows.history import record_read
from workflows.models import Submission
from workflows.numbering import read_temporary_number
from workflows.supplements import add_supplement, takes_supplements

router = Router(tags=["Reports"])
BY_TOKEN, TO_READ = ReportToken(), ReadingToken()
PDF = "application/pdf"
PARTS = ("answers", "definition", "schema")
_ACTIONS = {
    "provide_information": ("answers", _("Answer the officer")),
    "message": ("messages", _("Write to the officer")),
    "supplement": ("supplements", _("Add to the report")),
    "withdraw": ("withdrawal", _("Take the report back")),
}


@router.post(
    "/access",
    summary="Open a report by number and code",
    response=answers({200: shapes.Token}, 404, 413, 415, 422, 429),
)
def access(request: HttpRequest, body: bodies.NumberAndCode) -> HttpResponse:
    """Give an hour's token. Unknown number, wrong code, malformed code and expired are one and the same 404."""
    address = address_of(request)
    check_attempts("address", address, most=settings.WRONG_CODES_PER_ADDRESS)
    token = following.open_report(body.number, body.code)
    if token is None:
        note_attempt("address", address)
        raise NotFound(_("Check the number and the code. No report has these two together."))
    ends = now() + timedelta(seconds=secrets.REPORT_TOKEN_SECONDS)
    return reply({"token": token, "expires_at": moment(ends)})


@router.get(
    "/reports/{number}",
    auth=TO_READ,
    summary="How it stands",
    response=answers({200: shapes.ReportOut}, 401, 403, 404, 422),
)
@expands(*PARTS)
def read(request: HttpRequest, number: str) -> HttpResponse:
    """Say how the report stands, what happened, and what the caller may do here now: staff act on the desk."""
    asked, language = asked_parts(request, PARTS), language_of(request)
    report = _readable(request, number)
    view = citizen_resource(report, language)
    parts = {
        "answers": lambda: _answers(report, language),
        "definition": lambda: report.definition,
        "schema": lambda: definition.answers_schema(report.definition, language),
    }
    told = with_parts(view, asked, parts)
    return reply({**told, "actions": []} if isinstance(caller(request), Staff) else told)


@router.get(
    "/reports/{number}/answers",
    auth=TO_READ,
    summary="What was answered",
    response=answers({200: shapes.AnswersOut}, 401, 403, 404),
)
def answered(request: HttpRequest, number: str) -> HttpResponse:
    """Give the answers of the report, by key and in words."""
    report = _readable(request, number, what="answers")
    return reply(_answers(report, language_of(request)))


def _answers(report: Submission, language: str) -> dict[str, Any]:
    return {"answers": report.answers, "parts": answers_in_words(report, language)}


@router.post(
    "/reports/{number}/answers",
    auth=BY_TOKEN,
    summary="Answer the officer",
    response=answers({200: shapes.ReportOut}, 401, 404, 409, 413, 415, 422),
)
@once
def answer(request: HttpRequest, number: str, body: bodies.AnswersIn) -> HttpResponse:
    """Answer the questions that the officer opened again; only those are open."""
    report = _own(request, number)
    provide_information(report, by=Role.CITIZEN, answers=body.answers)
    return _view(_own(request, number), language_of(request))


@router.post(
    "/reports/{number}/attachments",
    auth=BY_TOKEN,
    summary="Add a file that the officer asked for",
    response=answers({201: shapes.AttachmentOut}, 401, 404, 409, 413, 415, 422),
)
@once
def upload(
    request: HttpRequest,
    number: str,
    file: Annotated[UploadedFile, File(description="A photo (JPEG, PNG, HEIC, WebP) or a PDF.")],
    question: Annotated[bodies.Text, Form(max_length=60)],
    row: Annotated[bodies.Text, Form("", max_length=40)],
) -> HttpResponse:
    """Keep a file for a question that is open again; its id then goes into the answers."""
    report = _own(request, number)
    content, name = content_of(file), file.name or ""
    try:
        kept = add_attachment(report, question=question, row=row, name=name, data=content)
    except Invalid as refused:
        raise refused_file(refused) from refused
    return reply(attachment(kept), 201)


@router.post(
    "/reports/{number}/messages",
    auth=BY_TOKEN,
    summary="Write to the officer",
    response=answers({201: shapes.ReportOut}, 401, 404, 409, 413, 415, 422),
)
@once
def message(request: HttpRequest, number: str, body: bodies.MessageIn) -> HttpResponse:
    """Add a message to the conversation."""
    report = _own(request, number)
    following.add_message(report, text=body.text)
    return _view(report, language_of(request), 201)


@router.post(
    "/reports/{number}/supplements",
    auth=BY_TOKEN,
    summary="Add to an approved report",
    response=answers({201: shapes.SentOut}, 401, 404, 409, 413, 415, 422),
)
def supplement(
    request: HttpRequest,
    number: str,
    body: bodies.Supplement,
    idempotency_key: Annotated[
        str | None,
        Header(None, max_length=255, description="Without it, the same text is taken once."),
    ],
) -> HttpResponse:
    """Send a supplement: a report of its own, with its own number and code, that names its parent."""
    parent = _own(request, number)
    text_key = secrets.keyed_hash("supplement", body.text.strip())
    sent = add_supplement(parent, text=body.text, key=idempotency_key or f"supplement {text_key}")
    return reply(
        {
            "temporary_number": sent.temporary_number,
            "access_code": sent.access_code,
            "status": sent.submission.status,
            "due_on": sent.due_on.isoformat() if sent.due_on else None,
            "links": {
                "access": f"{ROOT}/access",
                "report": f"{ROOT}/reports/{sent.temporary_number}",
                "parent": f"{ROOT}/reports/{parent.temporary_number}",
            },
        },
        201,
    )


@router.post(
    "/reports/{number}/withdrawal",
    auth=BY_TOKEN,
    summary="Take the report back",
    response=answers({200: shapes.ReportOut}, 401, 404, 409, 413, 415, 422),
)
@once
def withdraw(request: HttpRequest, number: str, body: bodies.Withdrawal | None = None) -> HttpResponse:
    """End the review. The report is kept, but not filed."""
    report = _own(request, number)
    withdraw_report(report, by=Role.CITIZEN, reason=body.reason if body else "")
    return _view(_own(request, number), language_of(request))


@router.get(
    "/reports/{number}/copies/unofficial.pdf",
    auth=TO_READ,
    summary="The unofficial copy",
    response=answers({200: None}, 401, 403, 404, 503),
    openapi_extra=of_type(200, PDF, "The report as it stands now, marked as unofficial"),
)
def unofficial(request: HttpRequest, number: str) -> HttpResponse:
    """Give a copy of the report as it stands now."""
    report = _readable(request, number, what="copy")
    try:
        content = unofficial_copy(report)
    except (RenderFailed, RenderTimeout) as problem:
        raise Unavailable from problem
    return bytes_reply(content, PDF, f"{report.temporary_number}.pdf")


@router.get(
    "/reports/{number}/copies/official.pdf",
    auth=TO_READ,
    summary="The official copy",
    response=answers({200: None}, 401, 403, 404),
    openapi_extra=of_type(200, PDF, "The sealed copy; 404 with code not_ready until it is made"),
)
def official(request: HttpRequest, number: str) -> HttpResponse:
    """Give the sealed official copy, once it is made."""
    report = _readable(request, number, what="copy")
    content = official_copy(report)
    if content is None:
        raise NotReady
    return bytes_reply(content, PDF, f"{report.permanent_number}.pdf")


def _readable(request: HttpRequest, number: str, *, what: str = "report") -> Submission:
    """Return the citizen's own report; for staff the one they may see, by either number, and note that they read it."""
    if not isinstance(caller(request), Staff):
        return _own(request, number)
    user = reader_of(request)
    report = find_report(user, number)
    record_read(report, by=user, what=what)
    return report


def _own(request: HttpRequest, number: str) -> Submission:
    """Return the report that the token opens, as it is now, when it is the one that the address names."""
    known: Submission = caller(request)
    if read_temporary_number(number) != known.temporary_number:
        raise NotFound
    rows = Submission.objects.select_related("form_version", "report_type__policy", "rejection_reason")
    return rows.get(pk=known.pk)


def _view(report: Submission, language: str, status: int = 200) -> HttpResponse:
    return reply(citizen_resource(report, language), status)


def citizen_resource(report: Submission, language: str) -> dict[str, Any]:
    """Return the citizen's view with where each copy and action is."""
    here = f"{ROOT}/reports/{report.temporary_number}"
    view = following.citizen_view(report, language)
    for document in view["documents"]:
        document["href"] = f"{here}/copies/{document['kind']}.pdf"
    version = version_reference(report.form_version)["href"]
    view["links"] = {
        "self": here,
        "answers": f"{here}/answers",
        "definition": version,
        "schema": f"{version}/answers.schema.json",
    }
    names = [*view["actions"], *(["supplement"] if takes_supplements(report) else [])]
    view["actions"] = [
        {"name": name, "title": str(_ACTIONS[name][1]), "href": f"{here}/{_ACTIONS[name][0]}"}
        for name in names
        if name in _ACTIONS
    ]
    return view
