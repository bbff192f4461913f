"""Who tries every kind: a browser without JavaScript and a client of the API."""

import pytest

from forms.models import ReportTypePage
from tests.api.conftest import api, no_limits_left_over, photo
from tests.forms.conftest import SLUGS, lists, make_type, privacy_notice, publish_type, with_lists
from tests.kinds.form import form
from tests.worlds import make_here, world

__all__ = ["api", "lists", "make_type", "no_limits_left_over", "photo", "privacy_notice", "with_lists"]


@world("with_every_kind", inside="with_lists")
def make_every_kind() -> None:
    """A report type that asks for an answer of every kind, published in both languages."""
    publish_type(form(), SLUGS)


@pytest.fixture
def with_every_kind(with_lists: None) -> None:
    """Ask for the type with every kind (tests/worlds.py)."""
    make_here("with_every_kind")


@pytest.fixture
def every_kind_page(with_every_kind: None) -> ReportTypePage:
    """The type with every kind, in English."""
    return ReportTypePage.objects.get(key="theft", locale__language_code="en")
