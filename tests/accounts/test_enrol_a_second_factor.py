"""Enrolling a second factor: from the first password to the staff pages, and never below one factor."""

import pytest
from allauth.mfa.models import Authenticator

from tests.accounts.sign_in import PASSWORD, code, enter_password


@pytest.fixture
def commits_at_once(monkeypatch):
    """Inside a test's transaction nothing commits; what allauth does on commit happens on the spot."""
    monkeypatch.setattr("django.db.transaction.on_commit", lambda effect, **_options: effect())


def enrol_app(client):
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.get("/accounts/2fa/totp/activate/")
    secret = client.session["mfa.totp.secret"]
    return secret, client.post("/accounts/2fa/totp/activate/", {"code": code(secret)})


def test_a_new_app_opens_the_staff_pages(client, noor, commits_at_once):
    enter_password(client, noor)
    _secret, answer = enrol_app(client)
    assert answer.headers["Location"] == "/accounts/2fa/recovery-codes/"
    assert client.get("/accounts/2fa/recovery-codes/").status_code == 200
    assert client.get("/admin/").status_code == 200


def test_the_secret_is_not_stored_in_clear(client, noor):
    enter_password(client, noor)
    secret, _answer = enrol_app(client)
    assert secret not in str(Authenticator.objects.get(type="totp").data)


def test_a_recovery_code_opens_once(client, noor, commits_at_once):
    enter_password(client, noor)
    enrol_app(client)
    recovery = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    client.post("/accounts/logout/")
    enter_password(client, noor)
    client.post("/accounts/2fa/authenticate/", {"code": recovery})
    assert client.get("/admin/").status_code == 200
    client.post("/accounts/logout/")
    enter_password(client, noor)
    assert client.post("/accounts/2fa/authenticate/", {"code": recovery}).status_code == 200


def test_the_last_factor_stays(client, noor, secret):
    enter_password(client, noor)
    client.post("/accounts/2fa/authenticate/", {"code": code(secret)})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    answer = client.post("/accounts/2fa/totp/deactivate/")
    assert b"only second factor" in answer.content
    assert Authenticator.objects.filter(type="totp").exists()
