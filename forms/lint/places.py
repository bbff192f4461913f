"""A definition laid out flat: every part with its place in the order, and how an editor finds it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from workflows import definition
from workflows.definition.structure import question_of

Node = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """One part of a definition: a step, question, group, text, stopper or rule. `order` counts in reading order."""

    what: str
    node: Node
    order: int
    path: str
    where: str
    group: Node | None = None

    @property
    def key(self) -> str:
        """The part's key; a text has none."""
        return self.node.get("key") or ""

    @property
    def condition(self) -> Any:
        """When the part counts."""
        return self.node.get("show_if" if self.what in {"step", "question", "group", "guidance"} else "if")

    @property
    def kind(self) -> str:
        """What answers to the key are: the kind of question, `group`, and the group it is asked in."""
        kind = "group" if self.what == "group" else str(self.node.get("kind"))
        return f"{kind} in {self.group['key']}" if self.group else kind


class Places:
    """All parts of a definition in reading order, and the questions and groups by key."""

    def __init__(self, body: Node) -> None:
        self.body = body
        self.all = [Place(order=order, **each) for order, each in enumerate(_walk(body))]
        self.rules = [Place(order=len(self.all), **each) for each in _rules(body)]
        self.asked = [each for each in self.all if each.what in {"question", "group"}]
        self.read = definition.Definition.of(body)

    def of(self, *names: str) -> list[Place]:
        """Return the parts of these sorts."""
        return [each for each in [*self.all, *self.rules] if each.what in names]

    def around(self, place: Place) -> tuple[dict[str, definition.Question | definition.Group], set[str]]:
        """Return what a question can name: questions and groups by key, its row's first; and which come before it."""
        row = place.group["questions"] if place.group else []
        known = {**self.read.asked, **{each["key"]: question_of(each) for each in row}}
        return known, {each.key for each in self.asked if each.order < place.order}


def _rules(body: Node) -> Iterator[dict[str, Any]]:
    """What looks at a report as a whole: rules of eligibility, advice."""
    called = {
        "eligibility": (_("Rule of eligibility “%(name)s”"), "title"),
        "advice": (_("Advice “%(name)s”"), "text"),
    }
    for what, (name, text) in called.items():
        for index, rule in enumerate(body.get(what) or []):
            where = name % {"name": _name(rule, text)}
            yield {"what": what, "node": rule, "path": f"/{what}/{index}", "where": where}


def _walk(body: Node) -> Iterator[dict[str, Any]]:
    for number, step in enumerate(body["steps"]):
        path = f"/steps/{number}"
        called = _("Step %(number)d, “%(name)s”") % {"number": number + 1, "name": _name(step, "title")}
        yield {"what": "step", "node": step, "path": path, "where": called}
        for index, item in enumerate(step["items"]):
            yield from _item(item, f"{path}/items/{index}", called)


def _item(item: Node, path: str, step: str) -> Iterator[dict[str, Any]]:
    where = _("%(title)s: %(text)s") % {"title": step, "text": _called(item)}
    yield {"what": item["item"], "node": item, "path": path, "where": where}
    for index, question in enumerate(item.get("questions") or []):
        inner = f"{where}, {_called(question)}"
        yield {
            "what": "question",
            "node": question,
            "path": f"{path}/questions/{index}",
            "where": inner,
            "group": item,
        }


def _called(item: Node) -> str:
    names = {
        "question": _("question “%(name)s”"),
        "group": _("group “%(name)s”"),
        "guidance": _("text “%(name)s”"),
        "stopper": _("stop “%(name)s”"),
    }
    text = {"guidance": "text", "stopper": "title"}.get(item["item"], "label")
    return names[item["item"]] % {"name": _name(item, text)}


def _name(node: Node, text: str) -> str:
    name = definition.pick(node.get(text), get_language() or "en") or node.get("key") or "…"
    return name if len(name) <= 40 else f"{name[:39]}…"


def called(node: Node) -> str:
    """Return how an editor finds a question or a group: its label, else its key."""
    return _name(node, "label")
