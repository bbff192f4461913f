"""Addresses of calls below a language."""

from django.urls import path

from video.pages import asking, resident

app_name = "video"
urlpatterns = [
    path("video/", resident.about, name="about"),
    path("video/ask/", asking.ask, name="ask"),
    path("video/choose/", asking.choose, name="choose"),
    path("video/yours/", asking.yours, name="yours"),
    path("video/cancel/", asking.cancel, name="cancel"),
    path("video/join/", resident.join, name="join"),
    path("video/call/<uuid:call>/", resident.call, name="call"),
    path("video/call/<uuid:call>/times/", resident.times, name="times"),
]
