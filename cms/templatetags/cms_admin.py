"""What the templates of the admin screens need."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.db.models import Model

from cms.uses import Use, uses_of

register = template.Library()


@register.simple_tag
def of_map(values: Mapping[Any, Any], name: Any) -> Any:
    """Return what a mapping has under a name that only the template knows."""
    return values.get(name, "")


@register.simple_tag(takes_context=True)
def used_by(context: Any) -> list[Use]:
    """Return what uses the row that the screen is about to delete or take down."""
    model = getattr(context.get("model_opts"), "model", Model)
    for name in ("page", "object", "image", "document", "snippet", "instance"):
        row = context.get(name)
        row = row.get("item") if isinstance(row, dict) else row
        if isinstance(row, model) and isinstance(row, Model):
            return uses_of(row, context["request"].user)
    return []
