"""Addresses of the content API beside pages, images and documents."""

from django.urls import path

from cms import content_views

app_name = "content"
urlpatterns = [
    path("menus/", content_views.menus, name="menus"),
    path("notices/", content_views.notices, name="notices"),
    path("redirects/", content_views.redirects, name="redirects"),
    path("search/", content_views.search, name="search"),
]
