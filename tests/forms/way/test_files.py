"""Photos and PDFs within a step, without JavaScript."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.forms.walking import ITEM, PLACE, Camille, Page, photo
from workflows.models import Attachment, Submission


@pytest.fixture
def items(camille: Camille) -> Page:
    """The step with the photos."""
    return camille.fill(camille.begin(), more=PLACE)


def test_photos_come_with_the_step_and_show_as_thumbnails(camille: Camille, items: Page) -> None:
    page = camille.fill(
        items, press="upload-photos", more={**ITEM, "photos": [photo("a.jpg"), photo("b.jpg", "blue")]}
    )
    assert page.url.endswith("/items/")
    assert "a.jpg" in page.text
    assert len(Submission.objects.get().answers["photos"]) == 2
    address = page.tree.xpath("//*[@class='files']//img/@src")[0]
    assert camille.client.get(address)["Content-Type"] == "image/jpeg"


def test_a_photo_is_shown_to_its_own_session_only(camille: Camille, elsewhere: Camille, items: Page) -> None:
    page = camille.fill(items, press="upload-photos", more={"photos": photo()})
    address = page.tree.xpath("//*[@class='files']//img/@src")[0]
    elsewhere.begin()
    assert elsewhere.client.get(address).status_code == 404


def test_a_caption_is_kept_and_a_file_is_taken_out(camille: Camille, items: Page) -> None:
    page = camille.fill(items, press="upload-photos", more={**ITEM, "photos": photo()})
    file = Attachment.objects.get()
    page = camille.fill(page, press="upload-photos", more={f"caption-{file.pk}": "The cut lock"})
    assert Attachment.objects.get().caption == "The cut lock"
    page = camille.fill(page, press=f"remove-file-{file.pk}")
    assert "photos" not in Submission.objects.get().answers
    assert "lock.jpg" not in page.text


def test_a_file_that_is_no_photo_is_refused_and_the_rest_is_saved(camille: Camille, items: Page) -> None:
    page = camille.fill(items, more={**ITEM, "photos": SimpleUploadedFile("a.jpg", b"MZ not a photo")})
    assert page.errors[0][0] == "#photos"
    assert page.errors[0][1].startswith("a.jpg: ")
    assert "not a photo or a PDF" in page.errors[0][1]
    assert Submission.objects.get().answers["items"][0]["description"] == "Green city bicycle"


def test_errors_stand_in_the_order_of_the_page_and_name_their_file(camille: Camille, items: Page) -> None:
    files = [
        photo("good.jpg"),
        SimpleUploadedFile("bad.jpg", b"MZ"),
        SimpleUploadedFile("worse.pdf", b"%PDF-1.7"),
    ]
    page = camille.fill(items, more={"items-0-kind": "phone", "items-0-value": "much", "photos": files})
    places = [place for place, _sentence in page.errors]
    assert places == ["#items-0-description", "#items-0-value", "#photos", "#photos"]
    assert [sentence.partition(":")[0] for _place, sentence in page.errors[2:]] == ["bad.jpg", "worse.pdf"]
    assert Attachment.objects.get().name == "good.jpg"
