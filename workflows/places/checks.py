"""What `manage.py check` says of an agency's own file of its area."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured

from workflows import places


def area_can_be_read(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse a file that is not there or holds no polygons, before a citizen's point is held against it."""
    if not settings.BOUNDARY_FILE:
        return []
    try:
        places.bounds()
    except ImproperlyConfigured as problem:
        hint = "Name a GeoJSON FeatureCollection of polygons in WGS 84 (docs/settings.md)."
        return [Error(str(problem), hint=hint, id="workflows.E001")]
    return []
