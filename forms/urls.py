"""Addresses without a language: they lead to the one that the browser prefers."""

from django.urls import path

from forms.mapping import outlines
from forms.tracking.views import front_door as track
from forms.verifying.views import front_door as verify

urlpatterns = [
    path("track/", track),
    path("verify/", verify),
    path("places/outlines.json", outlines, name="place_outlines"),
]
