"""Addresses without a language."""

from django.urls import path, re_path

from cms import views
from cms.campaigns.views import go

app_name = "cms"
urlpatterns = [
    path("", views.front_door, name="front_door"),
    path("theme.css", views.colours, name="theme"),
    path("theme-admin.css", views.colours_in_admin, name="theme_in_admin"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    # Printed without a slash, and typed with one. No page is outside of a language, so none can be in its way.
    re_path(r"^go/(?P<typed>[^/]{1,60})/?$", go, name="short_link"),
]
