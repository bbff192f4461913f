"""A finder read into plain objects: what is broken in it is left out, so that showing one never fails."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from wagtail.models import Page

from forms.models import ReportTypePage

QUESTION, BODY, EMERGENCY = "question", "body", "emergency"


@dataclass(frozen=True)
class Answer:
    """One answer, and where it leads: to a node by its key, or to a report type."""

    label: str
    hint: str
    to: str
    type_id: int | None


@dataclass(frozen=True)
class Node:
    """One page of the finder."""

    kind: str
    key: str
    title: str
    text: str
    answers: tuple[Answer, ...] = ()
    phone: str = ""
    link: str = ""
    words: str = ""


def nodes_of(page: Any) -> list[Node]:
    """Return the nodes of a finder as they stand, also those that the lint would refuse."""
    return [_node(each["type"], each["value"]) for each in page.nodes.stream_block.get_prep_value(page.nodes)]


def by_key(nodes: Iterable[Node]) -> dict[str, Node]:
    """Return the nodes that have a key; of two with the same, the first."""
    found: dict[str, Node] = {}
    for node in nodes:
        if node.key:
            found.setdefault(node.key, node)
    return found


def first_question(nodes: Iterable[Node]) -> Node | None:
    """Return the question that is asked first."""
    return next((node for node in nodes if node.kind == QUESTION), None)


def types_of(page: Page, nodes: Iterable[Node]) -> dict[int, ReportTypePage]:
    """Return the live report types that answers lead to, in the finder's own language, by the page that was chosen.

    A finder that was copied for translation still names the pages of the other language.
    """
    chosen = {answer.type_id for node in nodes for answer in node.answers} - {None}
    keys = dict(Page.objects.filter(pk__in=chosen).values_list("pk", "translation_key"))
    pages = (
        ReportTypePage.objects.live()
        .public()
        .filter(translation_key__in=keys.values(), locale=page.locale_id)
    )
    live = {each.translation_key: each for each in pages.defer(*ReportTypePage.SOURCE_ONLY)}
    return {pk: live[key] for pk, key in keys.items() if key in live}


def leading_to(nodes: Iterable[Node], key: str) -> Iterator[tuple[Node, Answer]]:
    """Yield the questions that lead to a node, with the answer."""
    return ((node, answer) for node in nodes for answer in node.answers if answer.to == key)


def _node(kind: str, raw: Mapping[str, Any]) -> Node:
    answers = [each.get("value") or {} for each in raw.get("answers") or []]
    return Node(
        kind,
        _text(raw, "key"),
        _text(raw, "title"),
        _text(raw, "text"),
        tuple(_answer(each) for each in answers),
        _text(raw, "phone"),
        _text(raw, "link"),
        _text(raw, "words"),
    )


def _answer(raw: Mapping[str, Any]) -> Answer:
    chosen = raw.get("report_type")
    return Answer(
        _text(raw, "label"),
        _text(raw, "hint"),
        _text(raw, "leads_to"),
        chosen if isinstance(chosen, int) else None,
    )


def _text(raw: Mapping[str, Any], name: str) -> str:
    value = raw.get(name)
    return value.strip() if isinstance(value, str) else ""
