"""Parts of the library: what they hold, their keys under a prefix, their items under a condition."""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

Item = dict[str, Any]
# Limits whose value is, or begins with, the key of another answer: `lost_on+7`.
NAMING = frozenset({"min", "max", "group"})
_KEY = re.compile(r"[a-z][a-z0-9_]*")
STAY_ANONYMOUS = {
    "en": "Do you want to stay anonymous?",
    "fr": "Voulez-vous rester anonyme?",
}


def items_of(wanted: Collection[int]) -> dict[int, list[Mapping[str, Any]]]:
    """Return the items of parts by their primary key, as their blocks store them."""
    from forms.models import ReusablePart

    found = ReusablePart.objects.in_bulk(list(wanted))
    return {pk: part.items.stream_block.get_prep_value(part.items) for pk, part in found.items()}


def titles_of_parts(blocks: Iterable[Any]) -> dict[int, str]:
    """Return the titles of the parts that the blocks of a step name, by primary key; what is gone has none."""
    from forms.models import ReusablePart

    wanted = {block.value["part"] for block in blocks if block.what == "part" and block.value.get("part")}
    found = ReusablePart.objects.filter(pk__in=wanted).values_list("pk", "title") if wanted else ()
    return dict(found)


def prefixed(items: list[Item], prefix: str) -> list[Item]:
    """Return compiled items with `prefix_` before each of their keys, wherever a condition or a limit names one too."""
    renamed = {item["key"]: f"{prefix}_{item['key']}" for item in items if item.get("key")}
    return [
        {
            **_with_limits(_with_names(item, renamed), renamed),
            **({"key": renamed[item["key"]]} if item.get("key") else {}),
        }
        for item in items
    ]


def under(item: Item, condition: Any) -> Item:
    """Return a compiled item that also asks for `condition`; a stopper then stops under both."""
    if condition is None:
        return item
    name = "if" if item["item"] == "stopper" else "show_if"
    own = item.get(name)
    return {**item, name: condition if own is None else {"all": [condition, own]}}


def _with_limits(item: Item, renamed: Mapping[str, str]) -> Item:
    """Return a compiled item whose limits name the renamed answers; in a row, answers of the row come first."""
    if item.get("questions"):
        outside = {
            key: name
            for key, name in renamed.items()
            if key not in {each["key"] for each in item["questions"]}
        }
        return {**item, "questions": [_with_limits(each, outside) for each in item["questions"]]}
    limits = item.get("limits")
    if not limits:
        return item
    return {**item, "limits": {name: _named(name, value, renamed) for name, value in limits.items()}}


def _named(limit: str, value: Any, renamed: Mapping[str, str]) -> Any:
    if not isinstance(value, str) or limit not in NAMING:
        return value
    key = _KEY.match(value.strip())
    return renamed[key[0]] + value.strip()[key.end() :] if key and key[0] in renamed else value


def _with_names(node: Any, renamed: Mapping[str, str]) -> Any:
    """Return a compiled item whose conditions read the renamed answers; keys within rows stay as they are."""
    if isinstance(node, list):
        return [_with_names(each, renamed) for each in node]
    if not isinstance(node, dict):
        return node
    changed = {name: _with_names(each, renamed) for name, each in node.items()}
    if set(node) == {"var"} and node["var"] in renamed:
        return {"var": renamed[node["var"]]}
    if (
        set(node) == {"some"}
        and isinstance(node["some"], list)
        and node["some"]
        and node["some"][0] in renamed
    ):
        return {"some": [renamed[node["some"][0]], *changed["some"][1:]]}
    return changed
