"""Addresses of calls on the desk."""

from django.urls import path

from video.pages import desk

app_name = "videodesk"
urlpatterns = [
    path("", desk.queue, name="queue"),
    path("invite/<str:number>/", desk.invite, name="invite"),
    path("<uuid:call>/", desk.call, name="call"),
]
