"""A template and plain data in, a PDF out."""

from django.apps import AppConfig


class PdfConfig(AppConfig):
    """A template and plain data in, a PDF out."""

    name = "pdf"
