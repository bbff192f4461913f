"""Results of surveys in Wagtail's admin, for those who may see them; each export is an event."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.admin.menu import MenuItem

from workflows import definition
from workflows.desk.doors import staff
from workflows.extensions import register_event_kind
from workflows.history import record
from workflows.models import Survey
from workflows.surveys.groups import GROUPS
from workflows.surveys.results import open_texts, results_of
from workflows.surveys.table import csv_of

VIEW, EXPORT, TEXTS = "workflows.view_survey", "workflows.export_survey", "workflows.read_open_texts"

register_event_kind("survey_exported", gettext_lazy("Survey results exported"))
register_event_kind("open_texts_read", gettext_lazy("Open texts of a survey read"))


@require_safe
def surveys(request: HttpRequest) -> HttpResponse:
    """List the surveys with how many answered."""
    _allow(request, VIEW)
    language = _language()
    rows = [
        {"survey": each, "title": title_of(each, language), "results": results_of(each, "", language)}
        for each in Survey.objects.select_related("current_version")
    ]
    context = {"page_title": _("Survey results"), "header_icon": "clipboard-list", "rows": rows}
    return TemplateResponse(request, "workflows/surveys/list.html", context)


@require_safe
def survey(request: HttpRequest, key: str) -> HttpResponse:
    """Show the results of one survey, grouped by what was chosen."""
    _allow(request, VIEW)
    found, by = _found(key), _by(request)
    language = _language()
    may_read = staff(request).has_perm(TEXTS)
    texts = open_texts(found) if may_read and "texts" in request.GET else []
    if texts:
        record("open_texts_read", by=staff(request), survey=found.key, count=len(texts))
    context = {
        "page_title": title_of(found, language),
        "header_icon": "clipboard-list",
        "survey": found,
        "results": results_of(found, by, language),
        "by": by,
        "groups": [(name, title) for name, (title, _group) in GROUPS.items()],
        "may_read": may_read,
        "may_export": staff(request).has_perm(EXPORT),
        "asked_for_texts": "texts" in request.GET,
        "texts": texts,
    }
    return TemplateResponse(request, "workflows/surveys/results.html", context)


@require_safe
def table(request: HttpRequest, key: str) -> HttpResponse:
    """Hand out the results as CSV, with the same cells hidden."""
    _allow(request, VIEW)
    _allow(request, EXPORT)
    found, by = _found(key), _by(request)
    record("survey_exported", by=staff(request), survey=found.key, grouped_by=by)
    content = csv_of(results_of(found, by, _language()))
    name = f"{found.key}{'-' + by if by else ''}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)


def title_of(found: Survey, language: str) -> str:
    """Return what a survey is called."""
    version = found.current_version
    return (definition.pick(version.definition["title"], language) if version else "") or found.key


def _found(key: str) -> Survey:
    return get_object_or_404(Survey.objects.select_related("current_version"), key=key)


def _by(request: HttpRequest) -> str:
    by = request.GET.get("by", "")
    return by if by in GROUPS else ""


def _allow(request: HttpRequest, permission: str) -> None:
    if not staff(request).has_perm(permission):
        raise PermissionDenied


def _language() -> str:
    return (get_language() or "en").partition("-")[0]


def urls() -> list[URLPattern]:
    """Where results are."""
    return [
        path("surveys/", surveys, name="workflows_surveys"),
        path("surveys/<slug:key>/", survey, name="workflows_survey"),
        path("surveys/<slug:key>/results.csv", table, name="workflows_survey_table"),
    ]


class SurveysItem(MenuItem):
    """The way to the results, for those who may see them."""

    def is_shown(self, request: HttpRequest) -> bool:
        return staff(request).has_perm(VIEW)


def menu_item() -> MenuItem:
    """Among the reports."""
    address = reverse_lazy("workflows_surveys")
    return SurveysItem(
        gettext_lazy("Survey results"), address, name="survey-results", icon_name="clipboard-list", order=900
    )
