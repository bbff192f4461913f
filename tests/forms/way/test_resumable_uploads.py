"""A photo comes in pieces over a bad line and is taken as any other; only its own session can send the rest."""

import base64
import hashlib
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import Client
from django.utils.timezone import now

from tests.definitions import question, theft
from tests.forms.walking import ITEM, PLACE, Camille, photo
from workflows import housekeeping
from workflows.models import Attachment, PartialUpload, Submission

TUS = {"Tus-Resumable": "1.0.0"}
ADDRESS = "/en/uploads/theft/"


@pytest.fixture
def walking(camille: Camille) -> Camille:
    """Camille, who has a draft."""
    camille.fill(camille.begin(), more=PLACE)
    return camille


def told(**pairs: str) -> str:
    return ",".join(f"{name} {base64.b64encode(text.encode()).decode()}" for name, text in pairs.items())


def begin(client: Client, size: int, address: str = ADDRESS, **pairs: str) -> Any:
    pairs = {"question": "photos", "filename": "lock.jpg", **pairs}
    headers = {**TUS, "Upload-Length": str(size), "Upload-Metadata": told(**pairs)}
    return client.post(address, content_type="application/offset+octet-stream", headers=headers)


def send(client: Client, at: str, offset: int, data: bytes, **headers: str) -> Any:
    more = {**TUS, "Upload-Offset": str(offset), **headers}
    return client.generic("PATCH", at, data, "application/offset+octet-stream", headers=more)


def pieces() -> list[str]:
    storage = storages["private"]
    return storage.listdir("partial")[0] if storage.exists("partial") else []


@pytest.fixture(autouse=True)
def private_folder(settings: Any, tmp_path: Any) -> None:
    private = settings.STORAGES["private"] | {"OPTIONS": {"location": tmp_path}}
    settings.STORAGES = settings.STORAGES | {"private": private}


def test_a_photo_comes_in_two_pieces(walking: Camille) -> None:
    data = photo().read()
    begun = begin(walking.client, len(data))
    assert begun.status_code == 201
    assert "lock" not in begun["Location"]
    first = send(walking.client, begun["Location"], 0, data[:100])
    assert (first.status_code, first["Upload-Offset"]) == (204, "100")
    here = walking.client.head(begun["Location"], headers=TUS)
    assert (here["Upload-Offset"], here["Upload-Length"]) == ("100", str(len(data)))
    last = send(walking.client, begun["Location"], 100, data[100:])
    kept = Attachment.objects.get()
    assert last["Upload-Attachment"] == str(kept.pk)
    assert (kept.name, kept.sha256) == ("lock.jpg", hashlib.sha256(data).hexdigest())
    draft = Submission.objects.get()
    assert draft.answers["photos"] == [str(kept.pk)]
    assert last["Upload-Revision"] == str(draft.revision)
    assert not PartialUpload.objects.exists()


def test_a_photo_of_a_row_belongs_to_that_row(make_type: Any) -> None:
    body = theft()
    body["steps"][2]["items"][0]["questions"].append(question("item_photos", "file", required=False))
    make_type(body)
    camille = Camille(Client())
    camille.fill(camille.fill(camille.begin(), more=PLACE), press="add-items", more=ITEM)
    row = Submission.objects.get().answers["items"][0]["_id"]
    data = photo().read()
    begun = begin(camille.client, len(data), question="item_photos", row=row)
    send(camille.client, begun["Location"], 0, data)
    assert Submission.objects.get().answers["items"][0]["item_photos"] == [str(Attachment.objects.get().pk)]


def test_a_row_that_is_named_where_there_are_none_is_not_kept(walking: Camille) -> None:
    data = photo().read()
    begun = begin(walking.client, len(data), row="a\0")
    assert PartialUpload.objects.get().row == ""
    send(walking.client, begun["Location"], 0, data)
    assert Attachment.objects.get().row == ""


def test_a_piece_that_is_out_of_step_changes_nothing(walking: Camille) -> None:
    at = begin(walking.client, 500)["Location"]
    send(walking.client, at, 0, b"x" * 100)
    assert send(walking.client, at, 0, b"x" * 100).status_code == 409
    assert send(walking.client, at, 200, b"x").status_code == 409
    assert PartialUpload.objects.get().offset == 100


def test_more_than_was_announced_is_refused_unread(walking: Camille) -> None:
    at = begin(walking.client, 10)["Location"]
    assert send(walking.client, at, 0, b"x" * 11).status_code == 413


def test_a_flood_of_tiny_pieces_ends(walking: Camille) -> None:
    at = begin(walking.client, 1000)["Location"]
    PartialUpload.objects.update(pieces=["partial/x"] * 400, offset=400)
    assert "too many pieces" in send(walking.client, at, 400, b"x").json()["message"]
    assert not PartialUpload.objects.exists()


def test_a_piece_that_changed_on_its_way_is_refused(walking: Camille) -> None:
    at = begin(walking.client, 10)["Location"]
    right = base64.b64encode(hashlib.sha256(b"12345").digest()).decode()
    assert send(walking.client, at, 0, b"12346", **{"Upload-Checksum": f"sha256 {right}"}).status_code == 460
    assert send(walking.client, at, 0, b"12345", **{"Upload-Checksum": f"sha256 {right}"}).status_code == 204


def test_what_is_no_photo_is_refused_in_words_and_nothing_else_is_lost(walking: Camille) -> None:
    walking.fill(walking.get("items/"), press="upload-photos", more=ITEM)
    data = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"
    at = begin(walking.client, len(data), filename="a.svg")["Location"]
    answer = send(walking.client, at, 0, data)
    assert answer.status_code == 422
    assert "not a photo or a PDF" in answer.json()["message"]
    assert Submission.objects.get().answers["items"][0]["description"] == "Green city bicycle"
    assert not PartialUpload.objects.exists()


@pytest.mark.parametrize(
    ("size", "more", "status"),
    [
        (26 * 1024 * 1024, {}, 422),
        (0, {}, 422),
        (9, {"question": "story"}, 422),
        (9, {"question": "no"}, 422),
    ],
)
def test_what_could_not_be_taken_is_refused_before_it_is_sent(
    walking: Camille, size: int, more: dict[str, str], status: int
) -> None:
    answer = begin(walking.client, size, **more)
    assert answer.status_code == status
    assert answer.json()["message"].endswith(".")


def test_a_question_with_a_smaller_limit_says_so_at_once(make_type: Any) -> None:
    body = theft()
    body["steps"][2]["items"][1]["limits"] = {"max_size": 1}
    make_type(body)
    camille = Camille(Client())
    camille.begin()
    assert "larger than 1 MB" in begin(camille.client, 1024 * 1024 + 1).json()["message"]


def test_only_the_session_of_the_draft_sees_the_upload(walking: Camille, elsewhere: Camille) -> None:
    at = begin(walking.client, 10)["Location"]
    assert begin(elsewhere.client, 10).status_code == 404
    elsewhere.begin()
    assert elsewhere.client.head(at, headers=TUS).status_code == 404
    assert send(elsewhere.client, at, 0, b"x").status_code == 404
    assert elsewhere.client.delete(at, headers=TUS).status_code == 404
    assert PartialUpload.objects.get().offset == 0


def test_it_asks_for_the_token_against_forgery(walking: Camille) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = walking.client.cookies
    at = begin(walking.client, 10)["Location"]
    assert send(strict, at, 0, b"x").status_code == 403
    token = walking.get("items/").value("csrfmiddlewaretoken")
    assert send(strict, at, 0, b"x", **{"X-CSRFToken": token}).status_code == 204


def test_an_upload_can_be_given_up(walking: Camille) -> None:
    at = begin(walking.client, 10)["Location"]
    send(walking.client, at, 0, b"12345")
    assert walking.client.delete(at, headers=TUS).status_code == 204
    assert not PartialUpload.objects.exists()
    assert not [path for path in pieces() if storages["private"].listdir(f"partial/{path}")[1]]


def test_what_nobody_went_on_with_is_deleted_with_its_pieces(walking: Camille) -> None:
    at = begin(walking.client, 10)["Location"]
    send(walking.client, at, 0, b"12345")
    housekeeping.tidy()
    assert PartialUpload.objects.exists()
    PartialUpload.objects.update(expires_at=now() - timedelta(hours=1))
    housekeeping.tidy()
    assert not PartialUpload.objects.exists()
    assert not [path for path in pieces() if storages["private"].listdir(f"partial/{path}")[1]]


def test_a_draft_holds_ten_uploads_at_most_and_keeps_the_newest(walking: Camille) -> None:
    for number in range(12):
        begin(walking.client, 10, filename=f"{number}.jpg")
    names = set(PartialUpload.objects.values_list("name", flat=True))
    assert len(names) == 10
    assert "11.jpg" in names


def test_an_upload_whose_last_request_died_is_finished_by_the_next_one(walking: Camille) -> None:
    data = photo().read()
    at = begin(walking.client, len(data))["Location"]
    send(walking.client, at, 0, data[:50])
    # What a process leaves that is killed between the last piece and the attachment.
    upload = PartialUpload.objects.get()
    path = storages["private"].save(f"partial/{upload.pk.hex}/rest", photo_rest(data))
    upload.pieces, upload.offset = [*upload.pieces, path], len(data)
    upload.expires_at = now() + timedelta(minutes=1)
    upload.save()
    assert walking.client.head(at, headers=TUS).status_code == 423
    PartialUpload.objects.update(expires_at=now() - timedelta(seconds=1))
    assert walking.client.head(at, headers=TUS)["Upload-Offset"] == str(len(data))
    assert Attachment.objects.count() == 1


def test_a_file_that_was_kept_but_not_named_is_named_by_the_next_request(walking: Camille) -> None:
    data = photo().read()
    at = begin(walking.client, len(data))["Location"]
    send(walking.client, at, 0, data)
    upload_id = at.rstrip("/").rpartition("/")[2]
    # What a process leaves that is killed between the attachment and the answer that names it.
    draft, made = Submission.objects.get(), Attachment.objects.get()
    path = storages["private"].save(f"partial/{upload_id}/all", ContentFile(data))
    told = {"question": made.question, "row": made.row, "name": made.name, "size": len(data)}
    PartialUpload.objects.create(
        pk=upload_id, submission=draft, pieces=[path], offset=len(data), expires_at=now(), **told
    )
    Submission.objects.update(answers={})
    assert walking.client.head(at, headers=TUS)["Upload-Attachment"] == str(made.pk)
    assert Submission.objects.get().answers[made.question] == [str(made.pk)]
    assert Attachment.objects.count() == 1


def photo_rest(data: bytes) -> Any:
    return ContentFile(data[50:])


@pytest.mark.parametrize(
    ("headers", "status"),
    [({"Tus-Resumable": "0.2.0"}, 412), ({"Upload-Length": "many"}, 400), ({"Upload-Metadata": "a !"}, 400)],
)
def test_calls_that_the_protocol_does_not_have(
    walking: Camille, headers: dict[str, str], status: int
) -> None:
    given = {**TUS, "Upload-Length": "10", "Upload-Metadata": told(question="photos"), **headers}
    answer = walking.client.post(ADDRESS, content_type="application/json", headers=given)
    assert answer.status_code == status


def test_it_says_what_it_can(walking: Camille) -> None:
    answer = walking.client.options(ADDRESS)
    assert (answer.status_code, answer["Tus-Version"]) == (204, "1.0.0")
    assert answer["Tus-Extension"] == "creation,termination,expiration,checksum"
