"""Who attacks: a client of the API and a browser, each with a draft that must not suffer."""

from tests.api.conftest import api, begun, no_limits_left_over
from tests.forms.conftest import lists, make_type, privacy_notice, theft_page, with_lists, with_theft
from tests.forms.way.conftest import camille

__all__ = [
    "api",
    "begun",
    "camille",
    "lists",
    "make_type",
    "no_limits_left_over",
    "privacy_notice",
    "theft_page",
    "with_lists",
    "with_theft",
]
