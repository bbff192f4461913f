"""Numbers in addresses of the admin that a database can look up: one with more digits is no page's."""

from django.urls import register_converter
from django.urls.converters import IntConverter


class ShortNumber(IntConverter):
    """A number of at most nine digits; a longer one is an address that does not exist."""

    regex = "[0-9]{1,9}"


register_converter(ShortNumber, "short")
PAGE, PK, VERSION = "<short:page_id>", "<short:pk>", "<short:number>"
