"""The way to the map, in the menu of whoever translates."""

from typing import cast

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from accounts.models import User
from cms.translating import views


class MapMenuItem(MenuItem):
    """In the menu of those who may translate."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person translates."""
        return cast(User, request.user).has_perm(views.PERMISSION)


def urls() -> list[URLPattern]:
    """Return the addresses of the map."""
    return [
        path("translation-map/", views.translation_map, name="cms_translation_map"),
        path("translation-map/still-right/", views.still_right, name="cms_still_right"),
    ]


def menu_item() -> MenuItem:
    """Beside the pages."""
    address = reverse_lazy("cms_translation_map")
    return MapMenuItem(_("Translation"), address, name="translation-map", icon_name="globe", order=180)
