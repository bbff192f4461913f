"""A form in one language with everything that a client draws: titles of choices and of parts, hints, conditions."""

from collections.abc import Mapping
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from workflows.definition.kinds import kind_of
from workflows.definition.kinds.base import called, said
from workflows.definition.kinds.parts import Composite
from workflows.definition.structure import Definition, Group, Guidance, Item, Question, Stopper
from workflows.definition.texts import pick

ADDRESS: tuple[tuple[str, Any], ...] = (
    ("street", _("Street and number, or the nearest corner")),
    ("unit", _("Unit")),
    ("city", _("City")),
    ("province", _("Province")),
    ("postal_code", _("Postal code")),
    ("note", _("Anything that helps to find the place")),
)
TIME_SPAN: tuple[tuple[str, Any], ...] = (
    ("exact", _("I know the time")),
    ("about", _("I know about when")),
    ("between", _("Some time between two times")),
)
ADDRESSES = ("address", "location")


def form_in(body: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Return the form of a version in `language`; conditions are as in the definition."""
    definition = Definition.of(body)
    with translation.override(language):
        return {
            "key": definition.key,
            "language": language,
            "title": said(definition.title),
            "summary": _text(body.get("summary"), language),
            "start": _texts(body.get("start"), language),
            "privacy": _texts(body.get("privacy"), language),
            "declaration": _text(body.get("declaration"), language),
            "steps": [
                {
                    "key": step.key,
                    "title": said(step.title),
                    "intro": said(step.intro),
                    "show_if": step.show_if,
                    "items": [_item(item) for item in step.items],
                }
                for step in definition.steps
            ],
        }


def _text(value: Any, language: str) -> str:
    return pick(value, language) if isinstance(value, Mapping) else str(value or "")


def _texts(values: Any, language: str) -> dict[str, Any]:
    """Return texts by name, each in the language; what is no text stays."""
    known = values if isinstance(values, Mapping) else {}
    return {name: pick(each, language) if isinstance(each, Mapping) else each for name, each in known.items()}


def _item(item: Item) -> dict[str, Any]:
    if isinstance(item, Guidance):
        return {"item": "guidance", "text": said(item.text), "show_if": item.show_if}
    if isinstance(item, Stopper):
        return {
            "item": "stopper",
            "key": item.key,
            "reason": item.reason,
            "if": item.condition,
            "title": said(item.title),
            "text": said(item.text),
            "link": _link(item.link),
        }
    if isinstance(item, Group):
        return {
            "item": "group",
            "key": item.key,
            "label": called(item),
            "help": said(item.help),
            "row_label": said(item.row_label),
            "min": item.min,
            "max": item.max,
            "show_if": item.show_if,
            "questions": [_question(each) for each in item.questions],
        }
    return _question(item)


def _link(link: Mapping[str, Any] | None) -> dict[str, str] | None:
    return {"label": said(link.get("label") or {}), "url": str(link.get("url", ""))} if link else None


def _question(question: Question) -> dict[str, Any]:
    kind = kind_of(question)
    return {
        "item": "question",
        "key": question.key,
        "kind": question.kind,
        "label": called(question),
        "help": said(question.help),
        "example": said(question.example),
        "required": question.required,
        "not_sure": bool(question.not_sure and kind.unsure),
        "show_if": question.show_if,
        "limits": dict(question.limits),
        "options": _options(kind, question),
        "parts": _parts(question),
        "worked_out": bool(kind.worked_out),
    }


def _options(kind: Any, question: Question) -> list[dict[str, str]]:
    return [{"token": token, "title": title, "hint": hint} for token, title, hint in kind.offered(question)]


def _parts(question: Question) -> list[dict[str, Any]]:
    kind = kind_of(question)
    if question.kind in ADDRESSES:
        provinces = {"province": _options(kind, question)}
        return [_part(name, title, name == "street", provinces.get(name, [])) for name, title in ADDRESS]
    if question.kind == "time_span":
        return [_part(name, title, False, []) for name, title in TIME_SPAN]
    if not isinstance(kind, Composite):
        return []
    needed = kind.required_parts(question)
    return [
        {
            **_part(part.name, part.title, part.name in needed, _options(part.kind, part.question(question))),
            "kind": part.kind.name,
            "help": str(part.explained),
            "autocomplete": part.autocomplete,
        }
        for part in kind.parts(question)
    ]


def _part(name: str, title: Any, required: bool, options: list[dict[str, str]]) -> dict[str, Any]:
    return {
        "name": name,
        "kind": "one_of" if options else "short_text",
        "title": str(title),
        "help": "",
        "required": required,
        "options": options,
        "autocomplete": "",
    }
