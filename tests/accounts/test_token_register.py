"""The list of API tokens: one's own, all for administrators, and who may end which."""

import pytest
from django.core.management import call_command

from accounts.demo import create_people
from accounts.tokens import authenticate, issue
from tests.accounts.sign_in import StaffClient


@pytest.fixture
def cast(db):
    call_command("setup_roles", verbosity=0)
    return create_people()


def signed_in(user):
    client = StaffClient()
    client.force_login(user)
    return client


def test_an_administrator_sees_and_revokes_all(cast):
    token, text = issue(cast["noor"], name="Kiosk")
    sol = signed_in(cast["sol"])
    assert b"Kiosk" in sol.get("/admin/api-tokens/").content
    sol.post(f"/admin/api-tokens/{token.pk}/revoke/")
    assert authenticate(text) is None


def test_others_see_their_own_and_the_rest_is_not_there(cast):
    token, text = issue(cast["noor"], name="Kiosk")
    ravi = signed_in(cast["ravi"])
    assert b"Kiosk" not in ravi.get("/admin/api-tokens/").content
    assert ravi.post(f"/admin/api-tokens/{token.pk}/revoke/", follow=True).status_code == 404
    assert authenticate(text)
    signed_in(cast["noor"]).post(f"/admin/api-tokens/{token.pk}/revoke/")
    assert authenticate(text) is None


def test_an_auditor_sees_all_and_revokes_none(cast):
    token, text = issue(cast["noor"], name="Kiosk")
    ada = signed_in(cast["ada"])
    assert b"Kiosk" in ada.get("/admin/api-tokens/").content
    ada.post(f"/admin/api-tokens/{token.pk}/revoke/")
    assert authenticate(text)


def test_looking_ends_nothing(cast):
    token, text = issue(cast["sol"], name="Kiosk")
    assert signed_in(cast["sol"]).get(f"/admin/api-tokens/{token.pk}/revoke/").status_code == 405
    assert authenticate(text)
