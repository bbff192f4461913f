"""What the templates of fields ask for: `{% load fields %}`."""

import json
import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forms.fields import AUTOCOMPLETE, ONESELF
from workflows.definition import (
    Field,
    FieldGroup,
    FieldPart,
    FieldRow,
    Option,
    kind_names,
    shown_money,
)
from workflows.definition.kinds.base import whole
from workflows.definition.kinds.dates import shown_date
from workflows.definition.kinds.day_limits import iso_date
from workflows.definition.kinds.place import PROVINCES
from workflows.definition.kinds.plates import ELSEWHERE
from workflows.models import Attachment

register = template.Library()

ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
AMOUNT = re.compile(r"[0-9]{1,15}\.[0-9]{2}")
CLOCK = re.compile(r"\d{2}:\d{2}")
LISTED_FROM = 13
IN_SUMMARY = 3
PART_TYPES = {"email": "email", "phone": "tel"}
ACCEPTED = {"image": "image/jpeg,image/png,image/heic,image/heif,image/webp", "pdf": "application/pdf"}


@register.filter
def kind_template(item: Any) -> str:
    """Return the template that draws a field, a group or guidance; an unknown kind is one line of text."""
    if getattr(item, "parts", None):
        return "forms/kinds/composite.html"
    known = {*kind_names(), "group", "guidance"}
    return f"forms/kinds/{item.kind if item.kind in known else 'short_text'}.html"


@register.filter
def as_json(value: Any) -> str:
    """Return a value as JSON, for an attribute."""
    return json.dumps(value, ensure_ascii=False)


@register.filter
def autocomplete(field: Field, part: str = "") -> str:
    """Return what the browser may fill in: one's own name and address, never a place where something happened."""
    return AUTOCOMPLETE.get(f"{field.key}-{part}" if part else field.key, "off")


@register.filter
def fills_in(field: Field, part: FieldPart) -> str:
    """Return what the browser may fill in for one part: only in a person's own name and address."""
    return part.autocomplete if part.autocomplete and field.key in ONESELF else "off"


@register.filter
def part_type(part: FieldPart) -> str:
    """Return the type of the input of one part."""
    return input_type(part.value, "date") if part.kind == "date" else PART_TYPES.get(part.kind, "text")


@register.filter
def describing(part: FieldPart) -> str:
    """Return the ids of what explains the input of one part: hint, error, what is said while typing."""
    ids = [f"{part.name}-hint"] if part.explained else []
    ids += [f"{part.name}-error"] if part.problem else []
    return " ".join([*ids, *([f"{part.name}-watch"] if part.watch else [])])


@register.filter
def has_required_part(field: Field) -> bool:
    """Whether some parts of a field must be filled in, so that the others say that they may stay empty."""
    return any(part.required for part in field.parts)


@register.filter
def option_groups(part: FieldPart) -> list[tuple[str, list[Option]]]:
    """Return what a list offers under its headings; most lists have none."""
    if part.kind != "plate_province":
        return [("", part.options)]
    canadian, elsewhere = len(PROVINCES), len(part.options) - len(ELSEWHERE)
    return [
        (_("Canada"), part.options[:canadian]),
        (_("United States"), part.options[canadian:elsewhere]),
        (_("Elsewhere"), part.options[elsewhere:]),
    ]


@register.filter
def watched(field: Field) -> str:
    """Return what a browser looks at while somebody types a serial number."""
    return "imei" if field.limits.get("format") == "imei" else "serial"


@register.filter
def hinted(field: Field) -> str:
    """Return what there is to look at again in the answer as a whole."""
    return " ".join(each.message for each in field.hints if each.path == field.path)


@register.filter
def dashed(name: str) -> str:
    """Return a code as it stands in the name of an attribute."""
    return name.replace("_", "-")


@register.filter
def sum_of(field: Field) -> str:
    """Return what a browser needs to work out a sum, as JSON."""
    limits = {name: field.limits.get(name) for name in ("group", "sum", "times")}
    return json.dumps({"key": field.key, **limits})


@register.filter
def money(value: str) -> str:
    """Return an amount as people read it."""
    try:
        return shown_money(Decimal(value))
    except InvalidOperation:
        return value


@register.filter
def most_characters(field: Field) -> int:
    """Return how many characters a text may have by its own limit, 0 for no limit or a broken one."""
    return max(0, whole(field.limits, "max_length", 0))


@register.filter
def count_texts(most: int) -> list[tuple[str, str]]:
    """Return the sentences of the design system's character count, by the name it has for each."""
    left = ngettext("You have %(count)s character left", "You have %(count)s characters left", 2)
    one_left = ngettext("You have %(count)s character left", "You have %(count)s characters left", 1)
    over = ngettext("You have %(count)s character too many", "You have %(count)s characters too many", 2)
    one_over = ngettext("You have %(count)s character too many", "You have %(count)s characters too many", 1)
    placed = {"count": "%{count}"}
    return [
        ("characters-under-limit.other", left % placed),
        ("characters-under-limit.one", one_left % placed),
        ("characters-at-limit", _("You have no characters left")),
        ("characters-over-limit.other", over % placed),
        ("characters-over-limit.one", one_over % placed),
    ]


@register.filter
def input_type(value: Any, wanted: str) -> str:
    """Return `date` or `time`, but `text` for something that those would not show: what was typed stays."""
    pattern = ISO_DATE if wanted == "date" else CLOCK
    return wanted if not value or pattern.fullmatch(str(value)) else "text"


@register.filter
def part_of(field: Field, part: str) -> str:
    """Return the text in one part of a field."""
    return str(field.values.get(part) or "")


@register.filter
def wrong(field: Field, part: str = "") -> str:
    """Return what is wrong with one part of an answer; without a part, with the answer as a whole."""
    if part:
        return field.part_problems.get(part, "")
    return " ".join(each.message for each in field.problems if each.path == field.path)


@register.filter
def has_more_of_address(field: Field) -> bool:
    """Whether something is said, or wrong, in the parts of an address that are folded in."""
    parts = ("unit", "city", "province", "postal_code")
    return any(field.values.get(part) or wrong(field, part) for part in parts)


@register.simple_tag
def described_by(field: Field, part: str = "") -> SafeString | str:
    """Return the ids of what explains an input: hint, example, error."""
    ids = [f"{field.name}-hint"] if field.help and not part else []
    ids += [f"{field.name}-example"] if field.example and not part else []
    ids += [f"{field.name}-error"] if wrong(field) else []
    ids += [f"{field.name}-{part}-error"] if part and wrong(field, part) else []
    return " ".join(ids)


@register.filter
def limit(field: Field, name: str) -> str:
    """Return a date limit as the browser's own picker wants it."""
    value = field.limits.get(name, "")
    return localtime(now()).date().isoformat() if value == "today" else str(value)


@register.filter
def attachments(field: Field, files: Mapping[str, Attachment] | None) -> list[Attachment]:
    """Return the files of a field, in their order."""
    ids = field.value if isinstance(field.value, list) else []
    return [files[each] for each in ids if each in files] if files else []


@register.filter
def accepted(field: Field) -> str:
    """Return the types of files that the browser offers."""
    types = field.limits.get("types") or ["image", "pdf"]
    return ",".join(ACCEPTED[each] for each in types if each in ACCEPTED)


@register.filter
def is_long_list(field: Field) -> bool:
    """Whether there are too many choices for radio buttons."""
    return len(field.options) >= LISTED_FROM


@register.filter
def takes_files(items: list[Any]) -> bool:
    """Whether a form has a question for files."""
    fields = [each for item in items for row in getattr(item, "rows", ()) for each in row.fields]
    return any(each.kind == "file" for each in [*items, *fields])


@register.filter
def summary_of(row: FieldRow) -> str:
    """Return the first answers of a row, as its card shows them when it is closed."""
    words = [said for field in row.fields if (said := _said(field))]
    return ", ".join(words[:IN_SUMMARY]) or _("nothing entered yet")


@register.filter
def has_problem(row: FieldRow) -> bool:
    """Whether something in a row needs attention."""
    return any(field.problems for field in row.fields)


@register.filter
def opens(row: FieldRow, group: FieldGroup) -> bool:
    """Whether a card is open: the only one, one with a problem, one with nothing in it yet, one that is worked on."""
    blank = not any(_said(field) for field in row.fields)
    return len(group.rows) == 1 or blank or row.worked_on or has_problem(row)


def _said(field: Field) -> str:
    if field.kind in ("money", "date"):
        return _in_words(field.kind, str(field.value or ""))
    if field.kind in ("short_text", "number", "serial_number", "signature"):
        return str(field.value or "")
    if field.parts:
        return " ".join(part.value for part in field.parts if part.value and not part.options)[:60]
    if field.kind == "statement":
        return str(field.value or "")[:60]
    return ", ".join(option.label for option in field.options if option.checked)


def _in_words(kind: str, text: str) -> str:
    """Return an amount or a day as people say it; what is none stays as it was typed."""
    if kind == "money" and AMOUNT.fullmatch(text):
        return shown_money(Decimal(text))
    day = iso_date(text) if kind == "date" else None
    return text if day is None else shown_date(day)
