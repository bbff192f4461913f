"""Addresses of the admin for report types, below `/admin/report-types/`."""

from django.urls import path

from forms.dialog.views import review
from forms.exchange.views import copy, export, take, versions
from forms.retiring.views import question, questions

app_name = "report_types"
urlpatterns = [
    path("import/", take, name="import"),
    path("<int:pk>/review/", review, name="review"),
    path("<int:pk>/versions/", versions, name="versions"),
    path("<int:pk>/export/", export, name="export"),
    path("<int:pk>/export/<int:number>/", export, name="export_version"),
    path("<int:pk>/copy/", copy, name="copy"),
    path("<int:pk>/questions/", questions, name="questions"),
    path("<int:pk>/questions/<str:path>/", question, name="question"),
]
