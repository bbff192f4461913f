"""What an action is given, from JSON or a posted form, made into what the action takes."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from workflows import definition
from workflows.definition import Problem
from workflows.definition.texts import can_be_kept, plain
from workflows.errors import Invalid
from workflows.models import OffenceCode, RejectionReason, Submission, Unit
from workflows.reopening import reopenable
from workflows.transitions import ACTIONS, Need

# The choice that says that a report is approved but not an offence.
NO_OFFENCE = "none"
LONGEST_TEXT = 4000


def read_needs(action: str, submission: Submission, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the keyword arguments of the action from what was given, or raise `Invalid` naming each fault."""
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for need in ACTIONS[action].needs:
        try:
            values[need.name] = _value(need, submission, given.get(need.name))
        except _Unfit as unfit:
            problems.append(Problem(f"/{need.name}", unfit.code, str(unfit)))
    if problems:
        raise Invalid(problems)
    return values


class _Unfit(Exception):
    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


def _value(need: Need, submission: Submission, given: Any) -> Any:
    if given in (None, "", []):
        if need.required:
            raise _Unfit("required", _("Fill in “%(title)s”.") % {"title": need.title})
        return "" if need.type == "text" else None
    return _READERS[need.type](need, submission, given)


def _text(need: Need, submission: Submission, given: Any) -> str:
    if not isinstance(given, str) or not plain(given):
        raise _Unfit("required", _("Fill in “%(title)s”.") % {"title": need.title})
    if len(given) > LONGEST_TEXT:
        raise _Unfit("too_long", _("Write at most %(most)s characters.") % {"most": LONGEST_TEXT})
    if not can_be_kept(given):
        raise _Unfit("characters", _("The text holds characters that cannot be kept. Write it again."))
    return plain(given)


def _is_storable(text: str) -> bool:
    return not any(char == "\x00" or "\ud800" <= char <= "\udfff" for char in text)


def _token(need: Need, submission: Submission, given: Any) -> Any:
    if not isinstance(given, str) or not _is_storable(given):
        raise _Unfit("unknown", _("Choose from the list."))
    if need.vocabulary == "offence-codes":
        return _offence(given)
    if need.vocabulary == "rejection-reasons":
        found = RejectionReason.objects.filter(token=given, active=True).first()
        if found is None:
            raise _Unfit("unknown", _("Choose a reason from the list."))
        return found
    if need.vocabulary == "units":
        return _unit(given)
    return given


def _unit(given: str) -> Unit:
    found = Unit.objects.filter(key=given).first()
    if found is None:
        raise _Unfit("unknown", _("Choose a unit from the list."))
    return found


def _offence(given: str) -> OffenceCode | None:
    if given == NO_OFFENCE:
        return None
    found = OffenceCode.objects.filter(code=given, active=True).first()
    if found is None:
        raise _Unfit("unknown", _("Choose an offence code from the list."))
    return found


def _date(need: Need, submission: Submission, given: Any) -> date:
    try:
        return datetime.strptime(given, "%Y-%m-%d").date()
    except (TypeError, ValueError):
        raise _Unfit("date", _("Write the date as year-month-day, such as 2026-11-30.")) from None


def _questions(need: Need, submission: Submission, given: Any) -> list[str]:
    known = {key for key, _title in questions_of(submission, submission.language)}
    if not isinstance(given, list) or not all(isinstance(key, str) and key in known for key in given):
        raise _Unfit("unknown", _("Choose questions of this report."))
    return list(dict.fromkeys(given))


def _answers(need: Need, submission: Submission, given: Any) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise _Unfit("type", _("Give the answers by key."))
    return given


_READERS: dict[str, Callable[[Need, Submission, Any], Any]] = {
    "text": _text,
    "token": _token,
    "date": _date,
    "questions": _questions,
    "answers": _answers,
}


def questions_of(submission: Submission, language: str) -> list[tuple[str, str]]:
    """Return key and label of each question and group that can be asked again, in the form's order."""
    return [(asked.key, definition.pick(asked.label, language)) for asked in reopenable(submission)]


def suggested_offence(submission: Submission) -> str | None:
    """Return the offence code that the type suggests for these answers: the first rule that holds."""
    for rule in submission.definition.get("offence_map") or []:
        if rule.get("if") is None or definition.evaluate(rule["if"], submission.answers):
            return str(rule["offence"])
    return None
