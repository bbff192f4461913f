"""Error pages: each says what happened, what to do and whom to call, in the language of the address."""

from collections.abc import Iterator

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import translation
from django.views.csrf import csrf_failure
from django.views.defaults import bad_request, permission_denied, server_error
from pytest_django import Settings

from cms.maintenance import Maintenance


@pytest.fixture(params=["en", "fr"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    with translation.override(request.param):
        yield request.param


def answers(language: str) -> dict[int, HttpResponse]:
    request = RequestFactory().get(f"/{language}/somewhere/")
    return {
        400: bad_request(request, SuspiciousOperation()),
        403: permission_denied(request, PermissionDenied()),
        500: server_error(request),
    }


@pytest.mark.parametrize("status", [400, 403, 500])
def test_an_error_page_needs_no_database_and_names_the_number(language: str, status: int) -> None:
    response = answers(language)[status]
    html = response.content.decode()
    assert response.status_code == status
    assert f'<html lang="{language}"' in html
    assert "204-555-0100" in html
    assert "<h1" in html


def test_a_page_that_is_not_there_leads_on(db: None, client: Client) -> None:
    response = client.get("/en/nothing-here/")
    assert response.status_code == 404
    assert "This page is not here" in response.content.decode()
    assert '<a href="/fr/" lang="fr"' in response.content.decode()


def test_a_page_open_for_too_long_says_that_nothing_is_lost() -> None:
    with translation.override("en"):
        response = csrf_failure(RequestFactory().post("/en/"))
    assert response.status_code == 403
    assert "What was saved is kept" in response.content.decode()


def test_maintenance_stands_in_for_pages_and_lets_staff_through(settings: Settings) -> None:
    settings.MAINTENANCE = True
    site = Maintenance(lambda request: HttpResponse("site"))
    closed = site(RequestFactory().get("/en/"))
    assert (closed.status_code, closed["Retry-After"]) == (503, "900")
    assert site(RequestFactory().get("/desk/")).status_code == 200
