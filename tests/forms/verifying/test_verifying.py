"""Verifying a copy: by its code, or by the file."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from tests.forms.walking import Page
from workflows.attachments import read
from workflows.copies import make_official_copy, unofficial_copy
from workflows.models import Document, Submission


@pytest.fixture
def document(approved_report: Submission) -> Document:
    """The official copy of Camille's report."""
    return make_official_copy(approved_report)


def given(client: Client, **data: Any) -> Page:
    return Page(client.post("/en/verify/", data))


def as_file(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("copy.pdf", content, "application/pdf")


def test_a_genuine_file_is_told_with_its_number_and_nothing_personal(
    client: Client, document: Document
) -> None:
    page = given(client, file=as_file(read(document.path)))
    assert "genuine and unchanged" in page.text
    assert document.submission.permanent_number in page.text
    assert "Theft" in page.text
    assert "Camille" not in page.text


def test_a_changed_file_is_told(client: Client, document: Document) -> None:
    content = bytearray(read(document.path))
    content[len(content) // 3] ^= 1
    page = given(client, file=as_file(bytes(content)))
    assert "genuine" not in page.text
    assert document.submission.permanent_number not in page.text


@pytest.mark.parametrize("code", ["\u202e", "' OR 1=1 --", "0" * 5000])
def test_a_hostile_code_is_not_known(client: Client, db: None, code: str) -> None:
    for answer in (
        client.get("/en/verify/", {"code": code}),
        client.post("/en/verify/", {"code": code + "\0"}),
    ):
        assert answer.status_code == 200


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4 nothing", b"hello"])
def test_anything_else_is_not_known(client: Client, db: None, content: bytes) -> None:
    assert "We do not know this copy" in given(client, file=as_file(content)).text or not content


def test_an_unofficial_copy_is_not_known(client: Client, submitted_report: Submission) -> None:
    assert "We do not know this copy" in given(client, file=as_file(unofficial_copy(submitted_report))).text


def test_the_code_of_a_copy_is_known_also_from_a_qr_mark(client: Client, document: Document) -> None:
    answer = client.get(f"/verify/?code={document.verification_code}", follow=True)
    assert document.submission.permanent_number in Page(answer).text
    code = str(document.verification_code).lower().replace("-", "")
    assert document.submission.permanent_number in given(client, code=code).text


def test_a_code_that_is_not_ours_is_not_known(client: Client, db: None) -> None:
    assert "We do not know this copy" in given(client, code="AAAA-BBBB-CCCC-DDDD").text


@override_settings(WRONG_CODES_PER_ADDRESS=2)
def test_codes_cannot_be_guessed(client: Client, db: None) -> None:
    statuses = [given(client, code=f"AAAA-BBBB-CCCC-{n:04}").status for n in range(3)]
    assert statuses == [200, 200, 429]


def test_nothing_given_is_asked_for(client: Client, db: None) -> None:
    assert given(client).errors == [("#code", "Enter the code, or choose the file.")]
