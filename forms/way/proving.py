"""E-mail addresses proved on the way: the code is asked for and typed on the step that asks for the address."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest

from cms.visitors import address_of
from forms.way.answers import pressed, was_shown
from forms.way.places import language
from workflows import drafts, proving
from workflows.definition import Field, FieldGroup, FieldRow, Group, Problem, Question
from workflows.models import Submission

PROVE = "prove-"
Asked = Question | Group


@dataclass(frozen=True)
class Proofs:
    """What a posted step came to: what is wrong, and the names of fields whose first code is on its way."""

    problems: list[Problem]
    sent: frozenset[str]

    @property
    def first(self) -> str:
        """The name of the first field for a code that is on its way; nothing when there is none."""
        return f"{min(self.sent)}-code" if self.sent else ""


def take_codes(request: HttpRequest, draft: Submission, asked: Iterable[Asked]) -> Proofs:
    """Take the codes that were typed, and mail those that are asked for by a button or needed to go on."""
    problems: list[Problem] = []
    sent: set[str] = set()
    # Staff who enter a report for somebody cannot read that person's mail.
    for name, address in _given(asked, draft) if draft.entered_by_id is None else ():
        if not was_shown(name, request.POST) or address in proving.proved_in(draft):
            continue
        try:
            if _take(request, draft, name, address):
                sent.add(name)
        except proving.NotProved as wrong:
            problems.append(Problem(f"{_path(name)}/code", wrong.code, str(wrong)))
        except proving.TooManyCodes as pause:
            problems.append(Problem(_path(name), pause.code, str(pause)))
    return Proofs(problems, frozenset(sent))


def without_waiting(problems: Iterable[Problem], proofs: Proofs) -> list[Problem]:
    """Leave out that an address is not proved where the code was mailed just now, or where more is known."""
    told = {_path(name) for name in proofs.sent}
    told |= {each.path.removesuffix("/code") for each in proofs.problems}
    return [each for each in problems if each.code != "not_proved" or each.path not in told]


def with_proofs(items: Sequence[Any], draft: Submission | None) -> list[Any]:
    """Return the fields of a step, those for a proved address with how far it is; None: nothing is saved yet.

    `first` and `open` before a code is on its way, `sent`, `proved`; nothing where no proof is asked for.
    """
    return [_with_proof(item, draft) for item in items]


def _with_proof(item: Any, draft: Submission | None) -> Any:
    if isinstance(item, FieldGroup):
        rows = [replace(row, fields=[_with_proof(each, draft) for each in row.fields]) for row in item.rows]
        return replace(item, rows=rows) if _asks(item.rows) else item
    if not isinstance(item, Field) or item.kind != proving.KIND:
        return item
    return replace(item, values={**item.values, "proof": _state(draft, str(item.value or ""))})


def _asks(rows: Iterable[FieldRow]) -> bool:
    return any(each.kind == proving.KIND for row in rows for each in row.fields)


def _state(draft: Submission | None, address: str) -> str:
    if draft is None:
        return "first"
    if draft.entered_by_id is not None:
        return ""
    if address and address in proving.proved_in(draft):
        return "proved"
    return "sent" if address and proving.is_code_out(draft, address) else "open"


def _take(request: HttpRequest, draft: Submission, name: str, address: str) -> bool:
    """Take the code of one field, or mail one; whether one was mailed."""
    button, typed = pressed(request.POST), request.POST.get(f"{name}-code", "").strip()
    if button == "continue" and typed:
        proving.confirm_code(draft, typed, address=address)
        return False
    wanted = button == f"{PROVE}{name}"
    if not wanted and (button != "continue" or proving.is_code_out(draft, address)):
        return False
    drafts.speak(draft, language())
    proving.ask_for_code(draft, address, visitor=address_of(request))
    return True


def _given(asked: Iterable[Asked], draft: Submission) -> Iterator[tuple[str, str]]:
    """Yield each valid address of the step, by the name of its field."""
    for each in asked:
        value = draft.answers.get(each.key)
        if isinstance(each, Question):
            yield from _valid(each, each.key, value)
            continue
        for index, row in enumerate(value if isinstance(value, list) else []):
            for question in each.questions if isinstance(row, dict) else ():
                name = f"{each.key}-{index}-{question.key}"
                yield from _valid(question, name, row.get(question.key))


def _valid(question: Question, name: str, value: Any) -> Iterator[tuple[str, str]]:
    if proving.is_address(question, value):
        yield name, value


def _path(name: str) -> str:
    return "/" + name.replace("-", "/")
