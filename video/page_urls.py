"""Addresses of calls below a language."""

from django.urls import path

from video.asking import ask

app_name = "video"
urlpatterns = [path("video/ask/", ask, name="ask")]
