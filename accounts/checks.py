"""What `manage.py check --deploy` refuses about signing in."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error


def second_factor_has_no_exemption(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Refuse the demo's exemption, and the demo itself, on a site that goes into service."""
    if not settings.SECOND_FACTOR_EXEMPT:
        return []
    return [
        Error(
            "SECOND_FACTOR_EXEMPT is on: staff of this machine may sign in by a password alone.",
            hint="Unset it and set CONSTAT_ENV=production. It is for the demonstration only.",
            id="accounts.E001",
        )
    ]
