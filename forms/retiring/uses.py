"""What hangs on a question: conditions, rules, letters, mappings, and how many reports answer it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from forms.lint.places import Place, Places
from forms.models import ReusablePart
from workflows import definition, transfer_kinds, transfer_record
from workflows.answered import how_many_answer, how_many_drafts_answer
from workflows.models import LetterTemplate

Body = Mapping[str, Any]
# Kinds whose answer may be where letters go.
ADDRESSED = frozenset({"verified_email", "person", "business"})


@dataclass(frozen=True)
class Uses:
    """What uses one question, each in words; counts only of what citizens wrote."""

    rules: list[str]
    letters: list[str]
    mappings: list[str]
    reports: int
    drafts: int


def uses_of(body: Body, key: str, group: str = "") -> Uses:
    """Return what uses the question of a report type; `group` is where it is asked in rows."""
    return Uses(
        rules=list(dict.fromkeys(_rules(Places(body), key, group))),
        letters=list(_letters(key, _kind(body, key))),
        mappings=list(_mappings(body, key, group)),
        reports=how_many_answer(body["key"], key, group),
        drafts=how_many_drafts_answer(body["key"], key, group),
    )


def _rules(places: Places, key: str, group: str) -> Iterator[str]:
    for place in [*places.all, *places.rules]:
        if _reads(place.condition, key, group, place):
            yield place.where
        if place.what == "advice" and place.node.get("question") == key and not group:
            yield _("%(where)s leads to it") % {"where": place.where}
        if place.what == "question" and place.key != key and _limited_by(place.node, key):
            yield _("%(where)s has a limit that looks at it") % {"where": place.where}
    for rule in places.body["offence_map"]:
        if _reads(rule["if"], key, group):
            yield _("Suggested offence code %(code)s") % {"code": rule["offence"]}


def _reads(condition: Any, key: str, group: str, place: Place | None = None) -> bool:
    if condition is None:
        return False
    if not group:
        return key in set(definition.mentioned(condition))
    in_same_row = place is not None and place.group is not None and place.group["key"] == group
    return (in_same_row and key in set(definition.mentioned(condition, "row"))) or _in_some(
        condition, key, group
    )


def _in_some(condition: Any, key: str, group: str) -> bool:
    """Whether the condition looks at a value of the group's rows."""
    if isinstance(condition, list):
        return any(_in_some(each, key, group) for each in condition)
    if not isinstance(condition, dict):
        return False
    body = condition.get("some")
    if isinstance(body, list) and len(body) == 2 and body[0] == group:
        return key in set(definition.mentioned(body[1], "row"))
    return any(_in_some(each, key, group) for each in condition.values())


def _limited_by(question: Body, key: str) -> bool:
    """Whether a limit such as `lost_on+7`, or a sum over rows, names the question."""
    values = [value for value in (question.get("limits") or {}).values() if isinstance(value, str)]
    return any(value.replace("-", "+").split("+")[0].strip() == key for value in values)


def _kind(body: Body, key: str) -> str:
    return str(getattr(definition.Definition.of(body).asked.get(key), "kind", ""))


def _letters(key: str, kind: str) -> Iterator[str]:
    """Letters whose text names the answer in braces; all, where the answer says where letters go."""
    for letter in LetterTemplate.objects.all():
        texts = (letter.subject_en, letter.subject_fr, letter.body_en, letter.body_fr)
        if any(f"{{{key}}}" in text for text in texts):
            yield _("The letter “%(letter)s”") % {"letter": letter.kind}
    if key == "email" or kind in ADDRESSED:
        yield _("All letters: without this answer there may be no address to send them to")


def _mappings(body: Body, key: str, group: str) -> Iterator[str]:
    named = transfer_record.ITEM_KEYS if group == "items" else transfer_record.MAPPED
    mapped = key in named or key.startswith("vehicle_") or _kind(body, key) in transfer_kinds.WITH_PARTS
    if mapped and (not group or group == "items"):
        yield _("A field of its own in the message to the records system")
    asked = definition.Definition.of(body).asked.get(key)
    if isinstance(asked, definition.Question) and asked.prefill:
        yield _("Links that fill it in")
    for part in ReusablePart.objects.all():
        items = part.items.stream_block.get_prep_value(part.items)
        if any((item["value"].get("key") or "") == key for item in items):
            yield _("The part “%(part)s” of the library has a question with this key") % {"part": part.title}
