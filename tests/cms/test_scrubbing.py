"""Scrubbing: personal data goes, however it is written in English or French; what helps to improve a page stays."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.feedback.scrubbing import luhn, scrub

HERE = Path(__file__).parent
OURS = ["204-555-0100"]


def lines(name: str) -> list[str]:
    """The lines of a corpus; `\\u200b` stands for a sign that nobody sees."""
    text = (HERE / name).read_text(encoding="utf-8")
    return [
        re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), line) for line in text.splitlines()
    ]


@pytest.mark.parametrize("text", lines("personal_data.txt"))
def test_personal_data_goes(text: str) -> None:
    found = scrub(text, ours=OURS)
    assert found.kinds
    left = re.sub(r"\[\w+\]", "", found.text)
    assert not re.search(r"(?:\d\D{0,3}){4}|@|example", left)


@pytest.mark.parametrize("text", lines("ordinary_feedback.txt"))
def test_what_helps_stays_to_the_letter(text: str) -> None:
    assert scrub(text, ours=OURS).text == text


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("204 555-0142", "phone"),
        ("camille@example.ca", "email"),
        ("046 454 286", "sin"),
        ("Passport AB123456", "passport"),
        ("H2X 1Y4", "postal_code"),
        ("4111 1111 1111 1111", "card"),
        ("123456789012", "number"),
        ("123 Main Street", "address"),
        ("born on 1985-03-12", "born"),
    ],
)
def test_what_was_taken_out_is_named(text: str, kind: str) -> None:
    assert kind in scrub(text).kinds
    assert scrub(text, marks=lambda name: f"<{name}>").text.endswith(f"[<{kind}>]")


def test_the_rest_of_the_text_is_kept() -> None:
    told = scrub("The page is wrong. Call me at 204-555-0142 or write to cam@example.ca, thanks!").text
    assert told == "The page is wrong. Call me at [phone] or write to [email], thanks!"


def test_a_social_insurance_number_has_its_check_digit() -> None:
    assert luhn("046454286")
    assert not luhn("046454287")


@given(st.text(max_size=300))
def test_any_text_is_taken(text: str) -> None:
    assert isinstance(scrub(text).text, str)


@given(st.integers(2_000_000_000, 9_999_999_999), st.sampled_from(["-", " ", ".", "", " - ", "/"]))
def test_no_phone_number_is_left(number: int, gap: str) -> None:
    digits = str(number)
    written = gap.join([digits[:3], digits[3:6], digits[6:]])
    assert "phone" in scrub(f"Call {written} now").kinds or "sin" in scrub(written).kinds


@pytest.mark.parametrize(
    "text", ["passport " * 33, "1 " * 150, "a." * 150, "A1" * 150, "x@" * 150, "12 Main " * 37]
)
def test_no_text_takes_long(text: str) -> None:
    begun = time.process_time()
    scrub(text[:300])
    assert time.process_time() - begun < 0.2
