"""The public pages: home, information, notices."""

from django.apps import AppConfig


class CmsConfig(AppConfig):
    """The public pages: home, information, notices."""

    name = "cms"
