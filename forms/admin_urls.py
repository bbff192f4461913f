"""Addresses of the admin for report types, below `/admin/report-types/`."""

from django.urls import path

from forms.dialog.views import review

app_name = "report_types"
urlpatterns = [
    path("<int:pk>/review/", review, name="review"),
]
