"""What results are grouped by, one at a time: two at once would leave cells that a subtraction finds."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from workflows import definition
from workflows.models import ReportType, Unit

Group = Callable[[Any], str]

GROUPS: dict[str, tuple[Any, Group]] = {
    "type": (gettext_lazy("Report type"), lambda each: each.type_key),
    "unit": (gettext_lazy("Unit"), lambda each: each.unit_key),
    "language": (gettext_lazy("Language"), lambda each: each.language),
    "quarter": (gettext_lazy("Quarter"), lambda each: quarter_of(each.week)),
}


def group_of(by: str) -> Group:
    """Return what says which group a response or an invitation is in; without `by` there is one."""
    return GROUPS[by][1] if by in GROUPS else lambda _each: ""


def quarter_of(day: date) -> str:
    """Return the quarter of a day, such as `2026-4`."""
    return f"{day.year}-{(day.month - 1) // 3 + 1}"


def titles_of(by: str, keys: Sequence[str], language: str) -> list[str]:
    """Return what groups are called."""
    if by == "quarter":
        return [_quarter(key) for key in keys]
    known: dict[str, Callable[[str], dict[str, str]]] = {
        "type": _types,
        "unit": _units,
        "language": _languages,
    }
    names = known[by](language) if by in known else {}
    return [names.get(key) or key or _("Not known") for key in keys]


def _languages(_language: str) -> dict[str, str]:
    return {code: str(name) for code, name in settings.LANGUAGES}


def _quarter(key: str) -> str:
    year, _dash, quarter = key.partition("-")
    return _("Q%(quarter)s %(year)s") % {"quarter": quarter, "year": year}


def _types(language: str) -> dict[str, str]:
    types = ReportType.objects.select_related("current_version")
    return {
        each.key: definition.pick(each.current_version.definition["title"], language)
        for each in types
        if each.current_version
    }


def _units(language: str) -> dict[str, str]:
    return {each.key: each.title(language) for each in Unit.objects.all()}
