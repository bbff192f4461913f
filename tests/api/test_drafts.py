"""A draft over the API: kept whatever it holds, never overwritten unread, sent once."""

import hashlib
import json
import threading

import pytest
from django.db import connection
from django.test import Client

from tests.api.calls import Api, problem
from tests.definitions import ANSWERS
from workflows.models import SourceDay, Submission


def test_a_definition_is_the_bytes_that_its_digest_is_of(api, begun):
    digest = Submission.objects.get(public_id=begun.id).form_version.digest
    told = api.get(f"definitions/{digest}")
    assert hashlib.sha256(told.content).hexdigest() == digest
    assert told["Cache-Control"] == "public, max-age=31536000, immutable"
    assert api.get(f"definitions/{digest}", if_none_match=told["ETag"]).status_code == 304


def test_a_draft_counts_for_the_source_that_the_client_names(api, theft_type):
    body = {"report_type": "theft", "source": "bike-poster"}
    assert api.post("drafts", body).status_code == 201
    assert SourceDay.objects.get().source == "bike-poster"


def test_a_source_that_is_no_plain_word_is_refused(api, theft_type):
    document = problem(api.post("drafts", {"report_type": "theft", "source": "Ann 204-555-0100"}), 422)
    assert [each["path"] for each in document["errors"]] == ["/source"]
    assert not Submission.objects.exists()


def test_null_removes_and_a_group_is_replaced_as_a_whole(begun):
    begun.api.patch(begun.at, {"answers": ANSWERS})
    told = begun.api.patch(begun.at, {"answers": {"email": None, "items": [{"kind": "phone"}]}}).json()[
        "answers"
    ]
    assert "email" not in told
    assert [{key for key in row if key != "_id"} for row in told["items"]] == [{"kind"}]
    assert told["items"][0]["_id"]


def test_an_older_text_does_not_overwrite_a_newer_one(begun):
    first = begun.api.patch(begun.at, {"answers": {"story": "On the phone"}})["ETag"]
    second = begun.api.patch(begun.at, {"answers": {"story": "On the tablet"}}, if_match=first)
    told = begun.api.patch(begun.at, {"answers": {"story": "Phone again"}}, if_match=first)
    document = problem(told, 412)
    assert document["stored"] == {"story": "On the tablet"}
    assert document["sent"] == {"story": "Phone again"}
    assert told["ETag"] == second["ETag"]
    assert begun.api.patch(begun.at, {"answers": {"story": "x"}}, if_match="nonsense").status_code == 412
    assert begun.api.patch(begun.at, {"answers": {"story": "x"}}, if_match="*").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_of_two_patches_at_once_over_one_text_one_is_refused(theft_type):
    draft = Api(Client()).post("drafts", {"report_type": "theft"})
    token, path, seen = draft.json()["token"], f"drafts/{draft.json()['id']}", draft["ETag"]
    start, statuses = threading.Barrier(2), []

    def write(text):
        start.wait()
        told = Api(Client(), token).patch(path, {"answers": {"story": text}}, if_match=seen)
        statuses.append(told.status_code)
        connection.close()

    writers = [threading.Thread(target=write, args=(text,)) for text in ("one", "two")]
    for each in writers:
        each.start()
    for each in writers:
        each.join()
    assert sorted(statuses) == [200, 412]


def test_files_are_added_to_their_answer_and_taken_out_again(begun, photo):
    told = begun.api.upload(f"{begun.at}/attachments", photo, question="photos").json()
    assert told["sha256"] == hashlib.sha256(photo).hexdigest()
    assert (told["size"], told["media_type"]) == (len(photo), "image/jpeg")
    assert begun.api.get(begun.at).json()["answers"] == {"photos": [told["id"]]}
    assert begun.api.delete(f"{begun.at}/attachments/{told['id']}").status_code == 204
    assert begun.api.get(begun.at).json()["answers"] == {}
    problem(begun.api.delete(f"{begun.at}/attachments/{told['id']}"), 404)


def test_files_that_are_not_taken_say_why(begun, photo, settings):
    at = f"{begun.at}/attachments"
    assert (
        problem(begun.api.upload(at, b"MZ" * 200, "a.exe", question="photos"), 415)["errors"][0]["path"]
        == "/file"
    )
    assert problem(begun.api.upload(at, photo, question="story"), 422)["errors"][0]["path"] == "/question"
    assert problem(begun.api.upload(at, photo), 422)["errors"][0] == {
        "path": "/question",
        "code": "required",
        "message": "This is needed.",
    }
    settings.UPLOAD_MAX_BYTES = 500
    problem(begun.api.upload(at, photo, question="photos"), 413)
    settings.UPLOAD_MAX_BYTES = 10
    problem(begun.api.upload(at, b"x" * 100_000, question="photos"), 413)


def test_what_is_missing_stops_the_sending_and_is_named(begun):
    told = problem(begun.api.post(f"{begun.at}/submission", {}), 422)
    assert {"/declaration", "/story"} <= {error["path"] for error in told["errors"]}
    assert all(error["message"] for error in told["errors"])


def test_a_report_is_sent_once(begun):
    begun.api.patch(begun.at, {"answers": ANSWERS})
    send = {"path": f"{begun.at}/submission", "body": {"declaration": True}}
    first = begun.api.post(**send, idempotency_key="one").json()
    assert begun.api.post(**send, idempotency_key="one").json() == first
    problem(begun.api.post(**send, idempotency_key="another"), 409)
    problem(begun.api.patch(begun.at, {"answers": {"story": "Later"}}), 409)
    stored = json.dumps(list(Submission.objects.values("access_code_hash", "submission_key_hash")))
    assert first["access_code"].replace("-", "") not in stored


def test_a_stopper_and_a_closed_type_end_the_way(begun, api, theft_type):
    begun.api.patch(begun.at, {"answers": {**ANSWERS, "in_danger": "yes"}})
    told = problem(begun.api.post(f"{begun.at}/submission", {"declaration": True}), 422)
    assert "stopped" in {error["code"] for error in told["errors"]}
    theft_type.closes_at = theft_type.current_version.created_at
    theft_type.save()
    problem(api.post("drafts", {"report_type": "theft"}), 409)
