"""The evaluation in Wagtail's admin: on the screen, to print, and as PDF, in either language."""

from datetime import date, timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse_lazy
from django.utils.dateparse import parse_date
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.admin.menu import MenuItem

from pdf.errors import RenderFailed, RenderTimeout
from workflows.desk.doors import staff
from workflows.evaluation.period import Days
from workflows.evaluation.report import evaluation_of, pdf_of
from workflows.extensions import register_event_kind
from workflows.history import record
from workflows.working_days import local_day

VIEW = "workflows.view_baselinefigure"
YEAR = timedelta(days=365)

register_event_kind("evaluation_made", gettext_lazy("Evaluation report made"))


@require_safe
def evaluation(request: HttpRequest) -> HttpResponse:
    """Show the evaluation of a period."""
    _allow(request)
    days, wrong = asked_days(request)
    language = _language(request)
    context = {
        "page_title": _("Evaluation"),
        "header_icon": "doc-full",
        "days": days,
        "wrong": wrong,
        "language": language,
        "languages": settings.LANGUAGES,
        "report": None if wrong else evaluation_of(days, language),
    }
    return TemplateResponse(
        request, "workflows/evaluation/report.html", context, status=400 if wrong else 200
    )


@require_safe
def paper(request: HttpRequest) -> HttpResponse:
    """Hand out the evaluation as PDF; it is an event."""
    _allow(request)
    days, wrong = asked_days(request)
    if wrong:
        return HttpResponse(wrong, status=400, content_type="text/plain; charset=utf-8")
    language = _language(request)
    try:
        content = pdf_of(evaluation_of(days, language))
    except (RenderFailed, RenderTimeout):
        sentence = _("The PDF could not be made at the moment. Print the page instead, or try again.")
        return HttpResponse(sentence, status=503, content_type="text/plain; charset=utf-8")
    begins, ends = days.begins_on.isoformat(), days.ends_on.isoformat()
    record("evaluation_made", by=staff(request), language=language, begins_on=begins, ends_on=ends)
    name = f"evaluation-{days.begins_on}-{days.ends_on}-{language}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def asked_days(request: HttpRequest, since: timedelta = YEAR) -> tuple[Days, str]:
    """Return the period that was asked for, by default what is `since` until today, and what is wrong with it."""
    today = local_day()
    begins, ends = _day(request, "from", today - since), _day(request, "to", today)
    if begins is None or ends is None:
        return Days(today - since, today), _("Enter both days as year, month and day, such as 2026-11-30.")
    if ends < begins:
        return Days(begins, ends), _("The last day is before the first one.")
    return Days(begins, ends), ""


def _day(request: HttpRequest, name: str, otherwise: date) -> date | None:
    given = request.GET.get(name, "")
    try:
        found = parse_date(given) if given else otherwise
    except ValueError:
        return None
    return found if found is not None and 2000 <= found.year <= 2100 else None


def _language(request: HttpRequest) -> str:
    asked = request.GET.get("language") or (get_language() or "en").partition("-")[0]
    return asked if asked in dict(settings.LANGUAGES) else "en"


def _allow(request: HttpRequest) -> None:
    if not staff(request).has_perm(VIEW):
        raise PermissionDenied


def urls() -> list[URLPattern]:
    """Where the evaluation is."""
    return [
        path("evaluation/", evaluation, name="workflows_evaluation"),
        path("evaluation/report.pdf", paper, name="workflows_evaluation_pdf"),
    ]


class EvaluationItem(MenuItem):
    """The way to the evaluation, for those who may see it."""

    def is_shown(self, request: HttpRequest) -> bool:
        return staff(request).has_perm(VIEW)


def menu_item() -> MenuItem:
    """Among the reports."""
    address = reverse_lazy("workflows_evaluation")
    return EvaluationItem(
        gettext_lazy("Evaluation"), address, name="evaluation", icon_name="doc-full", order=920
    )
