"""Outgoing links among the reports of the admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.permissions import page_permission_policy

from cms.outgoing import views


class LinksMenuItem(MenuItem):
    """In the menu of those who edit pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person edits pages."""
        user: Any = request.user
        return bool(page_permission_policy.user_has_any_permission(user, {"add", "change", "publish"}))


def urls() -> list[URLPattern]:
    """Return the addresses of the list."""
    return [
        path("reports/outgoing-links/", views.outgoing_links, name="cms_outgoing_links"),
        path("reports/outgoing-links/check/", views.check_now, name="cms_check_links"),
    ]


def menu_item() -> MenuItem:
    """The way to the list."""
    address = reverse_lazy("cms_outgoing_links")
    return LinksMenuItem(
        _("Outgoing links"), address, name="outgoing-links", icon_name="link-external", order=930
    )
