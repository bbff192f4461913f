"""Camille at a browser without JavaScript."""

from collections.abc import Callable

import pytest
from django.core.mail import EmailMessage
from django.test import Client

from tests.forms.walking import Camille
from workflows.copies import make_official_copy
from workflows.follow_ups import sweep
from workflows.models import Document, Submission


@pytest.fixture
def camille(client: Client, theft_page: object) -> Camille:
    """Camille, before the theft report."""
    return Camille(client)


@pytest.fixture
def elsewhere(theft_page: object) -> Camille:
    """The same person on another device."""
    return Camille(Client())


@pytest.fixture
def mailed(mailoutbox: list[EmailMessage]) -> Callable[[], str]:
    """Run what is due and read the newest mail."""

    def newest() -> str:
        sweep()
        return str(mailoutbox[-1].body)

    return newest


@pytest.fixture
def official() -> Callable[[Submission], Document]:
    """Make the official copy, as the worker does after approval."""
    return make_official_copy
