"""Who tries every kind: a browser without JavaScript and a client of the API."""

from tests.api.conftest import api, no_limits_left_over, photo
from tests.forms.conftest import lists, make_type, privacy_notice, with_lists

__all__ = ["api", "lists", "make_type", "no_limits_left_over", "photo", "privacy_notice", "with_lists"]
