"""Figures of calls in Wagtail's admin, among the other reports: a table with its charts, and the same as CSV."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse_lazy
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.admin.menu import MenuItem

from cms.charts import Chart, Value, chart
from video.figures import BY, LOOKED_BACK, figures_for
from video.permissions import may_view_figures
from workflows import definition
from workflows.desk.doors import staff
from workflows.evaluation.screens import asked_days
from workflows.history import record
from workflows.models import ReportType
from workflows.resources import VIDEO_OUTCOMES
from workflows.surveys.table import safe_cell

GROUPED = {
    "week": gettext_lazy("week"),
    "report_type": gettext_lazy("report type"),
    "outcome": gettext_lazy("outcome"),
}
STAGES = {
    "filed_to_invited": gettext_lazy("Report sent to invitation"),
    "invited_to_opened": gettext_lazy("Invitation to link opened"),
    "opened_to_waiting": gettext_lazy("Link opened to waiting"),
    "waiting_to_joined": gettext_lazy("Waiting to officer joined"),
    "joined_to_first_frame": gettext_lazy("Joined to first picture"),
    "first_frame_to_ended": gettext_lazy("First picture to end of the call"),
    "ended_to_outcome": gettext_lazy("End of the call to outcome"),
    "filed_to_dispatched": gettext_lazy("Report sent to dispatch"),
}
COUNTS = {
    "calls": gettext_lazy("Calls"),
    "abandoned": gettext_lazy("Given up"),
    "no_show": gettext_lazy("Nobody came"),
    "phone": gettext_lazy("By phone"),
    "reconnects": gettext_lazy("Lines that came back"),
    "relay_share": gettext_lazy("Through the relay"),
}


@dataclass(frozen=True)
class Row:
    """One week, type or outcome: its title, counts, and median and 90th percentile of each stage."""

    title: str
    counts: list[str | None]
    stages: list[tuple[str | None, str | None]]


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Show the figures of a period."""
    _allow(request)
    days, wrong = asked_days(request, LOOKED_BACK)
    by = _by(request)
    context: dict[str, Any] = {
        "page_title": _("Figures of calls"),
        "header_icon": "history",
        "days": days,
        "wrong": wrong,
        "by": by,
        "groups": list(GROUPED.items()),
    }
    if not wrong:
        told = figures_for(staff(request), begins_on=days.begins_on, ends_on=days.ends_on, by=by)
        context |= _shown(told, by)
    return TemplateResponse(request, "video/figures.html", context, status=400 if wrong else 200)


def _shown(told: dict[str, Any], by: str) -> dict[str, Any]:
    titles = _titles(by)
    rows = [_row(each, titles, by) for each in told["rows"]]
    return {
        "rows": rows,
        "group_title": GROUPED[by],
        "count_heads": COUNTS.values(),
        "stage_heads": STAGES.values(),
        "lines": _lines(told),
        "trend": _trend(told, rows) if by == "week" else None,
        "measured": told["dispatch"],
    }


def _row(row: dict[str, Any], titles: dict[str, str], by: str) -> Row:
    counts = [_count(name, row[name]) for name in COUNTS]
    stages = [(said(row["stages"][name]["p50"]), said(row["stages"][name]["p90"])) for name in STAGES]
    return Row(_title(row["key"], titles, by), counts, stages)


def _count(name: str, value: float | None) -> str | None:
    if value is None:
        return None
    return _("%(share)s %%") % {"share": round(100 * value)} if name == "relay_share" else str(value)


def _title(key: str, titles: dict[str, str], by: str) -> str:
    if by == "week":
        return date_format(date.fromisoformat(key), "SHORT_DATE_FORMAT")
    return titles.get(key, key)


def _titles(by: str) -> dict[str, str]:
    if by == "outcome":
        return {**{key: str(title) for key, title in VIDEO_OUTCOMES.items()}, "none": _("No outcome")}
    if by == "week":
        return {}
    language = (get_language() or "en")[:2]
    types = ReportType.objects.filter(current_version__isnull=False).select_related("current_version")
    return {each.key: _type_title(each, language) for each in types}


def _type_title(report_type: ReportType, language: str) -> str:
    version = report_type.current_version
    return definition.pick(version.definition["title"], language) if version else report_type.key


def _lines(told: dict[str, Any]) -> Chart:
    """Return the one line that counts: from the report to the dispatch, before, now and as it is to be."""
    source = _("Calls of this period whose dispatch is confirmed")
    rows = [
        (_("Before"), told["baseline"]["hours"], told["baseline"]["source"]),
        (_("Now, median"), told["dispatch"]["p50"], source),
        (_("Now, nine of ten within"), told["dispatch"]["p90"], source),
        (_("Target"), told["target"]["hours"], told["target"]["source"]),
    ]
    values = [Value(label, hours or 0, (said(hours) or _("hidden"), where)) for label, hours, where in rows]
    return chart(_("From the report to the dispatch"), ("", _("How long"), _("Source")), values)


def _trend(told: dict[str, Any], rows: list[Row]) -> Chart | None:
    """Return the same week by week, with the lines of before and of the target across."""
    if not rows:
        return None
    stage = list(STAGES).index("filed_to_dispatched")
    values = [
        Value(
            row.title,
            each["stages"]["filed_to_dispatched"]["p50"] or 0,
            tuple(text or _("hidden") for text in row.stages[stage]),
        )
        for each, row in zip(told["rows"], rows, strict=True)
    ]
    marks = [
        (_("Before: %(time)s") % {"time": said(told["baseline"]["hours"])}, told["baseline"]["hours"]),
        (_("Target: %(time)s") % {"time": said(told["target"]["hours"])}, told["target"]["hours"]),
    ]
    heads = (_("Week from"), _("Median"), _("Nine of ten within"))
    return chart(_("From the report to the dispatch, week by week"), heads, values, marks=marks)


def said(hours: float | None) -> str | None:
    """Return a time as people say it: 40 s, 12 min, 14.2 h."""
    if hours is None:
        return None
    seconds = hours * 3600
    if seconds < 90:
        return _("%(number)s s") % {"number": round(seconds)}
    if seconds < 90 * 60:
        return _("%(number)s min") % {"number": round(seconds / 60)}
    whole = hours >= 100 or hours == int(hours)
    return _("%(number)s h") % {"number": number_format(hours, decimal_pos=0 if whole else 1)}


@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """Hand out the figures as CSV, times in hours, with the same cells hidden; it is an event."""
    _allow(request)
    days, wrong = asked_days(request, LOOKED_BACK)
    if wrong:
        return HttpResponse(wrong, status=400, content_type="text/plain; charset=utf-8")
    by = _by(request)
    told = figures_for(staff(request), begins_on=days.begins_on, ends_on=days.ends_on, by=by)
    begins, ends = days.begins_on.isoformat(), days.ends_on.isoformat()
    record("video_figures_exported", by=staff(request), grouped_by=by, begins_on=begins, ends_on=ends)
    written = io.StringIO()
    csv.writer(written).writerows(_cells(told, by))
    name = f"calls-{by.replace('_', '-')}-{begins}-{ends}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(
        "\ufeff" + written.getvalue(), content_type="text/csv; charset=utf-8", headers=headers
    )


def _cells(told: dict[str, Any], by: str) -> Iterator[list[str]]:
    heads = [
        _("%(stage)s, %(which)s, hours") % {"stage": title, "which": which}
        for title in STAGES.values()
        for which in ("p50", "p90")
    ]
    yield [str(GROUPED[by]), *(str(each) for each in COUNTS.values()), *heads]
    titles = _titles(by)
    for row in told["rows"]:
        first = row["key"] if by == "week" else safe_cell(titles.get(row["key"], row["key"]))
        numbers = [row[name] for name in COUNTS]
        numbers += [row["stages"][name][which] for name in STAGES for which in ("p50", "p90")]
        yield [first, *(_("hidden") if each is None else str(each) for each in numbers)]


def _by(request: HttpRequest) -> str:
    by = request.GET.get("by", "")
    return by if by in BY else "week"


def _allow(request: HttpRequest) -> None:
    if not may_view_figures(staff(request)):
        raise PermissionDenied


def urls() -> list[URLPattern]:
    """Where the figures are."""
    return [
        path("video/figures/", figures, name="video_figures"),
        path("video/figures/calls.csv", table, name="video_figures_table"),
    ]


class FiguresItem(MenuItem):
    """The way to the figures, for those who may see them."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_view_figures(staff(request))


def menu_item() -> MenuItem:
    """Among the reports."""
    address = reverse_lazy("video_figures")
    return FiguresItem(
        gettext_lazy("Figures of calls"), address, name="video-figures", icon_name="history", order=910
    )
