"""How often people were led elsewhere: by the finder to other bodies and to 911, by a stop of a report type."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.admin.menu import MenuItem

from forms.finder.nodes import BODY, by_key, nodes_of
from forms.models import FinderPage
from workflows import definition
from workflows.definition import Definition
from workflows.models import HandOff, ReportType, Stop
from workflows.working_days import local_day

PERIODS = (30, 90, 365)


@dataclass(frozen=True)
class Counted:
    """One place that people were led to, or one stop, and how often."""

    title: str
    where: str
    count: int


def counts(request: HttpRequest) -> HttpResponse:
    """Show the counts of the last 30, 90 or 365 days, the largest first."""
    days = (
        int(request.GET["days"]) if request.GET.get("days") in {str(each) for each in PERIODS} else PERIODS[0]
    )
    since = local_day() - timedelta(days=days - 1)
    context = {
        "page_title": _("Led elsewhere"),
        "header_icon": "redirect",
        "days": days,
        "periods": PERIODS,
        "tables": [
            (_("From the finder"), handed_off(HandOff.objects.filter(day__gte=since))),
            (_("By a stop of a report type"), stopped(Stop.objects.filter(day__gte=since))),
        ],
    }
    return render(request, "forms/admin/led_elsewhere.html", context)


def handed_off(rows: "QuerySet[HandOff]") -> list[Counted]:
    """Return where the finder led people; what is in no finder any more is named by its key."""
    nodes: dict[str, Any] = {}
    language = get_language() or "en"
    for page in FinderPage.objects.select_related("locale"):
        found = by_key(nodes_of(page))
        nodes = {**nodes, **found} if page.locale.language_code == language else {**found, **nodes}
    totals = rows.values_list("target").annotate(total=Sum("count")).order_by("-total", "target")
    return [Counted(_title(nodes, key), _kind(nodes, key), total) for key, total in totals]


def _title(nodes: Mapping[str, Any], key: str) -> str:
    return nodes[key].title if key in nodes else key


def _kind(nodes: Mapping[str, Any], key: str) -> str:
    if key not in nodes:
        return _("No longer in the finder")
    return _("Another body") if nodes[key].kind == BODY else _("Emergency (911)")


def stopped(rows: "QuerySet[Stop]") -> list[Counted]:
    """Return which stops ended the way, with the report type; a stop that was taken out is named by its key."""
    totals = (
        rows.values_list("report_type", "stopper").annotate(total=Sum("count")).order_by("-total", "stopper")
    )
    found = list(totals)
    types = ReportType.objects.select_related("current_version").in_bulk({pk for pk, _key, _total in found})
    return [_stop(types[pk], key, total) for pk, key, total in found]


def _stop(report_type: ReportType, key: str, total: int) -> Counted:
    language = get_language() or "en"
    body = report_type.current_version.definition if report_type.current_version else {}
    titles = {each.key: definition.pick(each.title, language) for each in Definition.of(body).stoppers}
    return Counted(
        titles.get(key) or key, definition.pick(body.get("title"), language) or report_type.key, total
    )


def counts_url() -> list[URLPattern]:
    """Where the counts are."""
    return [path("reports/led-elsewhere/", counts, name="reportforms_led_elsewhere")]


def counts_menu_item() -> MenuItem:
    """The way to the counts: for all who come into the admin, since they say nothing about anybody."""
    address = reverse_lazy("reportforms_led_elsewhere")
    return MenuItem(
        gettext_lazy("Led elsewhere"), address, name="led-elsewhere", icon_name="redirect", order=950
    )
