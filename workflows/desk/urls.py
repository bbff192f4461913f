"""Addresses of the desk. A report is named by its number; who may not see it gets a 404."""

from django.urls import path

from workflows.desk import export, files, views

app_name = "desk"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("reports.csv", export.reports, name="export"),
    path("<str:number>/", views.report, name="report"),
    path("<str:number>/message/", views.message, name="message"),
    path("<str:number>/effects/<int:pk>/again/", views.again, name="again"),
    path("<str:number>/files/<uuid:pk>/", files.copy, name="file"),
    path("<str:number>/files/<uuid:pk>/thumbnail/", files.thumbnail, name="thumbnail"),
    path("<str:number>/files/<uuid:pk>/original/", files.original, name="original"),
    path("<str:number>/copies/<str:kind>.pdf", files.document, name="document"),
    path("<str:number>/<str:action>/", views.act, name="act"),
]
