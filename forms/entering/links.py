"""Letting the person do it: a link to the form, or to what was entered so far, goes to their phone or mailbox."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from forms.entering.doors import entering_view, own_entry_or_404
from forms.entering.overview import choice, type_choices
from forms.entering.words import LANGUAGES
from forms.models import ReportTypePage
from forms.routing import private
from workflows import definition
from workflows.desk.decision import Field
from workflows.desk.doors import staff
from workflows.drafts import is_open, resume_code_of
from workflows.errors import Invalid, WorkflowError
from workflows.form_links import form_behind, refusal_of_links, refusal_of_texts, send_form
from workflows.models import FormLink, ReportType, Submission
from workflows.reporting_person import reporting_of

NAMES = ("report_type", "language", "way", "address")


@entering_view
def form_link(request: HttpRequest) -> HttpResponse:
    """Send the link to a form to a caller who fills it in alone."""
    given = _given(request.POST)
    if request.method != "POST":
        return _show(request, _fields({"language": (get_language() or "en")[:2]}))
    fields = _fields(given, check=True)
    if any(field.error for field in fields):
        return _show(request, fields)
    rows = ReportType.objects.select_related("policy", "current_version")
    return _sent(request, rows.get(key=given["report_type"]), given, fields) or redirect("entering:form_link")


@entering_view
def send_draft(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Send the person the link that opens what was entered so far; they finish and send it themselves."""
    draft = own_entry_or_404(request, draft_id)
    if not is_open(draft):
        return redirect("entering:overview")
    given = {**_given(request.POST), "language": draft.language}
    if request.method != "POST":
        return _show(request, _draft_fields({"way": FormLink.Way.EMAIL, **_known(draft)}), draft)
    fields = _draft_fields(given, check=True)
    if any(field.error for field in fields):
        return _show(request, fields, draft)
    answer = _sent(request, draft.report_type, given, fields, draft)
    return answer or redirect("entering:send", draft.public_id)


def _known(draft: Submission) -> dict[str, str]:
    return {"address": reporting_of(draft.definition, draft.answers).email}


def _given(posted: QueryDict) -> dict[str, str]:
    return {name: posted.get(name, "") for name in NAMES}


def _sent(
    request: HttpRequest,
    report_type: ReportType,
    given: dict[str, str],
    fields: list[Field],
    draft: Submission | None = None,
) -> HttpResponse | None:
    """Have the message sent; return the form again where that is refused, with the reason at its field."""
    try:
        send_form(
            report_type,
            by=staff(request),
            way=given["way"],
            address=given["address"],
            language=given["language"],
            draft=draft,
        )
    except Invalid as invalid:
        wrong = {each.path.removeprefix("/"): str(each.message) for each in invalid.problems}
        return _show(request, [_with_error(field, wrong) for field in fields], draft)
    except WorkflowError as refused:
        messages.error(request, str(refused))
        return _show(request, fields, draft, status=429 if hasattr(refused, "retry_after") else 409)
    messages.success(request, _said(given["way"]))
    return None


def _said(way: str) -> str:
    if way == FormLink.Way.TEXT:
        return _("The text message is on its way. The number is forgotten once it is sent.")
    return _("The e-mail is on its way. The address is forgotten once it is sent.")


def _with_error(field: Field, wrong: dict[str, str]) -> Field:
    return replace(field, error=wrong.get(field.name, ""))


def _fields(given: dict[str, str], *, check: bool = False) -> list[Field]:
    return [
        choice("report_type", _("What it is about"), type_choices(), given, check=check),
        choice("language", _("Language of the person"), [*LANGUAGES.items()], given, check=check),
        *_draft_fields(given, check=check),
    ]


def _draft_fields(given: dict[str, str], *, check: bool = False) -> list[Field]:
    ways = [(way.value, str(way.label)) for way in FormLink.Way]
    address = given.get("address", "")
    wrong = _("Enter the e-mail address or phone number.") if check and not address.strip() else ""
    title = _("E-mail address or phone number of the person")
    return [
        choice("way", _("How the message goes"), ways, given, check=check),
        Field("address", title, "line", True, address, wrong),
    ]


def _show(
    request: HttpRequest, fields: list[Field], draft: Submission | None = None, status: int = 0
) -> HttpResponse:
    wrong = any(field.error for field in fields)
    page: dict[str, Any] = {
        "fields": fields,
        "draft": draft,
        "no_texts": refusal_of_texts(draft.report_type) if draft else "",
        "no_link": refusal_of_links(draft) if draft else "",
        "sensitive": [] if draft else _sensitive(),
        "recent": _recent(request, draft),
        "title": definition.pick(draft.definition["title"], get_language() or "en") if draft else "",
        "code": resume_code_of(draft) if draft else "",
        "resume_at": f"{settings.SITE_URL}{_resume(draft)}" if draft else "",
        "back": reverse("entering:take_up", args=[draft.public_id])
        if draft
        else reverse("entering:overview"),
    }
    answer = TemplateResponse(request, "forms/entering/form_link.html", page)
    answer.status_code = status or (422 if wrong else 200)
    return answer


def _resume(draft: Submission) -> str:
    return f"/{draft.language}/resume/"


def _sensitive() -> list[str]:
    """Return the titles of the open types of which nothing goes out by text message."""
    keys = ReportType.objects.filter(policy__sensitive=True).values_list("key", flat=True)
    titles = dict(type_choices())
    return [titles[key] for key in keys if key in titles]


def _recent(request: HttpRequest, draft: Submission | None) -> list[FormLink]:
    rows = FormLink.objects.filter(sent_by=staff(request), submission=draft).order_by("-made_at")
    return list(rows[:5])


@private
def open_form(request: HttpRequest, code: str) -> HttpResponse:
    """Lead from a message to the form that was meant, in the language of the message."""
    link = form_behind(code)
    page = _page_of(link) if link is not None else None
    if page is None:
        return render(request, "forms/closed.html", {}, status=410)
    return redirect(page.get_url(request) or "/")


def _page_of(link: FormLink) -> Any:
    pages = ReportTypePage.objects.live().public().filter(key=link.report_type.key)
    in_language = pages.filter(locale__language_code=link.language).first()
    return in_language or pages.first()
