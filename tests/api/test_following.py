"""Following a report over the API: what its citizen may know, add and take back."""

import pytest

from tests.api.calls import problem
from workflows.actions import approve_report, claim_report
from workflows.models import OffenceCode, Submission


def test_the_citizen_sees_the_way_so_far_in_the_language_asked_for(follower, number):
    told = follower.get(f"reports/{number}?language=fr").json()
    assert told["title"] == "Vol"
    assert [step["action"] for step in told["history"]] == ["submit"]
    assert set(told["history"][0]) == {"action", "title", "at", "by_role"}
    assert {action["name"] for action in told["actions"]} == {"withdraw", "message"}
    assert [document["kind"] for document in told["documents"]] == ["unofficial"]


def test_the_report_is_taken_back_once(follower, number):
    assert follower.post(f"reports/{number}/withdrawal").json()["status"] == "withdrawn"
    problem(follower.post(f"reports/{number}/withdrawal", {"reason": "again"}), 409)
    problem(follower.post(f"reports/{number}/messages", {"text": "Hello"}), 409)


def test_a_message_needs_words(follower, number):
    assert (
        problem(follower.post(f"reports/{number}/messages", {"text": " "}), 422)["errors"][0]["path"]
        == "/text"
    )
    follower.post(f"reports/{number}/messages", {"text": "Bonjour à vous"})
    assert follower.get(f"reports/{number}").json()["messages"][0]["text"] == "Bonjour à vous"


@pytest.mark.parametrize(
    ("text", "code"),
    [("\u200b\u2060", "required"), ("photo\u202egpj.exe", "characters"), ("\x1b[2J", "characters")],
)
def test_a_message_that_nobody_can_read_is_not_taken(follower, number, text, code):
    answer = follower.post(f"reports/{number}/messages", {"text": text})
    assert problem(answer, 422)["errors"][0]["code"] == code


def test_a_reason_that_nobody_can_read_takes_nothing_back(follower, number):
    answer = follower.post(f"reports/{number}/withdrawal", {"reason": "photo\u202egpj.exe"})
    assert problem(answer, 422)["errors"][0]["path"] == "/reason"
    assert follower.get(f"reports/{number}").json()["status"] == "submitted"


def test_nothing_is_answered_that_was_not_asked(follower, number):
    problem(follower.post(f"reports/{number}/answers", {"answers": {"story": "x"}}), 409)


def test_only_the_named_questions_are_open(follower, number, staff, noor, photo):
    desk, at = staff(noor), f"desk/reports/{number}/workflow"
    desk.post(f"{at}/claim", {"version": 1})
    asked = {"version": 2, "questions": ["photos"], "text": "Have you a picture of it?"}
    assert desk.post(f"{at}/request_information", asked).status_code == 200
    told = problem(follower.post(f"reports/{number}/answers", {"answers": {"story": "x"}}), 422)
    assert told["errors"][0]["code"] == "not_open"
    file = follower.upload(f"reports/{number}/attachments", photo, question="photos").json()
    report = follower.post(f"reports/{number}/answers", {"answers": {"photos": [file["id"]]}}).json()
    assert report["status"] == "under_review"


def test_an_approved_report_is_added_to_by_a_report_of_its_own(follower, number, api, staff, noor, db):
    problem(follower.post(f"reports/{number}/supplements", {"text": "More"}), 409)
    report = claim_report(Submission.objects.get(temporary_number=number), by=noor, seen=1)
    approve_report(report, by=noor, seen=2, offence=OffenceCode.objects.get(code="2140"))
    assert "supplement" in {action["name"] for action in follower.get(f"reports/{number}").json()["actions"]}
    first = follower.post(f"reports/{number}/supplements", {"text": "It is WTU123."}, idempotency_key="s")
    again = follower.post(f"reports/{number}/supplements", {"text": "It is WTU123."}, idempotency_key="s")
    assert (first.status_code, again.json()) == (201, first.json())
    added = first.json()["temporary_number"]
    whole = staff(noor).get(f"desk/reports/{added}").json()
    assert whole["parent"] == number
    assert whole["answers"]["story"] == "It is WTU123."
    opened = api.post("access", {"number": added, "code": first.json()["access_code"]})
    assert opened.status_code == 200
    problem(follower.post(f"reports/{number}/supplements", {"text": " "}), 422)
