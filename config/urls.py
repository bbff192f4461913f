"""Every address of the site."""

from django.urls import URLPattern, URLResolver, include, path
from wagtail.admin import urls as wagtailadmin_urls

from config.health import healthz

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz),
    # Before Wagtail's: its own sign-in pages take a password alone and are led to ours.
    path("", include("accounts.urls")),
    path("admin/", include(wagtailadmin_urls)),
]
