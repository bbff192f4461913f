"""Addresses below a language: search, then the page tree, which takes whatever is left."""

from django.urls import include, path
from wagtail import urls as wagtail_urls

from cms import views

urlpatterns = [
    path("search/", views.search, name="search"),
    path("", include(wagtail_urls)),
]
