"""What the reader of a copy holds in their hands."""

import re
from dataclasses import replace

import pytest
from pypdf import PdfReader

from pdf.document import LetterCopy, PartData, RowData
from pdf.render import render_copy, render_letter
from tests.pdf.reading import text_of
from tests.pdf.sample import ENGLISH, FRENCH, attachment, story, unofficial


@pytest.fixture(scope="module")
def official():
    return text_of(render_copy(ENGLISH))


@pytest.mark.parametrize(
    "sentence",
    [
        "W26-000017",
        "T-7GK2-M4XQ-8",
        "2140 Theft $5,000 or under",
        "Was there a camera?",
        "Not sure",
        "Norco",
        "Page 1 / 2",
        "K7QM-2X4B-9RTD-5WHE",
        "https://constat.example/en/verify/K7QM2X4B9RTD5WHE/",
        "Constable Noor H.",
        "photo 1.jpg",
    ],
)
def test_the_official_copy_says(official, sentence):
    assert sentence in official


def test_evidence_is_listed_with_its_hash(official):
    assert ENGLISH.attachments[0].sha256 in official


def test_each_page_has_number_and_page_count():
    pages = text_of(render_copy(story("word " * 3000))).split("\f")[:-1]
    assert len(pages) > 2
    assert all(
        "W26-000017" in page and f"Page {at} / {len(pages)}" in page for at, page in enumerate(pages, 1)
    )


def test_the_unofficial_copy_says_what_it_is_not():
    text = text_of(render_copy(unofficial(ENGLISH)))
    assert "It is not a police file" in " ".join(text.split())
    assert "W26-000017" not in text


def test_the_french_copy_carries_its_language():
    pdf = render_copy(FRENCH)
    assert "Vol d’une bicyclette" in text_of(pdf)
    assert b"/Lang (fr" in pdf


def test_no_print_is_smaller_than_seven_points():
    emoji = RowData("Label", "😀" * 40)
    pdf = render_copy(replace(ENGLISH, parts=[PartData("Part", [emoji, *ENGLISH.parts[0].rows])]))
    heights = [
        float(b) - float(a)
        for a, b in re.findall(r'yMin="([\d.]+)".*?yMax="([\d.]+)"', text_of(pdf, "-bbox"))
    ]
    assert min(heights[2:]) > 7


def test_nothing_is_set_outside_the_margins():
    pdf = render_copy(story("x" * 5000 + " " + "wide-" * 400))
    words = re.findall(r'<word xMin="([\d.]+)".*?xMax="([\d.]+)"', text_of(pdf, "-bbox"))
    assert all(float(left) > 50 and float(right) < 562 for left, right in words)


def test_ten_photos_fit_two_to_a_page(tmp_path):
    pdf = tmp_path / "ten.pdf"
    pdf.write_bytes(render_copy(replace(ENGLISH, attachments=[attachment(number) for number in range(10)])))
    assert 6 <= len(PdfReader(pdf).pages) <= 7


def test_every_font_is_embedded(tmp_path):
    pdf = tmp_path / "fonts.pdf"
    pdf.write_bytes(render_copy(story("Ж ᐊ ਪ س 王 → ∑ <code>")))
    for page in PdfReader(pdf).pages:
        for font in page["/Resources"]["/Font"].values():
            assert "/FontFile2" in font.get_object()["/FontDescriptor"]


def test_text_that_cannot_be_joined_is_announced():
    assert "whose letters join or change order" in text_of(render_copy(story("ਗੁਰਪ੍ਰੀਤ")))
    assert "whose letters join or change order" not in text_of(render_copy(story("Zoë")))


def test_a_letter_has_its_paragraphs_and_its_number():
    letter = LetterCopy(
        "en",
        "The Agency",
        "Your report is approved",
        ["One.", "Two."],
        "W26-000017",
        "March 17",
        ["Camille D."],
    )
    text = text_of(render_letter(letter))
    assert all(
        word in text for word in ("The Agency", "Your report is approved", "One.", "Two.", "W26-000017")
    )
