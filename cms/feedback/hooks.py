"""Page feedback in Wagtail's admin, beside its register: how useful readers find each page."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from cms.feedback.trend import VIEW, trend


def urls() -> list[URLPattern]:
    """Where the trend is."""
    return [path("reports/feedback/", trend, name="cms_feedback_trend")]


class TrendItem(MenuItem):
    """The way to the trend, for those who may see feedback."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(VIEW)


def menu_item() -> MenuItem:
    """Among the reports of the admin."""
    return TrendItem(
        _("Feedback by page"),
        reverse_lazy("cms_feedback_trend"),
        name="feedback-trend",
        icon_name="comment",
        order=930,
    )
