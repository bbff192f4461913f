"""Texts: every one in every language."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from forms.lint.findings import Finding
from forms.lint.places import Node, Places
from workflows.definition.texts import is_invisible

# Texts that may be left out in all languages; all others are needed.
OPTIONAL = frozenset({"excluded"})


def check(places: Places) -> Iterator[Finding]:
    """Yield each text that misses a language."""
    body = places.body
    titles = {"title": _("Title"), "summary": _("One line"), "declaration": _("Declaration")}
    for name, called in titles.items():
        yield from _text(body[name], f"/{name}", called, name)
    start = {
        "who_for": _("Who it is for"),
        "excluded": _("What it is not for"),
        "needed": _("What to have at hand"),
        "next": _("What happens next"),
    }
    for name, called in start.items():
        yield from _text(body["start"][name], f"/start/{name}", called, name)
    for name, text in body["privacy"].items():
        if isinstance(text, dict):
            yield from _text(text, f"/privacy/{name}", _("Privacy notice, %(part)s") % {"part": name}, name)
    names = _names()
    for place in [*places.all, *places.rules]:
        yield from _texts_of(place.node, place.path, place.where, names)


def _texts_of(node: Node, path: str, where: str, names: Mapping[str, str]) -> Iterator[Finding]:
    for name, value in node.items():
        called = names.get(name)
        if called and isinstance(value, dict):
            yield from _text(value, f"{path}/{name}", f"{where}, {called}", name)
    for index, choice in enumerate(node.get("choices") or []):
        inner = _("%(where)s, choice “%(token)s”") % {"where": where, "token": choice["token"]}
        yield from _texts_of(choice, f"{path}/choices/{index}", inner, names)
    for code, text in (node.get("messages") or {}).items():
        yield from _text(
            text, f"{path}/messages/{code}", _("%(where)s, own sentence") % {"where": where}, code
        )
    if node.get("link"):
        yield from _text(
            node["link"]["label"], f"{path}/link/label", _("%(where)s, link") % {"where": where}, "link"
        )


def _names() -> dict[str, str]:
    return {
        "title": _("title"),
        "intro": _("introduction"),
        "label": _("label"),
        "help": _("help"),
        "example": _("example"),
        "row_label": _("name of one"),
        "hint": _("hint"),
        "text": _("text"),
    }


def _text(text: Any, path: str, where: str, name: str) -> Iterator[Finding]:
    missing = [code for code, _title in settings.LANGUAGES if is_invisible(text.get(code) or "")]
    if not missing or (name in OPTIONAL and len(missing) == len(settings.LANGUAGES)):
        return
    titles = dict(settings.LANGUAGES)
    for code in missing:
        sentence = _("%(where)s: the text is missing in one language: %(language)s.") % {
            "where": where,
            "language": titles[code],
        }
        yield Finding("missing_language", f"{path}/{code}", sentence)
