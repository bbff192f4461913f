"""Notices: on every page or on one, in both languages, written by whoever may."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.timezone import now
from pytest_django import Settings
from wagtail.models import Page

from accounts.models import User
from cms.models import Notice, PrivacyNotice
from config import settings as site_settings

FIELDS = {"title_en": "Closed.", "title_fr": "Fermé.", "severity": "urgent"}


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
