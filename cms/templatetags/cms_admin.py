"""What the templates of the admin screens need."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.simple_tag
def of_map(values: Mapping[Any, Any], name: Any) -> Any:
    """Return what a mapping has under a name that only the template knows."""
    return values.get(name, "")
