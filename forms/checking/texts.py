"""Every text that an editor writes in both languages, by a name that outlives its place in the order."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forms.checking.spots import Spot, Spots
from forms.compile import LANGUAGES, START
from forms.lint.places import Places

if TYPE_CHECKING:
    from forms.models import ReportTypePage

Node = Mapping[str, Any]
NAMES = {
    "title": gettext_lazy("title"),
    "intro": gettext_lazy("introduction"),
    "label": gettext_lazy("label"),
    "help": gettext_lazy("help"),
    "example": gettext_lazy("example"),
    "row_label": gettext_lazy("name of one"),
    "text": gettext_lazy("text"),
}


@dataclass(frozen=True, slots=True)
class Text:
    """One text: its name, where an editor finds it in words, its pointer and its words by language."""

    name: str
    where: str
    pointer: str
    words: Mapping[str, str]
    spot: Spot

    def spot_in(self, spots: Spots, language: str) -> Spot:
        """Return the box of the text in one language."""
        return spots.of(f"{self.pointer}/{language}")


def texts_of(page: "ReportTypePage", body: Node, spots: Spots | None = None) -> list[Text]:
    """Return the texts of a compiled page that are not empty in all languages."""
    return [each for each in _all(body, spots or Spots(page)) if any(each.words.values())]


def _all(body: Node, spots: Spots) -> Iterator[Text]:
    """Yield the texts in reading order; what the software itself says is none of them."""
    for name, called in _page_texts().items():
        pointer = f"/start/{name}" if name in START else f"/{name}"
        words = body["start"][name] if name in START else body[name]
        yield Text(f"page:{name}", called, pointer, words, spots.of(pointer))
    places = Places(body)
    for place in [*places.all, *places.rules]:
        yield from _of(place.what, place.key, place.node, place.path, place.where, spots)


def _of(what: str, key: str, node: Node, pointer: str, where: str, spots: Spots) -> Iterator[Text]:
    """Yield the texts of one part of the definition; a part without a key goes by its block's own id."""
    spot = spots.of(pointer)
    if not spot.own:
        return
    name = f"{what}:{key or '.'.join([str(spot.part or ''), *spot.path])}"
    for way, called, words in _within(node):
        inner = ":".join((name, *way))
        yield Text(inner, f"{where}, {called}", f"{pointer}/{'/'.join(_steps(node, way))}", words, spot)


def _within(node: Node) -> Iterator[tuple[tuple[str, ...], str, Mapping[str, str]]]:
    """Yield each text directly in a part: its own, those of its choices, its own sentences, its link."""
    for name, value in node.items():
        if _is_text(value):
            yield (name,), _called(name), value
    for choice in node.get("choices") or []:
        called = _("choice “%(token)s”") % {"token": choice["token"]}
        for name in ("label", "hint"):
            if _is_text(choice.get(name)):
                yield ("choices", choice["token"], name), called, choice[name]
    for code, value in (node.get("messages") or {}).items():
        yield ("messages", code), _("own sentence"), value
    if node.get("link") and _is_text(node["link"].get("label")):
        yield ("link", "label"), _("link"), node["link"]["label"]


def _steps(node: Node, way: tuple[str, ...]) -> tuple[str, ...]:
    """Return the way of a text as a pointer goes it: choices are counted there, and named here by their token."""
    if way[0] != "choices":
        return way
    tokens = [each["token"] for each in node["choices"]]
    return (way[0], str(tokens.index(way[1])), *way[2:])


def _is_text(value: Any) -> bool:
    return isinstance(value, Mapping) and bool(value) and set(value) <= set(LANGUAGES)


def _called(name: str) -> str:
    return str(NAMES.get(name, name))


def _page_texts() -> dict[str, str]:
    return {
        "title": _("Title"),
        "summary": _("One line"),
        "who_for": _("Who it is for"),
        "excluded": _("What it is not for"),
        "needed": _("What to have at hand"),
        "next": _("What happens next"),
        "declaration": _("Declaration"),
    }
