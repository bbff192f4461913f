"""Addresses without a language."""

from django.urls import path

from cms import views

app_name = "cms"
urlpatterns = [
    path("", views.front_door, name="front_door"),
    path("theme.css", views.colours, name="theme"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
]
