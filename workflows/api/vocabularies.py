"""Lists of choices: codes, reasons, units, types, states. And the state table itself."""

from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router

from workflows.api.answers import answers
from workflows.api.refusals import NotFound
from workflows.api.replies import language_of, reply
from workflows.api.shapes import VocabularyOut
from workflows.desk.queue import types_with_titles
from workflows.models import OffenceCode, RejectionReason, Status, Unit
from workflows.needs import NO_OFFENCE
from workflows.search import folded_words
from workflows.transitions import ACTIONS, Action

router = Router(tags=["Vocabularies"])
Pair = tuple[str, str]


def _offence_codes(language: str) -> Iterator[Pair]:
    for row in OffenceCode.objects.filter(active=True):
        yield row.code, row.title(language)
    yield NO_OFFENCE, _("Not an offence")


def _rejection_reasons(language: str) -> Iterator[Pair]:
    return ((row.token, row.title(language)) for row in RejectionReason.objects.filter(active=True))


def _units(language: str) -> Iterator[Pair]:
    return ((row.key, row.title(language)) for row in Unit.objects.all())


def _report_types(language: str) -> Iterator[Pair]:
    titles = types_with_titles()
    return ((key, titles[key].get(language) or key) for key in sorted(titles))


def _statuses(_language: str) -> Iterator[Pair]:
    return ((status.value, str(status.label)) for status in Status)


VOCABULARIES: dict[str, Callable[[str], Iterator[Pair]]] = {
    "offence-codes": _offence_codes,
    "rejection-reasons": _rejection_reasons,
    "units": _units,
    "report-types": _report_types,
    "statuses": _statuses,
}


@router.get(
    "/vocabularies/{name}", summary="A list of choices", response=answers({200: VocabularyOut}, 404, 422)
)
def vocabulary(request: HttpRequest, name: str, q: str = "") -> HttpResponse:
    """List what can be chosen; `q` narrows to what has all its words, in token or title."""
    if name not in VOCABULARIES:
        raise NotFound
    return reply({"items": choices_in(name, language_of(request), q), "next": None})


def choices_in(name: str, language: str, q: str = "") -> list[dict[str, str]]:
    """Return the choices of a vocabulary that have all words of `q`."""
    wanted = list(folded_words(q)) or q.split()
    pairs = VOCABULARIES[name](language)
    return [{"token": token, "title": title} for token, title in pairs if _has(f"{token} {title}", wanted)]


def _has(text: str, wanted: list[str]) -> bool:
    words = list(folded_words(text))
    return all(any(word.startswith(part) for word in words) for part in wanted)


@router.get(
    "/workflow", summary="The state table", response=answers({200: dict[str, Any]}), tags=["Workflow"]
)
def workflow(request: HttpRequest) -> HttpResponse:
    """Give every state and every action: from where to where, by whom, what it needs and what is checked."""
    return reply(state_table())


def state_table() -> dict[str, Any]:
    """Return the whole state table."""
    states = [{"token": token, "title": title} for token, title in _statuses("")]
    return {"states": states, "actions": [_row(action) for action in ACTIONS.values()]}


def _row(action: Action) -> dict[str, Any]:
    return {
        "name": action.name,
        "title": str(action.title),
        "from": [str(source.value) for source in action.sources],
        "to": str(action.target.value),
        "by": list(action.by),
        "needs": [
            {
                "name": need.name,
                "title": str(need.title),
                "type": need.type,
                "required": need.required,
                **({"vocabulary": need.vocabulary} if need.vocabulary else {}),
            }
            for need in action.needs
        ],
        "guards": [str(guard) for guard in action.guards],
        "consequence": str(action.consequence),
    }
