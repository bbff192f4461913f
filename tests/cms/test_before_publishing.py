"""Before a page is published: what shuts somebody out is refused, the rest is told, with how it reads."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from accounts.models import User
from cms.checking.report import check
from cms.checking.rules import findings_of
from cms.models import InformationPage, SiteImage, Video

SignedIn = Callable[[User], Client]


def a_page(body: list[Any], **fields: Any) -> InformationPage:
    page: InformationPage = Page.objects.get(slug="contact").specific
    page.body = body
    for name, value in fields.items():
        setattr(page, name, value)
    return page


def told(body: list[Any]) -> list[tuple[bool, str]]:
    return [(each.blocks, each.sentence) for each in findings_of(a_page(body))]


@pytest.mark.parametrize(
    ("markup", "sentence", "blocks"),
    [
        ('<p><a href="https://a.example/">click here</a></p>', "“click here” does not say", False),
        ('<p><a href="https://a.example/">En savoir plus</a></p>', "“En savoir plus” does not say", False),
        ('<p><a href="https://a.example/">https://a.example/</a></p>', "shows its address", False),
        ('<p><a href="https://a.example/"></a></p>', "A link has no words.", True),
        ("<p>Press the green button.</p>", "“the green button”", False),
        ("<p>Les champs en rouge manquent.</p>", "“en rouge”", False),
        ("<p>NEVER LEAVE YOUR BICYCLE</p>", "is in capitals", False),
        ("<h4>Deep</h4>", "skips a level", False),
    ],
)
def test_a_text_that_shuts_somebody_out_is_named(
    site: None, markup: str, sentence: str, blocks: bool
) -> None:
    found = [each for each in told([("text", markup)]) if sentence in each[1]]
    assert [each[0] for each in found] == [blocks]


def test_the_first_sentences_are_looked_at_too(site: None) -> None:
    found = findings_of(a_page([], lead="Press the green button."))
    assert [each.contentpath for each in found if "green" in each.sentence] == ["lead"]


def test_a_page_of_the_demo_has_nothing_that_blocks(site: None) -> None:
    for page in InformationPage.objects.all():
        assert [each for each in findings_of(page) if each.blocks] == []


def test_a_table_without_headings_is_named(site: None) -> None:
    table = {"data": [["a", "b"]], "first_row_is_table_header": False, "first_col_is_header": False}
    assert any("headings" in sentence for _blocks, sentence in told([("table", table)]))


@pytest.mark.parametrize(
    ("of_image", "of_page", "blocks"), [("", "", True), ("", "A steel lock.", False), ("A lock.", "", False)]
)
def test_a_picture_without_words_blocks(site: None, of_image: str, of_page: str, blocks: bool) -> None:
    image = SiteImage(title="Lock", alt_en=of_image, alt_fr=of_image)
    page = a_page([("picture", {"image": image, "alt": of_page})])
    assert any(each.blocks for each in findings_of(page)) is blocks


def test_a_film_without_captions_blocks(site: None) -> None:
    assert (True, "Add captions to the video.") in told([("video", {"video": Video(title_en="Locks")})])


def test_how_it_reads_is_measured_in_the_language_of_the_page(site: None) -> None:
    long = "You can lock your bicycle " + "and " * 18 + "go."
    found = check(a_page([("text", f"<p>{long}</p>")]))
    assert found.language == "en"
    assert [(each.sentence, each.why) for each in found.hard if "lock your" in each.sentence] == [
        (long, "24 words")
    ]


def form_of(page: InformationPage, markup: str) -> dict[str, Any]:
    data = {
        "title": page.title,
        "slug": page.slug,
        "lead": page.lead,
        "seo_title": "",
        "search_description": page.search_description,
        "body": streamfield([("text", rich_text(markup))]),
        "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": ""},
    }
    flat: dict[str, Any] = nested_form_data(
        {name: value for name, value in data.items() if name != "comments"}
    )
    return flat | {f"comments-{name}": value for name, value in data["comments"].items()}


EMPTY_LINK = '<p><a href="https://a.example/"></a>Lock it.</p>'


def test_publishing_is_refused_with_the_sentence_and_a_draft_is_kept(
    site: None, pat: User, signed_in: SignedIn
) -> None:
    client, page = signed_in(pat), a_page([])
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = client.post(address, {**form_of(page, EMPTY_LINK), "action-publish": "1"})
    assert "A link has no words." in answer.content.decode()
    assert client.post(address, form_of(page, EMPTY_LINK)).status_code == 302
    assert Page.objects.get(pk=page.pk).has_unpublished_changes


def test_the_panel_says_it_of_the_page_on_the_screen(site: None, dana: User, signed_in: SignedIn) -> None:
    client, page = signed_in(dana), a_page([])
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert 'data-side-panel="page-check"' in edit
    html = client.post(reverse("cms_page_check", args=[page.pk]), form_of(page, EMPTY_LINK)).content.decode()
    assert "1 thing keeps the page from being published." in html


def test_a_publisher_looks_at_the_draft_and_publishes_what_was_looked_at(
    site: None, pat: User, dana: User, client: Client, signed_in: SignedIn
) -> None:
    page = a_page([("text", "<p>Come in, <a href='https://a.example/'>more</a>.</p>")])
    revision = page.save_revision()
    address = reverse("cms_page_check_saved", args=[page.pk])
    html = signed_in(pat).get(address).content.decode()
    assert "Publish all the same" in html
    publish = reverse("cms_page_check_publish", args=[page.pk])
    page.save_revision()
    client.post(publish, {"revision": revision.pk})
    assert Page.objects.get(pk=page.pk).has_unpublished_changes
    latest = Page.objects.get(pk=page.pk).latest_revision_id
    client.post(publish, {"revision": latest})
    assert not Page.objects.get(pk=page.pk).has_unpublished_changes
    assert "Publish all the same" not in signed_in(dana).get(address).content.decode()
