"""What the template of a place asks for: `{% load places %}`."""

import json

from django import template

from forms import mapping
from workflows.definition import Field

register = template.Library()


@register.filter
def map_settings(field: Field) -> str:
    """Return all that the map of a question needs, as JSON for an attribute."""
    return json.dumps(mapping.map_of(field), ensure_ascii=False)


@register.filter
def pin_words(field: Field) -> str:
    """Return where the pin of a question is, in words."""
    return mapping.pin_words(field)


@register.filter
def split_words(text: str) -> list[str]:
    """Return the words of a text, to go through them."""
    return text.split()
