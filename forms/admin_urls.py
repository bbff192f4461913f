"""Addresses of the admin for report types, below `/admin/report-types/`."""

from django.urls import path

from accounts.admin_numbers import PK, VERSION
from forms.dialog.views import review
from forms.exchange.views import copy, export, take, versions
from forms.retiring.views import question, questions

app_name = "report_types"
urlpatterns = [
    path("import/", take, name="import"),
    path(f"{PK}/review/", review, name="review"),
    path(f"{PK}/versions/", versions, name="versions"),
    path(f"{PK}/export/", export, name="export"),
    path(f"{PK}/export/{VERSION}/", export, name="export_version"),
    path(f"{PK}/copy/", copy, name="copy"),
    path(f"{PK}/questions/", questions, name="questions"),
    path(f"{PK}/questions/<str:path>/", question, name="question"),
]
