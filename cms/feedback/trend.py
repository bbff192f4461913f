"""How useful readers find each page: by page, and week by week."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.charts import Chart, Value, chart, mondays
from cms.models import Feedback

VIEW = "cms.view_feedback"


@dataclass(frozen=True)
class Asked:
    """One page, and what its readers said."""

    key: UUID
    title: str
    answers: int
    useful: int
    texts: int

    @property
    def share(self) -> int:
        """How many of a hundred found it useful."""
        return round(100 * self.useful / self.answers) if self.answers else 0


@require_safe
def trend(request: HttpRequest) -> HttpResponse:
    """Show the pages, the least useful first, or one page week by week."""
    if not request.user.has_perm(VIEW):
        raise PermissionDenied
    context: dict[str, Any] = {"page_title": _("Feedback by page"), "header_icon": "comment"}
    if "page" in request.GET:
        page = _one(request.GET["page"])
        rows = Feedback.objects.filter(page_key=page.key).values_list("given_at", "useful")
        context |= {"page": page, "page_subtitle": page.title, "chart": weeks(rows, page.title)}
    else:
        context |= {"pages": pages()}
    context["register"] = reverse("cms_feedback_modeladmin_index")
    response = render(request, "cms/admin/feedback_trend.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


def _one(typed: str) -> Asked:
    try:
        found = pages(page_key=UUID(typed))
    except ValueError as wrong:
        raise Http404 from wrong
    if not found:
        raise Http404
    return found[0]


def pages(**only: Any) -> list[Asked]:
    """Return each page that somebody answered about; those whose share of yes is smallest first."""
    rows = Feedback.objects.filter(**only).order_by().values_list("page_key")
    counted = rows.annotate(
        answers=Count("pk"),
        useful_ones=Count("pk", filter=Q(useful=True)),
        texts=Count("pk", filter=~Q(text="")),
    )
    titles = dict(Feedback.objects.filter(**only).order_by("pk").values_list("page_key", "page_title"))
    found = [Asked(key, titles[key], answers, useful, texts) for key, answers, useful, texts in counted]
    return sorted(found, key=lambda page: (page.share, -page.answers, page.title))


def weeks(rows: Iterable[tuple[datetime, bool]], title: str) -> Chart:
    """Return the share of yes in each week as a chart; its table has the counts too."""
    counts: dict[date, tuple[int, int]] = {}
    for at, useful in rows:
        day = localtime(at).date()
        monday = day - timedelta(days=day.weekday())
        yes, no = counts.get(monday, (0, 0))
        counts[monday] = (yes + useful, no + (not useful))
    values = [_week(monday, *counts.get(monday, (0, 0))) for monday in mondays(counts)]
    heads = (_("Week from"), _("Share of yes"), _("Yes"), _("No"))
    return chart(_("Share of readers who found “%(page)s” useful") % {"page": title}, heads, values, top=100)


def _week(monday: date, yes: int, no: int) -> Value:
    share = round(100 * yes / (yes + no)) if yes + no else 0
    said = _("%(share)s %%") % {"share": share} if yes + no else _("no answers")
    return Value(date_format(monday, "SHORT_DATE_FORMAT"), share, (said, str(yes), str(no)))
