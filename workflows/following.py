"""A report as its citizen follows it: opened by number and code, shown in plain words, added to, taken back.

Pages and the API both come in here. Unknown number, wrong code and malformed code are one answer.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _

from workflows import definition, secrets
from workflows.actors import Role
from workflows.attempts import check_attempts, note_attempt
from workflows.definition import Problem
from workflows.definition.texts import can_be_kept, plain
from workflows.errors import Invalid, WrongState
from workflows.history import record
from workflows.letters import address_of
from workflows.links import ask_for_link, find_link, use_link
from workflows.models import EmailLink, Event, InformationRequest, Message, Status, Submission
from workflows.numbering import read_temporary_number
from workflows.transitions import ACTIONS, actions_from

# States in which the citizen may still write to the officer.
WRITABLE = (
    Status.SUBMITTED,
    Status.UNDER_REVIEW,
    Status.INFORMATION_REQUESTED,
    Status.REJECTED,
    Status.APPROVED,
)
MOST_MESSAGES_AN_HOUR = 20
LONGEST_MESSAGE = 4000
_NOBODY = "0" * 64


def open_report(number: str, code: str) -> str | None:
    """Return an hour's token for the report, or None for whatever does not fit.

    Raises `TooMany` after ten wrong codes on one number in 15 minutes, whether the number exists or not.
    """
    spelled = read_temporary_number(number)
    on = spelled or secrets.fold(number)[:40]
    check_attempts("access", on)
    report = Submission.objects.filter(temporary_number=spelled).first() if spelled else None
    stored = report.access_code_hash if report is not None else None
    fits = secrets.same(stored or _NOBODY, secrets.code_hash("access", code))
    if report is None or stored is None or not fits:
        note_attempt("access", on)
        return None
    return secrets.report_token(report.pk, stored)


def report_of(token: str) -> Submission | None:
    """Return the report that a token opens, or None when it is forged, expired or its code was renewed."""
    read = secrets.read_report_token(token)
    if read is None:
        return None
    rows = Submission.objects.select_related("form_version", "report_type__policy", "rejection_reason")
    report: Submission | None = rows.filter(pk=read[0]).exclude(status=Status.DRAFT).first()
    if report is None or not secrets.same((report.access_code_hash or "")[:16], read[1]):
        return None
    return report


def send_me_a_link(number: str, address: str) -> None:
    """Have a link sent when number and address belong together. Nobody is told whether they do."""
    spelled = read_temporary_number(number)
    report = Submission.objects.filter(temporary_number=spelled).first() if spelled else None
    known = address_of(report) if report is not None else ""
    fits = secrets.same(known.casefold(), address.strip().casefold())
    if report is not None and known and fits:
        ask_for_link(report, EmailLink.Purpose.TRACK)


def is_link_good(token: str) -> bool:
    """Whether a mailed link can still be used."""
    return find_link(token, EmailLink.Purpose.TRACK) is not None


def open_by_link(token: str) -> str | None:
    """Use a mailed link up and return an hour's token for its report."""
    report = use_link(token, EmailLink.Purpose.TRACK)
    if report is None or report.access_code_hash is None:
        return None
    return secrets.report_token(report.pk, report.access_code_hash)


def citizen_view(submission: Submission, language: str) -> dict[str, Any]:
    """Return what the citizen may know of the report, as plain data with titles in `language`."""
    with translation.override(language):
        asked = open_request(submission)
        return {
            "number": submission.temporary_number,
            "permanent_number": submission.permanent_number,
            "report_type": submission.report_type.key,
            "title": definition.pick(submission.definition["title"], language),
            "status": submission.status,
            "status_title": str(status_titles()[submission.status]),
            "submitted_at": _at(submission.submitted_at),
            "due_on": submission.due_on.isoformat() if submission.due_on else None,
            "history": list(_history(submission)),
            "documents": list(_documents(submission)),
            "messages": [_message(each) for each in submission.messages.all()],
            "request": _request(submission, asked, language) if asked else None,
            "actions": actions_of(submission),
        }


def status_titles() -> Mapping[str, Any]:
    """Return each state in plain words, as the citizen reads it."""
    return {
        Status.DRAFT: _("Not sent yet"),
        Status.SUBMITTED: _("We have your report"),
        Status.UNDER_REVIEW: _("An officer is reading your report"),
        Status.INFORMATION_REQUESTED: _("We need an answer from you"),
        Status.APPROVED: _("Your report is approved"),
        Status.FILED: _("Your report is filed"),
        Status.REJECTED: _("Your report was closed without a file"),
        Status.WITHDRAWN: _("You took your report back"),
    }


def actions_of(submission: Submission) -> list[str]:
    """Return what the citizen may do now, by name."""
    found = [action.name for action in actions_from(submission.status) if "citizen" in action.by]
    return [*found, "message"] if submission.status in WRITABLE else found


def open_request(submission: Submission) -> InformationRequest | None:
    """Return the officer's question that waits for an answer."""
    if submission.status != Status.INFORMATION_REQUESTED:
        return None
    return submission.information_requests.filter(answered_at=None, expired_at=None).last()


@transaction.atomic
def add_message(submission: Submission, *, text: str) -> Message:
    """Add the citizen's message. `Invalid` says what is wrong with it, `WrongState` that it is too late."""
    text = plain(text)
    if submission.status not in WRITABLE:
        raise WrongState(_("This report takes no more messages."))
    problem = _problem_with(submission, text)
    if problem is not None:
        raise Invalid([problem])
    latest = submission.messages.last()
    if latest is not None and latest.role == Role.CITIZEN and latest.text == text:
        return latest  # the button was pressed twice
    message = submission.messages.create(role=Role.CITIZEN, text=text, at=now())
    record("message", submission, by=Role.CITIZEN, message=message.pk)
    return message


def _problem_with(submission: Submission, text: str) -> Problem | None:
    if not text:
        return Problem("/text", "required", _("Write your message."))
    if not can_be_kept(text):
        return Problem(
            "/text", "characters", _("The text holds characters that cannot be kept. Write it again.")
        )
    if len(text) > LONGEST_MESSAGE:
        return Problem("/text", "too_long", _("Write at most 4,000 characters."))
    hour = submission.messages.filter(role=Role.CITIZEN, at__gt=now() - timedelta(hours=1))
    if hour.count() >= MOST_MESSAGES_AN_HOUR:
        return Problem(
            "/text", "too_many", _("You sent many messages in a short time. Wait an hour, then write again.")
        )
    return None


def _history(submission: Submission) -> Iterator[dict[str, Any]]:
    moves = Event.objects.filter(submission=submission).exclude(to_status="").order_by("number")
    for event in moves:
        action = ACTIONS.get(event.kind)
        yield {
            "action": event.kind,
            "title": str(action.done) if action else _("No answer came in time"),
            "at": _at(event.at),
            "by_role": event.role,
        }


def _documents(submission: Submission) -> Iterator[dict[str, str]]:
    yield {"kind": "unofficial", "title": _("Unofficial copy (PDF)")}
    if submission.documents.filter(kind="official").exists():
        yield {"kind": "official", "title": _("Official copy (PDF, sealed)")}


def _message(message: Message) -> dict[str, Any]:
    by_role = "citizen" if message.role == Role.CITIZEN else "agency"
    return {"by_role": by_role, "text": message.text, "at": _at(message.at)}


def _request(submission: Submission, asked: InformationRequest, language: str) -> dict[str, Any]:
    known = definition.Definition.of(submission.definition).asked
    questions = [
        {"key": key, "title": definition.pick(known[key].label, language)}
        for key in asked.questions
        if key in known
    ]
    return {"questions": questions, "text": asked.text, "due_on": asked.due_on.isoformat()}


def _at(moment: Any) -> str | None:
    return localtime(moment).isoformat(timespec="seconds") if moment else None
