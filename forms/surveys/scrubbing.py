"""Open texts of a survey without what would say who wrote them; done before they are handed down to be kept."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from workflows.definition import Definition

TEXTS = frozenset({"short_text", "long_text", "statement"})
# Mail addresses, postal codes, and six digits or more with what stands between them.
PERSONAL = re.compile(
    r"[\w.+-]+@[\w-]+\.[\w.-]+|(?<!\w)[A-Za-z]\d[A-Za-z][ -]?\d[A-Za-z]\d(?!\w)|\+?\d(?:[\s.\-()/]{0,3}\d){5,}"
)


def without_personal(body: Any, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return answers whose texts hold no phone, address, card or number of a person."""
    asked = Definition.of(body).asked
    return {key: _scrubbed(getattr(asked.get(key), "kind", ""), value) for key, value in answers.items()}


def _scrubbed(kind: str, value: Any) -> Any:
    if kind not in TEXTS or not isinstance(value, str):
        return value
    return PERSONAL.sub(f"[{_('removed')}]", value)
