"""The sign-in pages: both languages, what goes wrong is said, nobody signs up, guessing is slow."""

import re

import pytest
from django.core import mail
from django.utils import translation

from accounts.models import User
from tests.accounts.sign_in import PASSWORD, code, enrol, enter_password


def test_signs_in_by_e_mail_address_too(client, noor, secret):
    answer = client.post("/accounts/login/", {"login": "noor@agency.example", "password": PASSWORD})
    assert answer.headers["Location"] == "/accounts/2fa/authenticate/"


def test_a_wrong_password_and_an_unknown_name_look_the_same(client, noor):
    known = client.post("/accounts/login/", {"login": "noor", "password": "wrong"})
    unknown = client.post("/accounts/login/", {"login": "nora", "password": "wrong"})
    said = [re.findall(r"<li>(.*?)</li>", page.content.decode()) for page in (known, unknown)]
    assert said[0] == said[1] != []
    assert said[0][0].startswith('<a href="#id_login">')


def test_both_fields_name_the_sentence_that_says_why_nobody_was_signed_in(client, noor):
    page = client.post("/accounts/login/", {"login": "noor", "password": "wrong"}).content.decode()
    assert page.count('id="refused"') == 1
    fields = re.findall(r"<input[^>]+name=\"(?:login|password)\"[^>]*>", page)
    assert len(fields) == 2
    assert all('aria-describedby="refused"' in each and 'aria-invalid="true"' in each for each in fields)


def test_guessing_is_slowed_down(client, noor):
    for _attempt in range(6):
        client.post("/accounts/login/", {"login": "noor", "password": "wrong"})
    answer = client.post("/accounts/login/", {"login": "noor", "password": PASSWORD})
    assert b"Wait five minutes" in answer.content


def test_an_empty_form_names_what_is_missing(client, db):
    page = client.post("/accounts/login/", {}).content.decode()
    assert '<a href="#id_login">Enter your user name or e-mail address.</a>' in page
    assert "autofocus" in page
    assert "<title>Error: Sign in" in page


def test_nobody_signs_up(client, db):
    client.post(
        "/accounts/signup/",
        {"username": "eve", "email": "e@evil.example", "password1": PASSWORD, "password2": PASSWORD},
    )
    assert not User.objects.exists()


def test_next_leads_nowhere_else(client, noor, secret):
    enter_password(client, noor, next_="https://evil.example/")
    done = client.post("/accounts/2fa/authenticate/", {"code": code(secret)})
    assert done.headers["Location"] == "/admin/"


def test_the_language_can_be_changed_on_the_page(client, db):
    client.post("/accounts/language/", {"language": "fr", "next": "/accounts/login/"})
    assert '<html lang="fr">' in client.get("/accounts/login/").content.decode()


def test_a_forgotten_password_is_reset_by_mail_and_the_factor_is_still_asked(client, noor, secret):
    client.post("/accounts/password/reset/", {"email": "noor@agency.example"})
    link = re.search(r"/accounts/password/reset/key/\S+", mail.outbox[0].body)[0]
    form = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": "another long password", "password2": "another long password"})
    assert "_auth_user_id" not in client.session
    answer = client.post("/accounts/login/", {"login": "noor", "password": "another long password"})
    assert answer.headers["Location"] == "/accounts/2fa/authenticate/"


def test_an_unknown_address_gets_the_same_answer_and_no_mail(client, db):
    answer = client.post("/accounts/password/reset/", {"email": "nobody@agency.example"})
    assert answer.headers["Location"] == "/accounts/password/reset/done/"
    assert not mail.outbox


PAGES = [
    "/accounts/login/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/inactive/",
    "/accounts/signup/",
]
INSIDE = [
    "/accounts/logout/",
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/reauthenticate/",
    "/accounts/2fa/",
    "/accounts/2fa/reauthenticate/",
    "/accounts/2fa/webauthn/",
    "/accounts/2fa/webauthn/add/",
    "/accounts/2fa/totp/deactivate/",
    "/accounts/2fa/recovery-codes/generate/",
]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("page", PAGES + INSIDE)
def test_every_page_is_ours_and_runs_nothing_inline(client, noor, page, language):
    if page in INSIDE:
        secret = enrol(noor)
        enter_password(client, noor)
        client.post("/accounts/2fa/authenticate/", {"code": code(secret)})
        client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    with translation.override(language):
        html = client.get(page, headers={"accept-language": language}).content.decode()
    assert "accounts/sign-in.css" in html
    assert html.count("<h1>") == 1
    assert " style=" not in html
    assert "<style" not in html
    scripts = re.findall(r"<script([^>]*)>", html)
    assert all("src=" in script or 'type="application/json"' in script for script in scripts)
