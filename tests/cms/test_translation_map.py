"""The map of translations: missing, behind, done; what the translator saw is kept."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils.timezone import now
from wagtail.models import Page

from accounts.models import User
from cms.models import Notice, TranslationSeen
from cms.translating.views import Row, all_rows
from workflows.models import LetterTemplate

SignedIn = Callable[[User], Client]


def row_of(title: str) -> Row:
    return next(row for row in all_rows() if row.item.title == title)


def publish(slug: str, **fields: Any) -> None:
    page = Page.objects.get(slug=slug).specific
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def test_a_page_is_behind_once_its_english_changes_until_its_french_does(site: None) -> None:
    page = Page.objects.get(slug="contact")
    assert row_of(page.title).state == "done"
    publish("contact", lead="We moved to the third floor.")
    row = row_of(page.title)
    assert row.state == "stale"
    assert ("+", "first sentences: We moved to the third floor.") in list(row.changes())
    publish("nous-joindre", lead="Nous sommes au troisième étage.")
    assert row_of(page.title).state == "done"


def test_french_that_was_written_down_before_the_english_changed_stays_behind(site: None) -> None:
    draft = Page.objects.get(slug="nous-joindre").specific
    draft.lead = "Brouillon d’avant."
    revision = draft.save_revision()
    publish("contact", lead="We moved to the third floor.")
    revision.publish()
    assert row_of("Contact us").state == "stale"


def test_a_page_without_public_french_is_missing(site: None) -> None:
    Page.objects.get(slug="nous-joindre").specific.unpublish()
    row = row_of("Contact us")
    assert row.state == "missing"
    assert row.item.gaps == ("The French page is not published.",)


def test_a_letter_is_behind_when_only_its_english_was_changed(db: None) -> None:
    letter = LetterTemplate.objects.first()
    assert letter is not None
    all_keys = {row.item.key for row in all_rows()}
    assert f"workflows.lettertemplate:{letter.pk}" in all_keys
    letter.body_en += " Bring a piece of identification."
    letter.save()
    row = next(row for row in all_rows() if row.item.key == f"workflows.lettertemplate:{letter.pk}")
    assert row.state == "stale"
    letter.body_fr += " Apportez une pièce d’identité."
    letter.save()
    assert TranslationSeen.objects.get(key=row.item.key).source[-1] == letter.body_en


def test_a_notice_for_one_language_is_not_on_the_map(site: None) -> None:
    Notice.objects.create(starts=now(), title_en="Fair", only_in="en", only_why="In English.")
    assert "Fair" not in {row.item.title for row in all_rows()}


def test_a_translator_filters_and_says_that_the_french_is_still_right(
    site: None, dana: User, signed_in: SignedIn
) -> None:
    row_of("Contact us")
    publish("contact", lead="We moved to the third floor.")
    client = signed_in(dana)
    address = reverse("cms_translation_map")
    html = client.get(address, {"state": "stale", "kind": "pages"}).content.decode()
    assert "<ins>first sentences: We moved to the third floor.</ins>" in html
    key = row_of("Contact us").item.key
    client.post(reverse("cms_still_right"), {"key": key, "next": address})
    assert row_of("Contact us").state == "done"
    assert TranslationSeen.objects.get(key=key).by == dana


def test_reviewers_have_no_map(db: None, noor: User, signed_in: SignedIn) -> None:
    assert signed_in(noor).get(reverse("cms_translation_map")).status_code in (302, 403)
