"""The decision panel: what somebody may do with a report now, what each needs, and why not the rest."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from accounts.models import User
from workflows.definition import Problem, is_answered, is_not_sure
from workflows.models import RejectionReason, Submission
from workflows.needs import suggested_offence
from workflows.reopening import asked_now
from workflows.resources import choices_of, offence_choices, offers, unit_choices
from workflows.transitions import ACTIONS, Action, Need
from workflows.working_days import due_day

# The key that opens each action, as `?` lists them.
KEYS = {
    "claim": "c",
    "approve": "a",
    "request_information": "i",
    "reject": "x",
    "release": "u",
    "reopen": "o",
    "file": "f",
    "withdraw": "w",
    "record_video_outcome": "v",
}
# The one main button where it is offered; the rest are quiet. Those that end a review are marked.
MAIN = ("claim", "approve", "file", "reopen")
ENDING = ("reject", "withdraw")
ORDER = (*MAIN, "request_information", "record_video_outcome", "reject", "release", "withdraw")


@dataclass(frozen=True)
class Typed:
    """What was posted for an action that did not go through, to be shown again."""

    action: str
    given: Mapping[str, Any]
    problems: tuple[Problem, ...] = ()

    def error(self, name: str) -> str:
        """Return what is wrong with a field."""
        return next((problem.message for problem in self.problems if problem.path == f"/{name}"), "")


@dataclass(frozen=True)
class Field:
    """One field of a decision's form. `suggested` are choices that stand before the others."""

    name: str
    title: str
    kind: str
    required: bool
    value: Any = ""
    error: str = ""
    choices: list[tuple[str, str]] = field(default_factory=list)
    suggested: list[tuple[str, str]] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)

    @property
    def script(self) -> str:
        """The id of the data block that holds `texts`."""
        return f"{self.name}-texts"


@dataclass(frozen=True)
class Decision:
    """An action that may be taken now."""

    action: Action
    fields: list[Field]
    key: str
    look: str
    open: bool


@dataclass(frozen=True)
class Panel:
    """What may be done, and why the rest may not: the reason, and the names it holds for."""

    decisions: list[Decision]
    refused: dict[str, list[str]]


def panel_of(report: Submission, user: User, language: str, typed: Typed | None = None) -> Panel:
    """Return the decision panel; `typed` is kept in its form, with what was wrong about it."""
    decisions: list[Decision] = []
    refused: dict[str, list[str]] = {}
    for offer in offers(report, user):
        if _is_elsewhere(offer.action, user):
            continue
        if offer.refused:
            refused.setdefault(offer.refused, []).append(str(offer.action.title))
        else:
            kept = typed if typed and typed.action == offer.action.name else None
            decisions.append(_decision(offer.action, report, user, language, kept))
    decisions.sort(key=lambda decision: ORDER.index(decision.action.name))
    return Panel(decisions, refused)


def _is_elsewhere(action: Action, user: User) -> bool:
    """Whether the action has its own screen, or is of no interest to this person."""
    if any(need.type == "answers" for need in action.needs):
        return True
    return action.name == "record_video_outcome" and not user.has_perm(action.permission)


def _decision(action: Action, report: Submission, user: User, language: str, typed: Typed | None) -> Decision:
    look = "main" if action.name in MAIN else "ending" if action.name in ENDING else "quiet"
    fields = fields_of(action.name, report, user, language, typed)
    return Decision(action, fields, KEYS.get(action.name, ""), look, typed is not None)


def fields_of(
    action: str, report: Submission, user: User, language: str, typed: Typed | None = None
) -> list[Field]:
    """Return the fields of an action's form; a list that has nothing to choose for `user` is left out."""
    fields = [_field(need, report, user, language, typed) for need in ACTIONS[action].needs]
    return [field for field in fields if field.required or field.kind != "choice" or field.choices]


def _field(need: Need, report: Submission, user: User, language: str, typed: Typed | None) -> Field:
    plain = Field(
        name=need.name,
        title=str(need.title),
        kind=need.type if need.type in {"text", "date", "questions"} else "choice",
        required=need.required,
        value=typed.given.get(need.name) if typed else None,
        error=typed.error(need.name) if typed else "",
    )
    if need.vocabulary == "offence-codes":
        return _offence_field(plain, report, language)
    if need.vocabulary == "rejection-reasons":
        return _reason_field(plain, report, language)
    if need.vocabulary == "units":
        return replace(plain, value=plain.value or "", choices=unit_choices(report, user, language))
    if need.type == "date":
        return replace(plain, value=plain.value or due_day(report.policy.answer_days).isoformat())
    known = choices_of(need, report, language) or []
    if need.type == "questions":
        visible = asked_now(report)
        questions = [
            (key, _with_hint(title, report.answers.get(key), asked=key in visible)) for key, title in known
        ]
        return replace(plain, value=plain.value or [], choices=questions)
    return replace(plain, value=plain.value or "", choices=known)


def _reason_field(plain: Field, report: Submission, language: str) -> Field:
    reasons = list(RejectionReason.objects.filter(active=True))
    texts = {reason.token: reason.text(report.language) for reason in reasons}
    titles = [(reason.token, reason.title(language)) for reason in reasons]
    return replace(plain, value=plain.value or "", choices=titles, texts=texts)


def _with_hint(title: str, value: Any, *, asked: bool) -> str:
    """Say beside a question why one might ask it again, and that it was not asked with these answers."""
    if not asked:
        return _("%(question)s (not asked)") % {"question": title}
    if is_not_sure(value) or value == "not_sure":
        return _("%(question)s (not sure)") % {"question": title}
    return title if is_answered(value) else _("%(question)s (no answer)") % {"question": title}


def _offence_field(plain: Field, report: Submission, language: str) -> Field:
    suggestion = suggested_offence(report)
    codes = offence_choices(report, language)
    first = [choice for choice in codes if choice[0] == suggestion]
    rest = [choice for choice in codes if choice[0] != suggestion]
    value = plain.value or (suggestion if first and plain.required else "")
    return replace(plain, kind="offence", value=value, choices=rest, suggested=first)


def given_from(action: str, report: Submission, posted: QueryDict) -> dict[str, Any]:
    """Read what an action needs from a posted form. A rejection without a text gets the register's."""
    given: dict[str, Any] = {}
    for need in ACTIONS[action].needs:
        given[need.name] = (
            posted.getlist(need.name) if need.type == "questions" else posted.get(need.name, "").strip()
        )
    if action == "reject" and not given["text"]:
        reason = RejectionReason.objects.filter(token=given["reason"][:40], active=True).first()
        given["text"] = reason.text(report.language) if reason else ""
    return given


def version_from(posted: QueryDict) -> int:
    """Return the version that the form was made from; one that is none is older than any."""
    sent = posted.get("version", "")
    return int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 10 else -1


def done_sentence(action: str) -> str:
    """Return what is said after an action went through."""
    return {
        "claim": _("You are the reviewer of this report now."),
        "release": _("The report is back in the queue."),
        "request_information": _("The citizen was asked. The report comes back with the answer."),
        "reject": _("The report is closed. The citizen is told why."),
        "reopen": _("The review is open again."),
        "approve": _("Your approval is recorded."),
        "file": _("The report is filed."),
        "withdraw": _("The report is withdrawn."),
    }.get(action, _("Done."))
