"""Hostile files, over the API and from a browser: each is refused, and the rest of the draft stays."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.api.calls import problem
from tests.definitions import ANSWERS
from tests.forms.walking import ITEM, PLACE
from tests.hostile.files import FILES, NAMES, paper, photo_of_a_place, picture, read_only
from workflows.attachments import read
from workflows.models import Attachment, Submission

REST = {key: value for key, value in ANSWERS.items() if key != "items"}
STATUS = {"type": 415, "too_large": 413, "too_many_pixels": 413}


@pytest.fixture
def photos_step(camille):
    """The step with the photos, before anything is on it."""
    return camille.fill(camille.begin(), more=PLACE)


def test_each_is_refused_over_the_api(begun):
    begun.api.patch(begun.at, {"answers": ANSWERS})
    for name, (content, code) in FILES.items():
        answer = begun.api.upload(f"{begun.at}/attachments", content, "photo.jpg", question="photos")
        assert 400 <= answer.status_code < 500, name
        told = problem(answer, answer.status_code)
        assert code in {told["code"], *(each["code"] for each in told["errors"])}, name
        assert told["detail"] or told["errors"][0]["message"], name
    kept = begun.api.get(begun.at).json()["answers"]
    assert {key: kept.get(key) for key in REST} == REST
    assert not Attachment.objects.exists()
    assert begun.api.post(f"{begun.at}/submission", {"declaration": True}).status_code == 201


def test_each_is_refused_on_the_step(camille, photos_step):
    page = photos_step
    for name, (content, _code) in FILES.items():
        if not content:
            continue  # A browser that sends an empty file has sent none.
        page = camille.fill(page, more={**ITEM, "photos": SimpleUploadedFile("photo.jpg", content)})
        assert page.url.endswith("/items/"), name
        assert [place for place, _sentence in page.errors] == ["#photos"], name
        assert page.errors[0][1].endswith("."), name
    assert not Attachment.objects.exists()
    assert Submission.objects.get().answers["items"][0]["description"] == "Green city bicycle"
    assert camille.fill(page, more=ITEM).url.endswith("/story/")


def test_one_that_is_too_large_is_refused_by_both(camille, begun, photos_step, settings):
    settings.UPLOAD_MAX_BYTES = 1024
    large = picture("BMP", (40, 40))
    refused = begun.api.upload(f"{begun.at}/attachments", large, question="photos")
    assert problem(refused, 413)
    page = camille.fill(photos_step, more={**ITEM, "photos": SimpleUploadedFile("a.jpg", large)})
    assert page.errors[0][0] == "#photos"


def test_a_caption_is_one_line_that_can_be_kept(camille, photos_step):
    camille.fill(photos_step, more={**ITEM, "photos": SimpleUploadedFile("photo.jpg", picture())})
    file = Attachment.objects.get()
    kept = {
        "The\r\nlock": "The lock",
        "a\0b\x1b[2J": "ab[2J",
        "photo\u202egpj.exe": "photogpj.exe",
        "👩\u200d👧 \u2067عربي\u2069": "👩\u200d👧 \u2067عربي\u2069",
        "x" * 400: "x" * 300,
    }
    for written, caption in kept.items():
        camille.fill(camille.get("items/"), more={f"caption-{file.pk}": written})
        file.refresh_from_db()
        assert file.caption == caption


def test_papers_that_open_are_taken(begun):
    """Also one that may not be printed, and a photo with a film or a chance likeness of an archive behind it."""
    film = picture() + b"\0\0\0\x18ftypmp42" + bytes(300)
    chance = picture() + bytes(range(256)) + b"PK\x05\x06" + bytes(range(256))
    for content in (paper(), read_only(), film, chance):
        assert begun.api.upload(f"{begun.at}/attachments", content, question="photos").status_code == 201


@pytest.mark.parametrize("name", NAMES)
def test_a_name_leads_nowhere(begun, name):
    told = begun.api.upload(f"{begun.at}/attachments", picture(), name or "?", question="photos")
    assert told.status_code in {201, 400}
    for file in Attachment.objects.all():
        assert "/" not in file.name
        assert file.name.isprintable()
        assert len(file.name) <= 200
        assert file.original.startswith("attachments/")


def test_a_photo_keeps_its_place_in_the_original_only(begun):
    sent = photo_of_a_place()
    begun.api.upload(f"{begun.at}/attachments", sent, question="photos")
    file = Attachment.objects.get()
    assert read(file.original) == sent
    for shown in (read(file.copy), read(file.thumbnail)):
        assert not Image.open(io.BytesIO(shown)).getexif()
        assert b"49.8951" not in shown
