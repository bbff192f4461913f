"""Experiments in Wagtail's admin: what was written down before, and what came of it. Looking is counted."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from wagtail.admin.menu import MenuItem

from workflows.desk.doors import staff
from workflows.experiments.analysis import analysis_of, look
from workflows.models import Experiment
from workflows.working_days import local_day

VIEW = "workflows.view_experiment"


@require_safe
def experiments(request: HttpRequest) -> HttpResponse:
    """List the experiments; their outcomes are on pages of their own, so that no look is by chance."""
    _allow(request)
    rows = Experiment.objects.prefetch_related("arms")
    context = {
        "page_title": _("Outcomes of experiments"),
        "header_icon": "history",
        "rows": rows,
        "today": local_day(),
    }
    return TemplateResponse(request, "workflows/experiments/list.html", context)


@require_safe
def experiment(request: HttpRequest, key: str) -> HttpResponse:
    """Show what came of one experiment."""
    _allow(request)
    found = get_object_or_404(Experiment, key=key)
    look(found, staff(request))
    context = {"page_title": found.title(), "header_icon": "history", "analysis": analysis_of(found)}
    return TemplateResponse(request, "workflows/experiments/experiment.html", context)


def _allow(request: HttpRequest) -> None:
    if not staff(request).has_perm(VIEW):
        raise PermissionDenied


def urls() -> list[URLPattern]:
    """Where outcomes are."""
    return [
        path("experiments/", experiments, name="workflows_experiments"),
        path("experiments/<slug:key>/", experiment, name="workflows_experiment"),
    ]


class ExperimentsItem(MenuItem):
    """The way to the outcomes, for those who may see them."""

    def is_shown(self, request: HttpRequest) -> bool:
        return staff(request).has_perm(VIEW)


def menu_item() -> MenuItem:
    """Among the reports."""
    address = reverse_lazy("workflows_experiments")
    return ExperimentsItem(
        gettext_lazy("Outcomes of experiments"), address, name="experiments", icon_name="history", order=910
    )
