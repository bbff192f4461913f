"""What is said before sending, and never blocks it: what would make the report stronger, what came in before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.visitors import address_of
from forms.way.places import Way, language
from workflows import definition
from workflows.definition import Hint, Part
from workflows.models import Submission
from workflows.same_things import VIN, hint_for


@dataclass(frozen=True)
class Advice:
    """One thing that would make a report stronger: what is said, and the question that it is about."""

    text: str
    label: str
    address: str


def advice(draft: Submission, way: Way, steps: Mapping[str, str]) -> list[Advice]:
    """Return what would make the report stronger; `steps` are the steps in which questions stand, by key."""
    found = definition.hints(draft.definition, draft.answers, language())
    labels = _labels(definition.present(draft.definition, draft.answers, language())) if found else {}
    return [_advice(each, way, steps, labels) for each in found]


def _advice(hint: Hint, way: Way, steps: Mapping[str, str], labels: Mapping[str, str]) -> Advice:
    step = steps.get(hint.path.strip("/").partition("/")[0])
    address = f"{way.url(step)}?from=check#{definition.field_name(hint.path)}" if step else ""
    path = hint.path
    while path and path not in labels:
        path = path.rpartition("/")[0]
    return Advice(hint.message, labels.get(path, ""), address)


def _labels(parts: Iterable[Part]) -> dict[str, str]:
    """Return what each question is called by its path; one of several rows with the number of its row."""
    labels: dict[str, str] = {}
    for row in (row for part in parts for row in part.rows):
        labels[row.path] = row.label
        for number, children in enumerate(row.children, start=1):
            named = f" ({row.row_label or row.label} {number})" if len(row.children) > 1 else ""
            labels |= {each.path: each.label + named for each in children}
    return labels


def came_in_before(request: HttpRequest, draft: Submission, kept: Mapping[str, Any]) -> str:
    """Return the sentence that such a number was reported, or nothing; `workflows/same_things.py` has the rule."""
    hint = hint_for(draft, kept, address_of(request))
    if hint is None:
        return ""
    day = date_format(hint.day, "DATE_FORMAT")
    if hint.kind == VIN:
        return _("A report with the same vehicle identification number (VIN) came in on %(day)s.") % {
            "day": day
        }
    return _("A report with the same serial number came in on %(day)s.") % {"day": day}
