"""Administrators make and change accounts; nobody makes a superuser or changes their own groups there."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from accounts.demo import create_people
from accounts.models import User
from tests.accounts.sign_in import PASSWORD, StaffClient

NEW = {
    "username": "kim",
    "email": "kim@agency.example",
    "first_name": "Kim",
    "last_name": "Tran",
    "badge": "3001",
    "language": "fr",
    "password1": PASSWORD,
    "password2": PASSWORD,
    "is_superuser": "on",
}


@pytest.fixture
def sol(db):
    call_command("setup_roles", verbosity=0)
    return create_people()["sol"]


@pytest.fixture
def client(sol):
    client = StaffClient()
    client.force_login(sol)
    return client


def test_makes_an_account_but_no_superuser(client):
    assert client.get("/admin/users/new/").status_code == 200
    client.post("/admin/users/new/", NEW)
    kim = User.objects.get(username="kim")
    assert (kim.badge, kim.language, kim.is_superuser) == ("3001", "fr", False)


def test_does_not_give_themselves_a_group(client, sol):
    reviewers = Group.objects.get(name="Reviewers")
    data = NEW | {"username": "sol", "groups": [reviewers.pk], "password1": "", "password2": ""}
    assert client.get(f"/admin/users/edit/{sol.pk}/").status_code == 200
    client.post(f"/admin/users/edit/{sol.pk}/", data)
    sol.refresh_from_db()
    assert sol.badge == "3001"
    assert [group.name for group in sol.groups.all()] == ["Administrators"]
