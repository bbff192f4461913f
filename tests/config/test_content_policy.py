"""Which scripts a page may run: none of its own but in Wagtail's admin."""

import pytest


def policy(response):
    return dict(part.strip().split(" ", 1) for part in response["Content-Security-Policy"].split(";"))


def test_the_admin_runs_wagtails_inline_scripts(client, signed_in, dana):
    assert "'unsafe-inline'" in policy(signed_in(dana).get("/admin/"))["script-src"]


@pytest.mark.parametrize("address", ["/healthz", "/accounts/login/", "/en/track/", "/api/v1/"])
def test_nothing_else_does(client, db, address):
    found = policy(client.get(address))
    assert found["script-src"] == found["style-src"] == "'self'"
    assert (found["object-src"], found["base-uri"]) == ("'none'", "'none'")


def test_the_desk_does_not(signed_in, noor):
    assert policy(signed_in(noor).get("/desk/"))["script-src"] == "'self'"


@pytest.mark.parametrize("address", ["/healthz", "/accounts/login/", "/en/", "/en/track/", "/api/v1/"])
def test_no_page_asks_where_one_is(client, db, address):
    assert "geolocation=()" in client.get(address)["Permissions-Policy"]
