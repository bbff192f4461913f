"""Open texts of a survey without what would say who wrote them; done before they are handed down to be kept."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from cms.feedback.scrubbing import scrub
from workflows.definition import Definition

TEXTS = frozenset({"short_text", "long_text", "statement"})


def without_personal(body: Any, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return answers whose texts hold no phone, address, card or number of a person."""
    asked = Definition.of(body).asked
    return {key: _scrubbed(getattr(asked.get(key), "kind", ""), value) for key, value in answers.items()}


def _scrubbed(kind: str, value: Any) -> Any:
    if kind not in TEXTS or not isinstance(value, str):
        return value
    return scrub(value, marks=lambda _kind: _("removed"), ours=[settings.AGENCY["phone"]]).text
