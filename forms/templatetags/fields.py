"""What the templates of fields ask for: `{% load fields %}`."""

import json
import re
from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _

from forms.fields import AUTOCOMPLETE
from workflows.definition import Field, FieldGroup, FieldRow, kind_names
from workflows.models import Attachment

register = template.Library()

ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
CLOCK = re.compile(r"\d{2}:\d{2}")
LISTED_FROM = 13
IN_SUMMARY = 3
ACCEPTED = {"image": "image/jpeg,image/png,image/heic,image/heif,image/webp", "pdf": "application/pdf"}


@register.filter
def kind_template(item: Any) -> str:
    """Return the template that draws a field, a group or guidance; an unknown kind is one line of text."""
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
    """Whether a card is open: the only one, one with a problem, one with nothing in it yet."""
    blank = not any(_said(field) for field in row.fields)
    return len(group.rows) == 1 or blank or has_problem(row)


def _said(field: Field) -> str:
    if field.kind in ("short_text", "number", "money", "date"):
        return str(field.value or "")
    return ", ".join(option.label for option in field.options if option.checked)
