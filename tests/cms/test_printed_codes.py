"""Printed codes: where each leads today, who is told before its page moves, and which lead nowhere."""

from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from accounts.models import User
from cms import printed
from tests.cms.test_redirects import rename

SignedIn = Callable[[User], Client]


@pytest.fixture
def poster(site: None) -> Page:
    """The page that a code on a poster leads to."""
    page = Page.objects.get(slug="contact")
    printed.keep("/en/contact/?source=poster", where="poster", page=page)
    return page


def test_whoever_moves_the_page_is_told_which_codes_lead_there(
    poster: Page, pat: User, signed_in: SignedIn
) -> None:
    destination = Page.objects.get(slug="protect-your-bicycle")
    address = reverse("wagtailadmin_pages:move_confirm", args=[poster.pk, destination.pk])
    assert "at poster. It will be led on" in signed_in(pat).get(address).content.decode()


def test_a_code_is_good_as_long_as_it_is_led_on(
    poster: Page, pat: User, signed_in: SignedIn, capsys: pytest.CaptureFixture[str]
) -> None:
    rename(poster, "reach-us")
    call_command("check_printed_codes")
    Page.objects.get(pk=poster.pk).specific.unpublish()
    with pytest.raises(SystemExit):
        call_command("check_printed_codes")
    assert "/en/contact/?source=poster" in capsys.readouterr().out
    html = signed_in(pat).get(reverse("cms_printed_codes")).content.decode()
    assert "1 printed code leads nowhere." in html


def test_what_letters_and_copies_name_is_known_and_leads_somewhere(site: None) -> None:
    assert {"/verify/", "/track/", "/fr/track/"} <= {code.path for code in printed.codes()}
    assert printed.leading_nowhere() == []
