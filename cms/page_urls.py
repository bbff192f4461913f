"""Addresses below a language: search, feedback, cards, then the page tree, which takes whatever is left."""

from django.urls import include, path
from wagtail import urls as wagtail_urls

from cms import views
from cms.campaigns.views import card
from cms.feedback.views import feedback

urlpatterns = [
    path("feedback/", feedback, name="feedback"),
    path("card/<slug:word>/", card, name="card"),
    path("search/", views.search, name="search"),
    path("", include(wagtail_urls)),
]
