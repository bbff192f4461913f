"""Addresses of calls below a language."""

from django.urls import path

from video.asking import ask
from video.pages import resident

app_name = "video"
urlpatterns = [
    path("video/", resident.about, name="about"),
    path("video/ask/", ask, name="ask"),
    path("video/join/", resident.join, name="join"),
    path("video/call/<uuid:call>/", resident.call, name="call"),
]
