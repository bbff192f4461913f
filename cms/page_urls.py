"""Addresses below a language: search, cards, then the page tree, which takes whatever is left."""

from django.urls import include, path
from wagtail import urls as wagtail_urls

from cms import views
from cms.campaigns.views import card

urlpatterns = [
    path("card/<slug:word>/", card, name="card"),
    path("search/", views.search, name="search"),
    path("", include(wagtail_urls)),
]
