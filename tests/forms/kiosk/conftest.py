"""A device in the lobby that Ines made a kiosk, and Camille in front of it."""

import pytest
from django.test import Client

from accounts.models import User
from tests.conftest import sign_in
from tests.forms.walking import Camille


@pytest.fixture
def lobby(theft_page: object, ines: User) -> Client:
    """The device, after staff walked away from it."""
    device = sign_in(Client(), ines)
    device.post("/desk/kiosk/", {"language": "fr"})
    return device


@pytest.fixture
def camille(lobby: Client) -> Camille:
    """Camille, before the theft report at the kiosk."""
    return Camille(lobby)
