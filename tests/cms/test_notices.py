"""Notices: on every page or on one, in both languages, written by whoever may."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now
from pytest_django import Settings
from wagtail.models import Page

from accounts.models import User
from cms.models import InformationPage, Notice, PrivacyNotice
from config import settings as site_settings

FIELDS = {"title_en": "Closed.", "title_fr": "Fermé.", "severity": "urgent"}
MINUTE = timedelta(minutes=1)


def test_a_notice_for_one_page_shows_there_and_on_its_translation_only(site: None, client: Client) -> None:
    Notice.objects.create(page=Page.objects.get(slug="contact"), starts=now(), **FIELDS)
    assert "Closed." in client.get("/en/contact/").content.decode()
    assert "Fermé." in client.get("/fr/nous-joindre/").content.decode()
    assert "Closed." not in client.get("/en/").content.decode()


def test_the_most_urgent_notice_stands_first(site: None, client: Client) -> None:
    Notice.objects.create(starts=now(), **FIELDS)
    html = client.get("/en/").content.decode()
    assert html.index("Closed.") < html.index("This is a demonstration.")


def test_a_notice_ends_after_it_starts_and_speaks_both_languages(db: None) -> None:
    with pytest.raises(ValidationError, match="after the start"):
        Notice(starts=now(), ends=now() - timedelta(days=1), **FIELDS).full_clean()
    with pytest.raises(ValidationError, match="both languages"):
        Notice(starts=now(), text_en="Until Monday.", **FIELDS).full_clean()


def test_a_notice_can_stand_on_the_pages_below_too(site: None, client: Client) -> None:
    page = Page.objects.get(slug="contact")
    below = page.add_child(instance=InformationPage(title="Below", slug="below", locale=page.locale))
    below.save_revision().publish()
    notice = Notice.objects.create(page=page, starts=now(), **FIELDS)
    assert "Closed." not in client.get("/en/contact/below/").content.decode()
    notice.below = True
    notice.save()
    assert "Closed." in client.get("/en/contact/below/").content.decode()
    assert "Closed." not in client.get("/en/").content.decode()


def test_a_notice_in_one_language_says_why_and_shows_there_only(site: None, client: Client) -> None:
    notice = Notice(starts=now(), title_en="Closed.", only_in="en")
    with pytest.raises(ValidationError, match="Say why"):
        notice.full_clean()
    notice.only_why = "The event is in English."
    notice.full_clean()
    notice.save()
    assert "Closed." in client.get("/en/").content.decode()
    assert "Closed." not in client.get("/fr/").content.decode()
    for language, count in (("en", 2), ("fr", 1)):
        assert len(client.get(f"/api/v1/?language={language}").json()["notices"]) == count


@pytest.mark.parametrize("missing", ["title_en", "title_fr"])
def test_a_notice_has_a_title_in_each_of_its_languages(site: None, missing: str) -> None:
    with pytest.raises(ValidationError, match="Write a title"):
        Notice(starts=now(), **{**FIELDS, missing: ""}).full_clean()


def test_a_notice_goes_on_and_off_on_its_dates_though_pages_are_kept(
    site: None, cached: None, client: Client
) -> None:
    with time_machine.travel(datetime(2026, 11, 2, 9, 0, tzinfo=UTC), tick=False) as clock:
        Notice.objects.create(starts=now() + MINUTE, ends=now() + 2 * MINUTE, **FIELDS)
        shown = []
        for _minute in range(3):
            shown.append("Closed." in client.get("/en/").content.decode())
            clock.shift(MINUTE)
    assert shown == [False, True, False]


def test_the_list_says_where_each_notice_stands(
    site: None, pat: User, signed_in: Callable[[User], Client]
) -> None:
    Notice.objects.create(starts=now() + MINUTE, **FIELDS)
    client = signed_in(pat)
    address = reverse(Notice.snippet_viewset.get_url_name("list"))
    assert "Scheduled" in client.get(address).content.decode()
    assert "Closed." not in client.get(f"{address}?state=showing").content.decode()
    assert "Closed." in client.get(f"{address}?state=scheduled").content.decode()


def test_a_notice_is_seen_over_its_page_before_it_shows(site: None) -> None:
    notice = Notice(page=Page.objects.get(slug="contact"), starts=now() + MINUTE, **FIELDS)
    request = notice.make_preview_request(preview_mode="fr")
    html = request.content.decode()
    assert "Fermé." in html
    assert '<html lang="fr"' in html


def test_a_privacy_notice_is_kept_by_value(site: None) -> None:
    frozen = PrivacyNotice.objects.get(key="reports").frozen()
    assert "36(1)(b)" in frozen["authority"]["en"]
    assert "36(1)b)" in frozen["authority"]["fr"]
    assert set(frozen) == {"purpose", "authority", "officer", "address", "phone"}
    assert frozen["phone"] == site_settings.AGENCY["phone"]


@pytest.mark.parametrize(("name", "may"), [("pat", True), ("sam", False)])
def test_only_publishers_write_notices(
    site: None, client: Client, request: pytest.FixtureRequest, settings: Settings, name: str, may: bool
) -> None:
    person: User = request.getfixturevalue(name)
    settings.MIDDLEWARE = [path for path in settings.MIDDLEWARE if "SecondFactor" not in path]
    client.force_login(person)
    response = client.get("/admin/snippets/cms/notice/add/")
    assert (response.status_code == 200) is may
