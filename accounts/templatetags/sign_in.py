"""What the sign-in pages show of the agency and of a form."""

from typing import cast

from django import forms, template
from django.conf import settings
from django.utils.translation import get_language

from accounts import look

register = template.Library()


@register.simple_tag
def agency_name() -> str:
    """The agency's name in the language of the page."""
    names = cast(dict[str, str], settings.AGENCY["name"])
    return names.get(get_language() or "en", names["en"])


@register.simple_tag
def agency_look() -> look.Look:
    """The agency's colours and logo as they are now."""
    return look.now()


@register.simple_tag
def other_language() -> dict[str, str]:
    """The language to switch to: its code and its own name."""
    code = "en" if get_language() == "fr" else "fr"
    return {"code": code, "name": {"en": "English", "fr": "Français"}[code]}


@register.filter
def without_placeholder(field: forms.BoundField) -> str:
    """The field's control with its label outside, not as a placeholder that goes when one types."""
    field.field.widget.attrs.pop("placeholder", None)
    return str(field)
