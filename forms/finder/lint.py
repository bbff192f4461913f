"""What keeps a finder from leading everybody somewhere, said to the editor before it is published."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from forms.finder.nodes import BODY, QUESTION, Node, by_key, first_question, nodes_of, types_of

KEY = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
LONGEST_KEY = 60


def lint(page: Any) -> list[str]:
    """Return, as sentences, what has to be mended in a finder."""
    nodes = nodes_of(page)
    first = first_question(nodes)
    if first is None:
        return [_("Add a question: the first one is asked first.")]
    found = [*_keys(nodes), *_texts(nodes), *_answers(page, nodes)]
    return found or [*_loops(nodes), *_unreached(nodes, first)]


def drift(page: Any) -> list[str]:
    """Return, as sentences, what the finders of other languages have and this one lacks: advice, no obstacle."""
    own = {node.key for node in nodes_of(page)}
    found = []
    for twin in page.get_translations().filter(live=True).select_related("locale"):
        missing = [node.key for node in nodes_of(twin) if node.key and node.key not in own]
        values = {"language": twin.locale.language_name, "keys": ", ".join(missing)}
        if missing:
            found.append(
                _("The page in this language has more: %(language)s (%(keys)s). Translate it here too.")
                % values
            )
    return found


def _keys(nodes: Sequence[Node]) -> Iterator[str]:
    seen: set[str] = set()
    for node in nodes:
        if not KEY.fullmatch(node.key) or len(node.key) > LONGEST_KEY:
            yield _(
                "Give “%(title)s” a key: lower-case letters, digits and hyphens, such as “stolen”."
            ) % _named(node)
        elif node.key in seen:
            yield _("The key “%(key)s” is there twice. Give each its own.") % {"key": node.key}
        seen.add(node.key)


def _texts(nodes: Sequence[Node]) -> Iterator[str]:
    for node in nodes:
        if not node.title:
            yield _("“%(key)s” has no title.") % {"key": node.key}
        if node.kind != QUESTION and not node.text:
            yield _("“%(title)s” does not say what to do.") % _named(node)
        if node.kind == BODY and not (node.phone or node.link):
            yield _("“%(title)s” has neither a phone number nor a link.") % _named(node)
        if node.link and not node.link.startswith(("https://", "http://")):
            yield _("The link of “%(title)s” does not begin with https://.") % _named(node)


def _answers(page: Any, nodes: Sequence[Node]) -> Iterator[str]:
    known, live = by_key(nodes), types_of(page, nodes)
    for node in (each for each in nodes if each.kind == QUESTION):
        if not node.answers:
            yield _("“%(title)s” has no answers.") % _named(node)
        for answer in node.answers:
            values = {"title": node.title or node.key, "answer": answer.label, "key": answer.to}
            if not answer.label:
                yield _("An answer of “%(title)s” has no text.") % values
            elif not answer.to and answer.type_id is None:
                yield _("The answer “%(answer)s” of “%(title)s” leads nowhere.") % values
            elif answer.to and answer.type_id is not None:
                yield _("The answer “%(answer)s” of “%(title)s” leads to two places. Choose one.") % values
            elif answer.to and answer.to not in known:
                yield (
                    _("The answer “%(answer)s” of “%(title)s” leads to “%(key)s”, which is not there.")
                    % values
                )
            elif answer.type_id is not None and answer.type_id not in live:
                yield (
                    _("The answer “%(answer)s” of “%(title)s” leads to a report type that is not published.")
                    % values
                )


def _loops(nodes: Sequence[Node]) -> Iterator[str]:
    """Say each question from which one can come back to it."""
    known = by_key(nodes)
    for node in nodes:
        if node.key in _reached(known, node):
            yield _("“%(title)s” leads back to itself. Lead one of its answers elsewhere.") % _named(node)


def _unreached(nodes: Sequence[Node], first: Node) -> Iterator[str]:
    reached = {first.key, *_reached(by_key(nodes), first)}
    for node in nodes:
        if node.kind == QUESTION and node.key not in reached:
            yield _("No answer leads to the question “%(title)s”.") % _named(node)


def _reached(known: dict[str, Node], start: Node) -> set[str]:
    """Return the keys that answers lead to from a node, however many questions on."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        for answer in waiting.pop().answers:
            if answer.to in known and answer.to not in found:
                found.add(answer.to)
                waiting.append(known[answer.to])
    return found


def _named(node: Node) -> dict[str, str]:
    return {"title": node.title or node.key or _("without a title")}
