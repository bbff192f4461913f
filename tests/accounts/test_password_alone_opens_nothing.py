"""A password alone opens nothing: every door of the staff leads to the second factor."""

import time

import pytest
from django.apps import apps
from django.contrib.auth.hashers import make_password
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction

from accounts.middleware import SecondFactorMiddleware
from accounts.models import User
from tests.accounts.sign_in import PASSWORD, code, enrol, enter_password

PAGES = [
    "/admin/",
    "/admin/account/",
    "/admin/pages/",
    "/admin/users/",
    "/admin/images/",
    "/admin/login/",
    "/admin/password_reset/",
    "/admin/nowhere/",
    "/desk/",
    "/desk/T-0000-0000-0/",
]


@pytest.mark.parametrize("page", PAGES)
def test_without_a_factor_each_page_leads_to_enrolment(client, noor, page):
    enter_password(client, noor)
    assert client.get(page).headers["Location"] == "/accounts/2fa/"


@pytest.mark.parametrize("page", PAGES)
def test_a_session_older_than_the_factor_leads_to_showing_it(client, noor, page):
    enter_password(client, noor)
    enrol(noor)
    assert client.get(page).headers["Location"].startswith("/accounts/2fa/reauthenticate/?next=%2F")


@pytest.mark.parametrize("method", ["post", "put", "delete", "head"])
def test_no_method_goes_round_it(client, noor, method):
    enter_password(client, noor)
    assert getattr(client, method)("/admin/pages/").headers["Location"] == "/accounts/2fa/"


@pytest.mark.parametrize("path", ["/api/v1/desk/reports", "/api/v1/transfers"])
def test_the_staff_api_answers_with_a_problem(client, noor, path):
    enter_password(client, noor)
    answer = client.get(path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (403, "application/problem+json")
    assert answer.json()["status"] == 403


def test_a_wrong_token_does_not_fall_back_on_the_session(rf, noor):
    request = rf.get("/api/v1/desk/reports", headers={"Authorization": "Bearer wrong"})
    request.user = noor
    SecondFactorMiddleware(lambda seen: seen)(request)
    assert request.user.is_anonymous


def test_private_documents_stay_closed(client, noor, settings):
    root = Collection.get_first_root_node()
    CollectionViewRestriction.objects.create(collection=root, restriction_type="login")
    document = get_document_model().objects.create(title="Roster", file=ContentFile(b"x", "roster.txt"))
    enter_password(client, noor)
    assert client.get(document.url).status_code != 200


def test_the_password_leads_to_the_code_and_the_code_to_the_page(client, noor, secret):
    asked = enter_password(client, noor)
    assert asked.headers["Location"] == "/accounts/2fa/authenticate/"
    assert client.get("/admin/").headers["Location"].startswith("/admin/login/")
    done = client.post("/accounts/2fa/authenticate/", {"code": code(secret)})
    assert done.headers["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_a_code_opens_once(client, noor, secret):
    shown = code(secret)
    for browser in (client, Client()):
        enter_password(browser, noor)
        answer = browser.post("/accounts/2fa/authenticate/", {"code": shown})
    assert answer.status_code == 200
    assert b"has been used" in answer.content


def test_the_pages_that_change_a_factor_want_it_first(client, noor):
    enter_password(client, noor)
    enrol(noor)
    for page in ("", "totp/deactivate/", "recovery-codes/", "webauthn/add/"):
        assert "/2fa/reauthenticate/" in client.get(f"/accounts/2fa/{page}").headers["Location"]


def test_a_factor_counts_for_a_shift(client, noor, secret, settings):
    enter_password(client, noor)
    client.post("/accounts/2fa/authenticate/", {"code": code(secret)})
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] = time.time() - settings.SECOND_FACTOR_AGE - 1
    session.save()
    assert "/2fa/reauthenticate/" in client.get("/admin/").headers["Location"]


def test_a_provider_that_is_trusted_vouches(client, noor, settings):
    enter_password(client, noor)
    session = client.session
    session["account_authentication_methods"] += [
        {"method": "socialaccount", "provider": "city", "at": time.time()}
    ]
    session.save()
    assert client.get("/admin/").status_code == 302
    settings.SECOND_FACTOR_PROVIDERS = ["city"]
    assert client.get("/admin/").status_code == 200


def test_there_is_no_django_admin_and_no_basic_authentication(client, noor):
    assert not apps.is_installed("django.contrib.admin")
    assert client.get("/django-admin/", follow=True).status_code == 404
    answer = client.get("/admin/", headers={"Authorization": "Basic bm9vcjpkZW1v"})
    assert answer.status_code == 302


def test_a_password_of_wagtails_sign_in_page_goes_nowhere(client, noor):
    answer = client.post("/admin/login/?next=/admin/", {"username": "noor", "password": PASSWORD})
    assert answer.headers["Location"] == "/accounts/login/?next=%2Fadmin%2F"
    assert "_auth_user_id" not in client.session


def test_wagtails_sign_in_page_keeps_no_foreign_address(client):
    assert client.get("/admin/login/?next=https://evil.example/").headers["Location"] == "/accounts/login/"


def test_somebody_without_a_group_is_told_so_and_not_sent_round(client, db):
    sam = User.objects.create(username="sam", password=make_password(PASSWORD))
    secret = enrol(sam)
    enter_password(client, sam)
    client.post("/accounts/2fa/authenticate/", {"code": code(secret)})
    answer = client.get("/admin/", follow=True)
    assert answer.status_code == 403
    assert len(answer.redirect_chain) == 1
