"""What the tests of signing in share: an empty cache, so that no test is slowed by another's wrong codes."""

import pytest
from django.contrib.auth.models import Permission
from django.core.cache import cache

from accounts.models import User
from tests.accounts.sign_in import PASSWORD, enrol


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


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
