"""What the tests of signing in share: an empty cache, so that no test is slowed by another's wrong codes, and a clock
that stands still, so that no code of an app is half a minute old before it is typed.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.core.cache import cache

from accounts.models import User
from tests.accounts.sign_in import PASSWORD, enrol


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


@pytest.fixture(autouse=True)
def the_clock_stands_still() -> Iterator[None]:
    with time_machine.travel(datetime.now(UTC), tick=False):
        yield


@pytest.fixture
def noor(db):
    """A reviewer's account with nothing but a password."""
    user = User.objects.create_user(
        "noor", email="noor@agency.example", password=PASSWORD, first_name="Noor", last_name="Haddad"
    )
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return user


@pytest.fixture
def secret(noor):
    """Noor's authenticator app."""
    return enrol(noor)
