"""Compiling: from what an editor put together to the one JSON that drives everything (docs/definition.md).

It reads the blocks' stored JSON, never their objects: 130 questions take a few milliseconds. Whatever else the page
points at is copied by value.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Max
from django.utils.translation import get_language

from accounts.models import User
from forms import conditions, parts
from forms.limits import read_limit
from workflows import definition
from workflows.definition.upgrades import SCHEMA_VERSION
from workflows.models import FormVersion, ReportType, Survey

if TYPE_CHECKING:
    from forms.models import ReportTypePage

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
START = ("who_for", "excluded", "needed", "next")
PART, ANONYMITY = "part", "anonymity"
# The question that a choice to stay anonymous asks, and what holds for those who do not.
ANONYMOUS = "stay_anonymous"
NAMED = {"ne": [{"var": ANONYMOUS}, "yes"]}

Raw = Mapping[str, Any]


def language_of(asked: str) -> str:
    """Return the language in which a form is shown to an editor: the one asked for, else the editor's own."""
    own = (get_language() or "").partition("-")[0]
    return next((each for each in (asked, own) if each in LANGUAGES), LANGUAGES[0])


def compile_page(page: "ReportTypePage") -> dict[str, Any]:
    """Return the definition of a report type as its pages stand now, drafts included.

    `page` is the one in the default language; title and summary come from its translations too. What is missing is
    empty: the lint says so.
    """
    pages = page.in_each_language()
    steps = with_parts(stored(page, "steps"))
    kinds = _kinds(steps)
    return {
        "schema_version": SCHEMA_VERSION,
        "key": page.key,
        "languages": list(LANGUAGES),
        "title": {code: pages[code].title if code in pages else "" for code in LANGUAGES},
        "summary": {code: pages[code].summary if code in pages else "" for code in LANGUAGES},
        "start": {"minutes": page.minutes, **{name: _field(page, name) for name in START}},
        "privacy": page.privacy_notice.frozen() if page.privacy_notice else {},
        "declaration": _field(page, "declaration"),
        "steps": [_step(each["value"], kinds) for each in steps],
        "eligibility": [_eligibility(each["value"], kinds) for each in stored(page, "eligibility")],
        "advice": [_advice(each["value"], kinds) for each in stored(page, "advice")],
        "resume": page.resume_mode,
        "offence_map": [_offence(each["value"], kinds) for each in stored(page, "offence_map")],
        "transfer": page.transfer or {},
    }


def compile_steps(steps: Sequence[Raw]) -> list[dict[str, Any]]:
    """Return the compiled steps of stored ones, parts taken in by `with_parts`."""
    kinds = _kinds(steps)
    return [_step(each["value"], kinds) for each in steps]


def kinds_in(steps: Sequence[Raw]) -> dict[str, str]:
    """Return the kind of each question of stored steps by its key."""
    return _kinds(steps)


def insert_version(owner: ReportType | Survey, body: dict[str, Any], by: User | None) -> FormVersion:
    """Return the version with this body: the one that there is, current or earlier, else a new one.

    Versions are only ever added. The caller makes it the current one, and holds the lock of what it is a version of.
    """
    digest = definition.digest(body)
    found = FormVersion.objects.filter(digest=digest).first()
    if found is not None:
        return found
    latest = owner.versions.aggregate(latest=Max("number"))["latest"] or 0
    return FormVersion.objects.create(
        report_type=owner if isinstance(owner, ReportType) else None,
        survey=owner if isinstance(owner, Survey) else None,
        number=latest + 1,
        digest=digest,
        schema_version=body["schema_version"],
        languages=body["languages"],
        canonical=definition.canonical(body).decode(),
        created_by=by,
    )


def stored(page: "ReportTypePage", field: str) -> list[Raw]:
    """Return a stream as its blocks store it, without building their objects."""
    value = getattr(page, field)
    return value.stream_block.get_prep_value(value)


def with_parts(steps: Sequence[Raw]) -> list[Raw]:
    """Return the steps with what each part of the library holds now put into the block that names it."""
    wanted = {
        each["value"].get("part")
        for step in steps
        for each in step["value"].get("items") or []
        if each["type"] == PART
    }
    found = parts.items_of(wanted - {None}) if wanted else {}
    return [_filled(step, found) for step in steps] if wanted else list(steps)


def _filled(step: Raw, found: Mapping[int, list[Raw]]) -> dict[str, Any]:
    items = [
        {**each, "value": {**each["value"], "items": found.get(each["value"].get("part"), [])}}
        if each["type"] == PART
        else each
        for each in step["value"].get("items") or []
    ]
    return {**step, "value": {**step["value"], "items": items}}


def _unpacked(items: Sequence[Raw] | None, prefix: str = "") -> Iterator[tuple[str, Raw]]:
    """Yield the blocks of a step, those of parts too, with the prefix that their keys get."""
    for item in items or []:
        if item["type"] == PART:
            yield from _unpacked(item["value"].get("items"), _string(item["value"], "prefix"))
        elif item["type"] != ANONYMITY:
            yield prefix, item


def _field(page: "ReportTypePage", name: str) -> dict[str, str]:
    return _text({code: getattr(page, f"{name}_{code}") for code in LANGUAGES})


def _text(raw: Raw | None) -> dict[str, str]:
    return {code: ((raw or {}).get(code) or "").replace("\r\n", "\n").strip() for code in LANGUAGES}


def _optional(raw: Raw | None) -> dict[str, str] | None:
    text = _text(raw)
    return text if any(text.values()) else None


def _rows(raw: Any) -> list[Raw]:
    return [each["value"] for each in raw or []]


def _string(raw: Raw, name: str) -> str:
    return (raw.get(name) or "").strip()


def _kinds(steps: Sequence[Raw]) -> dict[str, str]:
    """The kind of every question by key, which says how the value of a comparison is meant."""
    found = {ANONYMOUS: "yes_no"} if _offers_anonymity(steps) else {}
    for step in steps:
        for prefix, item in _unpacked(step["value"].get("items")):
            for raw in _rows(item["value"].get("questions")) if item["type"] == "group" else [item["value"]]:
                key = _string(raw, "key")
                found[key] = found[f"{prefix}_{key}" if prefix else key] = raw.get("kind") or ""
    return found


def _offers_anonymity(steps: Sequence[Raw]) -> bool:
    return any(each["type"] == ANONYMITY for step in steps for each in step["value"].get("items") or [])


def _step(raw: Raw, kinds: conditions.Kinds) -> dict[str, Any]:
    items = [each for part in raw.get("items") or [] for each in _items(part, kinds)]
    return {
        "key": _string(raw, "key"),
        "title": _text(raw.get("title")),
        "intro": _optional(raw.get("intro")),
        "show_if": conditions.to_json(raw.get("show_if"), kinds),
        "items": items,
    }


def _items(raw: Raw, kinds: conditions.Kinds) -> list[dict[str, Any]]:
    """Return what one block of a step stands for: itself, a part's items, nothing when it is retired."""
    if raw["type"] == PART:
        return _part(raw["value"], kinds)
    if raw["type"] == ANONYMITY:
        return _anonymity(raw["value"])
    if raw["type"] not in ITEMS or raw["value"].get("retired") is True:
        return []
    return [ITEMS[raw["type"]](raw["value"], kinds)]


def _part(raw: Raw, kinds: conditions.Kinds) -> list[dict[str, Any]]:
    items = [each for item in raw.get("items") or [] for each in _items(item, kinds)]
    prefix, show_if = _string(raw, "prefix"), conditions.to_json(raw.get("show_if"), kinds)
    if prefix:
        items = parts.prefixed(items, prefix)
    return [parts.under(item, show_if) for item in items]


def _anonymity(raw: Raw) -> list[dict[str, Any]]:
    """Ask whether the person stays anonymous, under the rule on tracing."""
    asked = {"key": ANONYMOUS, "kind": "yes_no", "required": True, "label": parts.STAY_ANONYMOUS}
    return [_guidance({"text": raw.get("rule")}, {}), _question(asked, {})]


def _question(raw: Raw, kinds: conditions.Kinds, row: Sequence[str] = ()) -> dict[str, Any]:
    kind = raw.get("kind") or ""
    question = {
        "item": "question",
        "key": _string(raw, "key"),
        "kind": kind,
        "label": _text(raw.get("label")),
        "help": _optional(raw.get("help")),
        "example": _optional(raw.get("example")),
        "required": raw.get("required") is True,
        "not_sure": raw.get("not_sure") is True,
        "show_if": conditions.to_json(raw.get("show_if"), kinds, row),
        "limits": {
            each["name"]: read_limit(each["name"], each.get("value") or "", kind)
            for each in _rows(raw.get("limits"))
        },
        "messages": {_string(each, "code"): _text(each.get("text")) for each in _rows(raw.get("messages"))},
    }
    choices = _rows(raw.get("choices"))
    if choices or kind in {"one_of", "some_of"}:
        question["choices"] = [_choice(each) for each in choices]
    if raw.get("prefill") is True:
        question["prefill"] = True
    if raw.get("identifies") is True and ANONYMOUS in kinds:
        question = parts.under(question, NAMED)
    return question


def _choice(raw: Raw) -> dict[str, Any]:
    return {
        "token": _string(raw, "token"),
        "label": _text(raw.get("label")),
        "hint": _optional(raw.get("hint")),
    }


def _group(raw: Raw, kinds: conditions.Kinds) -> dict[str, Any]:
    questions = [each for each in _rows(raw.get("questions")) if each.get("retired") is not True]
    row = [_string(each, "key") for each in questions]
    return {
        "item": "group",
        "key": _string(raw, "key"),
        "label": _text(raw.get("label")),
        "help": _optional(raw.get("help")),
        "row_label": _text(raw.get("row_label")),
        "min": raw.get("min") or 0,
        "max": raw.get("max") or 0,
        "show_if": conditions.to_json(raw.get("show_if"), kinds),
        "questions": [_question(each, kinds, row) for each in questions],
    }


def _guidance(raw: Raw, kinds: conditions.Kinds) -> dict[str, Any]:
    show_if = conditions.to_json(raw.get("show_if"), kinds)
    return {"item": "guidance", "text": _text(raw.get("text")), "show_if": show_if}


def _stopper(raw: Raw, kinds: conditions.Kinds) -> dict[str, Any]:
    return {"item": "stopper", "reason": raw.get("reason") or "", **_ending(raw, kinds)}


def _ending(raw: Raw, kinds: conditions.Kinds) -> dict[str, Any]:
    """What a stopper and a rule of eligibility have in common: when the way ends, and what is said then."""
    link = raw.get("link") or {}
    label = _optional(link.get("label"))
    return {
        "key": _string(raw, "key"),
        "if": conditions.to_json(raw.get("condition"), kinds),
        "title": _text(raw.get("title")),
        "text": _text(raw.get("text")),
        "link": {"label": label or _text(None), "url": _string(link, "url")}
        if label or link.get("url")
        else None,
    }


def _eligibility(raw: Raw, kinds: conditions.Kinds) -> dict[str, Any]:
    days = {"from": raw.get("begins"), "until": raw.get("ends")}
    return {**_ending(raw, kinds), **{name: str(day) if day else None for name, day in days.items()}}


def _advice(raw: Raw, kinds: conditions.Kinds) -> dict[str, Any]:
    return {
        "key": _string(raw, "key"),
        "if": conditions.to_json(raw.get("condition"), kinds),
        "question": _string(raw, "question"),
        "text": _text(raw.get("text")),
    }


def _offence(raw: Raw, kinds: conditions.Kinds) -> dict[str, Any]:
    return {"if": conditions.to_json(raw.get("condition"), kinds), "offence": _string(raw, "offence")}


ITEMS: Mapping[str, Callable[[Raw, conditions.Kinds], dict[str, Any]]] = {
    "question": _question,
    "group": _group,
    "guidance": _guidance,
    "stopper": _stopper,
}
