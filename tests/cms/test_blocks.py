"""Blocks that editors build pages from: what each refuses, and what a page shows of it."""

from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import Client
from django.utils.translation import override
from PIL import Image as Drawing
from pytest_django import Settings

from cms.blocks import Body, Table
from cms.demo_media import FILES
from cms.media_blocks import Picture
from cms.models import InformationPage, SiteImage
from cms.models.video import has_captions, is_video

pytestmark = pytest.mark.django_db


@pytest.fixture
def image(settings: Settings, tmp_path: object) -> SiteImage:
    settings.MEDIA_ROOT = tmp_path
    made = BytesIO()
    Drawing.new("RGB", (900, 600), "#17405f").save(made, "PNG")
    file = ContentFile(made.getvalue(), "lock.png")
    return SiteImage.objects.create(
        title="Lock", file=file, alt_en="A U-lock on a frame.", alt_fr="Un cadenas en U."
    )


def picture(image: SiteImage, alt: str = "") -> Any:
    return Picture().to_python({"image": image.pk, "alt": alt, "caption": ""})


def test_one_image_says_what_it_shows_in_the_language_of_the_page(image: SiteImage) -> None:
    for language, words in (("en", "A U-lock on a frame."), ("fr", "Un cadenas en U.")):
        with override(language):
            assert f'alt="{words}"' in Picture().render(picture(image))


def test_a_page_may_say_it_in_other_words(image: SiteImage) -> None:
    assert 'alt="Lock it like this."' in Picture().render(picture(image, "Lock it like this."))


def test_an_image_without_words_is_refused_until_somebody_writes_them(image: SiteImage) -> None:
    image.alt_fr = ""
    image.save()
    with pytest.raises(ValidationError) as refused:
        Picture().clean(picture(image))
    assert "French is missing" in str(refused.value.as_json_data())
    Picture().clean(picture(image, "Here it is."))


def test_a_new_image_needs_its_words_in_both_languages(image: SiteImage) -> None:
    with pytest.raises(ValidationError) as refused:
        SiteImage(title="x", file=image.file, alt_en="Only English.").full_clean()
    assert list(refused.value.message_dict) == ["alt_fr"]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"table_caption": "", "table_header_choice": "row"}, "caption"),
        ({"table_caption": "What", "table_header_choice": "neither"}, "headings"),
    ],
)
def test_a_table_without_caption_or_headings_is_refused(given: dict[str, Any], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        Table().clean({"data": [["a", "b"]], **given})


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        (b"WEBVTT\n\n00:00.000 --> 00:02.000\nHello.\n", True),
        (b"\xef\xbb\xbfWEBVTT - title\n\n01:00:00.000 --> 01:00:02.000\nHello.\n", True),
        (b"WEBVTT\n\nHello.\n", False),
        (b"1\n00:00:00,000 --> 00:00:02,000\nHello.\n", False),
        (b"\xff\xfe\x00", False),
    ],
)
def test_captions_are_webvtt_with_a_caption_in_it(text: bytes, taken: bool) -> None:
    file = ContentFile(text, "a.vtt")
    if taken:
        has_captions(file)
    else:
        with pytest.raises(ValidationError, match="WebVTT"):
            has_captions(file)


def test_what_is_no_video_by_its_bytes_is_refused() -> None:
    with pytest.raises(ValidationError, match="MP4 or WebM"):
        is_video(ContentFile(b"<html>", "a.mp4"))
    is_video(ContentFile((FILES / "serial-number.webm").read_bytes(), "a.webm"))


def test_a_figure_that_nobody_counts_shows_nothing_and_few_reports_are_said_to_be_few() -> None:
    from django.core.cache import cache

    cache.clear()
    block = Body().child_blocks["figure"]
    gone = block.render(block.to_python({"figure": "gone", "text": "reports"}))
    few = block.render(block.to_python({"figure": "received_this_year", "text": "reports"}))
    assert gone.strip() == ""
    assert "Not enough reports yet" in few


def test_phone_numbers_can_be_dialled_and_related_types_are_in_the_language_of_the_page(
    site: None, client: Client
) -> None:
    html = client.get("/fr/nous-joindre/").content.decode()
    assert '<a href="tel:2045550100">204-555-0100</a>' in html
    html = client.get("/fr/quoi-signaler/").content.decode()
    assert "Vol de vélo" in html
    assert "Bicycle theft" not in html
    assert 'le <span class="nowrap">204-555-0100</span>' in html


def test_the_video_starts_with_the_captions_of_the_page_s_language(site: None, client: Client) -> None:
    html = client.get("/fr/prevention-et-soutien/proteger-son-velo/").content.decode()
    assert 'srclang="fr" label="Français"' in html
    assert html.index(" default>") > html.index('srclang="fr"')
    assert "Personne ne parle." in html


def test_search_knows_the_words_in_blocks(site: None) -> None:
    page = InformationPage.objects.get(slug="what-to-report")
    assert "weapon" in page.searchable
