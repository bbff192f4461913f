"""The same Idempotency-Key gives the same answer and does nothing again."""

import pytest

from tests.api.calls import problem
from workflows.api.once import forget_replies
from workflows.models import KeptReply, Submission, Unit


def begin(api, key, report_type="theft"):
    return api.post("drafts", {"report_type": report_type}, idempotency_key=key)


def test_a_draft_is_begun_once(api, theft_type):
    first, again = begin(api, "k1"), begin(api, "k1")
    assert again.content == first.content
    assert (again.status_code, again["Location"], again["ETag"]) == (201, first["Location"], first["ETag"])
    assert again["Idempotency-Replayed"] == "true"
    assert Submission.objects.count() == 1


def test_another_key_begins_another(api, theft_type):
    assert begin(api, "k1").json()["id"] != begin(api, "k2").json()["id"]


def test_the_same_key_with_another_body_is_refused(api, theft_type):
    begin(api, "k1")
    told = problem(begin(api, "k1", "lost"), 422)
    assert told["errors"][0]["code"] == "key_reused"


def test_what_was_refused_can_be_sent_again_mended(api, theft_type):
    assert begin(api, "k1", "no_such_type").status_code == 422
    assert begin(api, "k1").status_code == 201


def test_a_call_that_still_runs_is_not_begun_again(api, theft_type):
    begin(api, "k1")
    KeptReply.objects.update(sealed=None)
    assert problem(begin(api, "k1"), 409)["code"] == "wrong_state"


def test_a_message_is_written_once_and_nothing_of_it_is_kept_in_clear(follower, number):
    send = lambda: follower.post(f"reports/{number}/messages", {"text": "The blue one."}, idempotency_key="m")  # noqa: E731
    assert send().content == send().content
    assert Submission.objects.get().messages.count() == 1
    kept = bytes(KeptReply.objects.get().sealed)
    assert b"blue" not in kept


def test_the_key_of_one_is_no_key_of_another(follower, number, staff, noor, ravi):
    at = f"desk/reports/{number}/workflow/claim"
    assert staff(noor).post(at, {"version": 1}, idempotency_key="same").status_code == 200
    assert staff(ravi).post(at, {"version": 1}, idempotency_key="same").status_code == 409


def test_an_action_comes_twice_and_counts_once(staff, noor, number):
    act = lambda: staff_api.post(f"desk/reports/{number}/workflow/claim", {"version": 1}, idempotency_key="c")  # noqa: E731
    staff_api = staff(noor)
    assert act().json()["version"] == 2
    assert act().json()["version"] == 2


def test_a_file_is_added_once(begun, photo):
    send = lambda: begun.api.client.post(  # noqa: E731
        f"/api/v1/{begun.at}/attachments",
        {"file": as_file(photo), "question": "photos"},
        headers={"authorization": f"Bearer {begun.api.token}", "idempotency-key": "f"},
    )
    assert send().json()["id"] == send().json()["id"]
    assert Submission.objects.get().attachments.count() == 1


def as_file(content):
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile("photo.jpg", content)


def test_a_key_that_is_none_is_refused(api, theft_type):
    assert problem(begin(api, "x" * 300), 422)["errors"][0]["code"] == "key_form"


def test_answers_are_forgotten_after_a_day(api, theft_type, time_machine):
    begin(api, "k1")
    time_machine.move_to("2030-01-01T12:00:00+00:00")
    assert forget_replies() == 1


def test_a_call_that_was_given_up_while_it_ran_does_nothing(api, theft_type, monkeypatch):
    from workflows.api import once

    def overtaken(call, body, begun):
        once.KeptReply.objects.create(pk=call, body_hash=body, at=begun + once.LONGEST_CALL)

    monkeypatch.setattr(once, "_begin", overtaken)
    assert problem(begin(api, "k1"), 409)["code"] == "wrong_state"
    assert not Submission.objects.exists()
    assert KeptReply.objects.count() == 1


def test_what_a_refused_call_wrote_stays_and_what_broke_leaves_nothing(db, rf):
    from workflows.api.once import once
    from workflows.api.refusals import NotFound

    def view(problem):
        def fails(request):
            Unit.objects.create(key="noted", name_en="Noted", name_fr="Noté")
            raise problem

        return once(fails)

    for error, kept in ((RuntimeError(), 0), (NotFound(), 1)):
        with pytest.raises(type(error)):
            view(error)(rf.post("/", headers={"idempotency-key": "k"}))
        assert Unit.objects.filter(key="noted").count() == kept
        assert not KeptReply.objects.exists()
