"""From a place in a definition to the box in the editor that it was written in.

The lint names places by JSON Pointer into the compiled definition. Compiling takes retired questions away, puts the
items of library parts in place of their block and makes two items of a choice to stay anonymous, so positions differ
from the blocks'. Here the same way is gone once more over the blocks as they stand, which know their own ids; the
editor marks each box with them (`data-contentpath`), wherever it was dragged to since.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from forms.compile import ANONYMITY, ITEMS, PART, START, stored, with_parts
from forms.lint import Finding

if TYPE_CHECKING:
    from forms.models import ReportTypePage

Raw = Mapping[str, Any]
RULES = ("eligibility", "advice", "offence_map")
# What the definition calls otherwise than the blocks.
RENAMED = {"if": "condition", "from": "begins", "until": "ends"}
# Findings about a field of the page that have no place in the definition.
BY_CODE = {
    "no_privacy_notice": "privacy_notice",
    "no_policy": "policy",
    "no_retention": "policy",
    "anonymity": "policy",
}
# The box that a finding is about, where it names only the block: the first of these that the block has.
WITHIN: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("key", "step_key", "duplicate_key", "duplicate_step", "duplicate_stopper"), ("key",)),
    **dict.fromkeys(("reserved_key", "reused_key", "retired_key"), ("key",)),
    **dict.fromkeys(("condition", "dangling", "cyclic", "unconditional", "unreachable"), ("if", "show_if")),
    "changed_kind": ("kind",),
    "rows": ("min",),
    "reason": ("reason",),
    "offence": ("offence",),
    "prefix": ("prefix",),
    "prefill": ("prefill",),
    "identifies": ("identifies",),
}


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something is mended: the path of a box on this page, in a part of the library, or on the French page."""

    path: tuple[str, ...] = ()
    part: int | None = None
    language: str = ""
    element: str = ""
    # Whether an editor wrote it: the question that a choice to stay anonymous asks is the software's own.
    own: bool = True

    @property
    def contentpath(self) -> str:
        """The path as Wagtail's editor and its addresses write it."""
        return ".".join(self.path)

    def at(self, *names: str) -> "Spot":
        """Return a box within this one."""
        return replace(self, path=(*self.path, *names))


@dataclass(frozen=True, slots=True)
class Block:
    """A block as it is stored, and where it stands."""

    value: Raw
    spot: Spot
    # What the definition calls otherwise than the boxes of this block.
    renamed: Mapping[str, str] = field(default_factory=dict)


class Spots:
    """The boxes of one page as it is in memory."""

    def __init__(self, page: "ReportTypePage") -> None:
        self.page = page

    @cached_property
    def steps(self) -> list[tuple[Block, list[Block]]]:
        """Each step's block, and the blocks that its compiled items came from, in their order."""
        return [
            (Block(each["value"], spot), list(_items(each["value"].get("items"), spot.at("items"))))
            for each in with_parts(stored(self.page, "steps"))
            for spot in [Spot(("steps", _id(each)))]
        ]

    def rules(self, name: str) -> list[Block]:
        """Return the blocks of a list of rules."""
        return [Block(each["value"], Spot((name, _id(each)))) for each in stored(self.page, name)]

    def of(self, pointer: str) -> Spot:
        """Return where `pointer` into the definition was written; as near as can be told, else nowhere."""
        name, *rest = pointer.strip("/").split("/")
        if name == "steps":
            return self._in_steps(rest)
        if name == "blocks":
            return self._by_id(rest[0] if rest else "")
        if name in RULES:
            return _nth(self.rules(name), rest, Spot((name,)))
        if name in ("title", "summary"):
            return Spot((name,), language=rest[0] if rest and rest[0] != self._language else "")
        if name == "start":
            name, *rest = rest or [""]
        if name in (*START, "declaration"):
            return Spot((f"{name}_{rest[0] if rest else self._language}",))
        if name == "privacy":
            return Spot(("privacy_notice",))
        if name == "sample_answers":
            return Spot(
                element=f"inline_child_sample_answers-{rest[0]}" if rest else "id_sample_answers-FORMS"
            )
        return Spot(({"resume": "resume_mode"}.get(name, name),)) if name else Spot()

    def of_finding(self, finding: Finding) -> Spot:
        """Return where a finding is mended."""
        if finding.code in BY_CODE:
            return Spot((BY_CODE[finding.code],))
        block = self.of(finding.where)
        inner = (self.of(f"{finding.where}/{name}") for name in WITHIN.get(finding.code, ()))
        return next((spot for spot in inner if spot.path != block.path), block)

    @property
    def _language(self) -> str:
        return self.page.locale.language_code

    def _by_id(self, wanted: str) -> Spot:
        """Return the block with this id, retired ones and blocks of parts and groups too."""
        steps = Spot(("steps",))
        everywhere = _all_blocks(with_parts(stored(self.page, "steps")), steps)
        return next((spot for spot in everywhere if wanted and spot.path[-1] == wanted), steps)

    def _in_steps(self, rest: Sequence[str]) -> Spot:
        number = _number(rest[:1])
        if number is None or number >= len(self.steps):
            return Spot(("steps",))
        step, items = self.steps[number]
        if rest[1:2] == ["items"]:
            return _nth(items, rest[2:], step.spot.at("items"))
        return _within(step, rest[1:])


def _id(raw: Raw) -> str:
    return raw.get("id") or ""


def _all_blocks(raw: Sequence[Raw] | None, at: Spot) -> Iterator[Spot]:
    """Yield the spot of each step, item and question of a group, retired ones and those of parts too."""
    for each in raw or []:
        spot = at.at(_id(each))
        yield spot
        part = each["value"].get("part") if each["type"] == PART else None
        for name in ("items", "questions"):
            inner = Spot((name,), part=part) if part else spot.at(name)
            yield from _all_blocks(each["value"].get(name), inner)


def _items(raw: Sequence[Raw] | None, at: Spot) -> Iterator[Block]:
    """Yield the block behind each compiled item: none for what is retired, a part's own for what it holds."""
    for each in raw or []:
        spot, value = at.at(_id(each)), each["value"]
        if each["type"] == PART:
            yield from _items(value.get("items"), Spot(("items",), part=value.get("part")))
        elif each["type"] == ANONYMITY:
            yield Block(value, spot, {"text": "rule"})
            yield Block({}, replace(spot, own=False))
        elif each["type"] in ITEMS and value.get("retired") is not True:
            yield Block(value, spot)


def _nth(blocks: Sequence[Block], rest: Sequence[str], otherwise: Spot) -> Spot:
    number = _number(rest[:1])
    return _within(blocks[number], rest[1:]) if number is not None and number < len(blocks) else otherwise


def _within(block: Block, rest: Sequence[str]) -> Spot:
    """Go down from a block as far as the names lead."""
    value: Any = block.value
    spot = block.spot
    names = list(rest)
    while names and isinstance(value, Mapping):
        name = block.renamed.get(names[0]) or RENAMED.get(names[0], names[0])
        if name not in value:
            break
        spot, value = spot.at(name), value[name]
        names = names[1:]
        if isinstance(value, list) and names:
            child = _child(name, value, names[0])
            if child is None:
                break
            spot, value = spot.at(_id(child)), child["value"]
            names = [*(["text"] if name == "messages" else []), *names[1:]]
    return spot


def _child(name: str, rows: Sequence[Raw], wanted: str) -> Raw | None:
    if name in ("messages", "limits"):
        by = "code" if name == "messages" else "name"
        return next((each for each in rows if each["value"].get(by) == wanted), None)
    rows = [each for each in rows if each["value"].get("retired") is not True]
    number = _number([wanted])
    return rows[number] if number is not None and number < len(rows) else None


def _number(names: Sequence[str]) -> int | None:
    return int(names[0]) if names and names[0].isdecimal() else None
