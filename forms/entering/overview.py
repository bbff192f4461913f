"""The reports that somebody is entering for others, and the form that begins one."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from forms.entering.doors import entering_view
from forms.entering.walking import way_of_entry
from forms.entering.words import LANGUAGES, channels
from forms.listing import open_types
from workflows import definition, entering
from workflows.desk.decision import Field
from workflows.desk.doors import staff
from workflows.drafts import assess
from workflows.errors import WorkflowError
from workflows.models import ReportType, Submission
from workflows.submitting import SHOWN_AGAIN


@dataclass(frozen=True)
class Entry:
    """A report that is being entered, or was sent within the day, as the list shows it."""

    draft: Submission
    title: str
    address: str
    give_up: str = ""


@entering_view
def overview(request: HttpRequest) -> HttpResponse:
    """List what one is entering, and begin another report."""
    fields = _fields({})
    if request.method == "POST":
        fields = _fields(_given(request.POST), check=True)
        if not any(field.error for field in fields):
            return _begin(request, {field.name: field.value for field in fields})
    page = {
        "fields": fields,
        "entries": _entries(staff(request)),
        "sent": _sent(staff(request)),
        "form_link": reverse("entering:form_link"),
    }
    wrong = any(field.error for field in fields)
    return TemplateResponse(request, "forms/entering/overview.html", page, status=422 if wrong else 200)


def _begin(request: HttpRequest, given: dict[str, Any]) -> HttpResponse:
    rows = ReportType.objects.select_related("current_version", "policy")
    report_type = rows.get(key=given["report_type"])
    try:
        draft = entering.begin_for_somebody(
            report_type, by=staff(request), language=given["language"], channel=given["channel"]
        )
    except WorkflowError as refused:
        messages.error(request, str(refused))
        return redirect("entering:overview")
    return redirect(way_of_entry(draft).url(assess(draft).next_step or "check"))


def _given(posted: QueryDict) -> dict[str, str]:
    return {name: posted.get(name, "") for name in ("report_type", "language", "channel")}


def _fields(given: dict[str, str], *, check: bool = False) -> list[Field]:
    """Return the form's fields; `check` says what is missing."""
    return [
        choice("report_type", _("What it is about"), type_choices(), given, check=check),
        choice("language", _("Language of the person"), [*LANGUAGES.items()], given, check=check),
        choice("channel", _("How it came in"), channels(), given, check=check),
    ]


def type_choices() -> list[tuple[str, str]]:
    """Return the report types that are open now, by key, in the order of their titles."""
    listed = open_types((get_language() or "en")[:2])
    return sorted(((each["key"], each["title"]) for each in listed), key=lambda pair: pair[1].casefold())


def choice(
    name: str, title: str, choices: list[tuple[str, str]], given: dict[str, str], *, check: bool
) -> Field:
    """Return a field that is one of `choices`, with what is wrong where it is checked."""
    value = given.get(name, "")
    wrong = _("Choose from the list.") if check and value not in dict(choices) else ""
    return Field(name, title, "choice", True, value, wrong, choices)


def _entries(user: User) -> list[Entry]:
    return [
        Entry(
            draft,
            _title(draft),
            reverse("entering:take_up", args=[draft.public_id]),
            reverse("entering:give_up", args=[draft.public_id]),
        )
        for draft in entering.drafts_of(user)[:50]
    ]


def _sent(user: User) -> list[Entry]:
    rows = entering.sent_by(user).filter(submitted_at__gt=now() - SHOWN_AGAIN)
    rows = rows.select_related("form_version", "report_type")
    return [
        Entry(report, _title(report), reverse("entering:step", args=[report.public_id, "sent/"]))
        for report in rows.order_by("-submitted_at")[:20]
    ]


def _title(draft: Submission) -> str:
    return definition.pick(draft.definition["title"], get_language() or "en")
