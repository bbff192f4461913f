"""What only the editor's blocks say, before compiling takes them apart: parts, anonymity, prefill, retirement."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from forms.compile import ANONYMITY, ANONYMOUS, PART
from forms.lint.findings import Finding
from workflows import definition

Raw = Mapping[str, Any]
# Kinds that are about a person, or are an act of the person's own.
PERSONAL = frozenset(
    {
        *("person", "business", "email", "verified_email", "phone", "suspect", "witness"),
        *("card_ending", "signature", "consent"),
    }
)
PERSONAL_KEYS = frozenset({"first_name", "last_name", "birth_date", "email", "phone", "address"})
_PREFIX = re.compile(r"[a-z][a-z0-9_]{0,19}")


@dataclass(frozen=True, slots=True)
class Written:
    """One block of a step as an editor wrote it; `group` is the key of the group that it is asked in.

    `part` is the library's part that it comes from, `prefix` what its key gets there.
    """

    what: str
    value: Raw
    id: str
    group: str = ""
    part: int | None = None
    prefix: str = ""

    @property
    def path(self) -> str:
        """Where a finding about it is."""
        return f"/blocks/{self.id}"

    @property
    def key(self) -> str:
        """The key that names its answer; within the rows of a group no prefix is put before it."""
        key = (self.value.get("key") or "").strip()
        return f"{self.prefix}_{key}" if self.prefix and key and not self.group else key

    @property
    def retired(self) -> bool:
        """Whether it is no longer asked."""
        return self.value.get("retired") is True

    @property
    def called(self) -> str:
        """What an editor knows it by."""
        return definition.pick(self.value.get("label"), get_language() or "en") or self.key or "…"


def written(steps: Sequence[Raw]) -> list[Written]:
    """Return the blocks of all steps in reading order, those in groups and parts too (`compile.with_parts`)."""
    return [each for step in steps for each in _blocks(step["value"].get("items"))]


def _blocks(items: Iterable[Raw] | None, part: int | None = None, prefix: str = "") -> Iterator[Written]:
    for item in items or []:
        value, mark = item["value"], item.get("id") or ""
        yield Written(item["type"], value, mark, part=part, prefix="" if item["type"] == PART else prefix)
        if item["type"] == PART:
            yield from _blocks(value.get("items"), value.get("part"), (value.get("prefix") or "").strip())
        group = (value.get("key") or "").strip()
        for each in (value.get("questions") or []) if item["type"] == "group" else []:
            yield Written("question", each["value"], each.get("id") or "", group, part, prefix)


def check(
    blocks: Sequence[Written], *, parts: Mapping[int, str], anonymous_allowed: bool, previous: Iterable[Raw]
) -> Iterator[Finding]:
    """Yield what is wrong; `parts` are the titles of the parts that there are, by primary key."""
    yield from _parts(blocks, parts)
    yield from _anonymity(blocks, anonymous_allowed)
    for block in blocks:
        if block.what == "question" and block.value.get("prefill") is True:
            yield from _prefill(block)
    yield from _retired(blocks, previous)


def _parts(blocks: Sequence[Written], parts: Mapping[int, str]) -> Iterator[Finding]:
    named = [block for block in blocks if block.what == PART]
    times = Counter((block.value.get("part"), _prefix(block)) for block in named)
    for block in named:
        part, prefix = block.value.get("part"), _prefix(block)
        if not part:
            yield Finding("part_missing", block.path, _("Choose a part of the library, or remove its block."))
        elif part not in parts:
            sentence = _("A part of the library that is used here is not there any more. Choose another.")
            yield Finding("part_deleted", block.path, sentence)
        elif not block.value.get("items"):
            sentence = _("The part “%(part)s” is empty. Add a question to it in the library.")
            yield Finding("part_empty", block.path, sentence % {"part": parts[part]})
        if prefix and not _PREFIX.fullmatch(prefix):
            sentence = _("The prefix “%(prefix)s” needs lower-case letters, digits and _, at most 20.")
            yield Finding("prefix", block.path, sentence % {"prefix": prefix})
        if part and part in parts and times.pop((part, prefix), 0) > 1:
            sentence = _("The part “%(part)s” is here more than once. Give each its own prefix of keys.")
            yield Finding("part_twice", block.path, sentence % {"part": parts[part]})


def _prefix(block: Written) -> str:
    return (block.value.get("prefix") or "").strip()


def _anonymity(blocks: Sequence[Written], allowed: bool) -> Iterator[Finding]:
    offers = [block for block in blocks if block.what == ANONYMITY]
    identifying = [
        block for block in blocks if block.what == "question" and block.value.get("identifies") is True
    ]
    for block in blocks:
        if block.what in {"question", "group"} and block.key == ANONYMOUS:
            sentence = _("“%(key)s” is the key of the choice to stay anonymous. Choose another.")
            yield Finding("reserved_key", block.path, sentence % {"key": ANONYMOUS})
    if not offers:
        # A part of the library may be ready for types that offer it.
        for block in [each for each in identifying if each.part is None][:1]:
            yield _for_nothing(block)
        return
    yield from _offer(offers, identifying, blocks, allowed)


def _for_nothing(block: Written) -> Finding:
    sentence = _(
        "“%(name)s” says who the person is, but nobody can stay anonymous here: it is asked of everybody."
    )
    return Finding("identifies", block.path, sentence % {"name": block.called}, blocks=False)


def _offer(
    offers: Sequence[Written], identifying: Sequence[Written], blocks: Sequence[Written], allowed: bool
) -> Iterator[Finding]:
    first = offers[0]
    if not allowed:
        sentence = _(
            "The review policy does not allow anonymous reports. Remove the choice to stay anonymous."
        )
        yield Finding("anonymous_forbidden", first.path, sentence)
    if len(offers) > 1:
        yield Finding("anonymity_twice", offers[1].path, _("Ask once whether a person stays anonymous."))
    for code, language in settings.LANGUAGES:
        if not ((first.value.get("rule") or {}).get(code) or "").strip():
            sentence = _("Write the rule on tracing in this language too: %(language)s.")
            yield Finding("tracing_rule", first.path, sentence % {"language": language})
    for block in identifying:
        if blocks.index(block) < blocks.index(first):
            sentence = _("“%(name)s” comes before the choice to stay anonymous. Put the choice first.")
            yield Finding("anonymity_late", block.path, sentence % {"name": block.called})
    if not identifying:
        sentence = _("No question is marked as saying who the person is, so all are asked of everybody.")
        yield Finding("nothing_identifies", first.path, sentence, blocks=False)


def _prefill(block: Written) -> Iterator[Finding]:
    personal = block.value.get("kind") in PERSONAL or block.key in PERSONAL_KEYS
    if personal or block.value.get("identifies") is True:
        sentence = _("“%(name)s” is about a person, so no link may fill it in: links are seen by others.")
        yield Finding("prefill", block.path, sentence % {"name": block.called})
    elif block.group:
        sentence = _("“%(name)s” is asked in a group, and a link fills in questions outside groups only.")
        yield Finding("prefill", block.path, sentence % {"name": block.called})


def _retired(blocks: Sequence[Written], previous: Iterable[Raw]) -> Iterator[Finding]:
    """A retired question keeps its key and its kind; it can be brought back."""
    retired = [block for block in blocks if block.retired]
    asked = {block.key for block in blocks if block.what in {"question", "group"} and not block.retired}
    kinds = _published_kinds(previous) if retired else {}
    for block in retired:
        values = {"name": block.called, "key": block.key}
        if block.key and block.key in asked:
            sentence = _("“%(key)s” is the key of “%(name)s”, which is retired. Choose another key.")
            yield Finding("retired_key", block.path, sentence % values)
        kind = kinds.get(block.key)
        if kind and kind != block.value.get("kind"):
            sentence = _("“%(name)s” is retired, and its kind stays “%(kind)s”.")
            yield Finding("changed_kind", block.path, sentence % {**values, "kind": kind})


def _published_kinds(previous: Iterable[Raw]) -> dict[str, str]:
    found: dict[str, str] = {}
    for body in previous:
        for asked in definition.Definition.of(body).asked.values():
            for question in getattr(asked, "questions", None) or [asked]:
                found.setdefault(question.key, getattr(question, "kind", ""))
    return found
