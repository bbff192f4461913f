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
    attrs = field.field.widget.attrs
    attrs.pop("placeholder", None)
    # What is wrong with the form as a whole stands in the summary; no field says it by itself.
    if field.form.non_field_errors():
        own = f"{field.auto_id}_error" if field.errors else ""
        attrs |= {"aria-invalid": "true", "aria-describedby": f"refused {own}".strip()}
    return str(field)
