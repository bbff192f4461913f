"""A whole report by API alone: begun, filled, sent, followed, reviewed, approved, collected, filed."""

import json

import jsonschema
from django.utils.timezone import now

from tests.definitions import ANSWERS
from workflows.follow_ups import due, run
from workflows.models import Event, Submission


def test_a_report_from_first_answer_to_file_by_api_alone(api, theft_type, staff, noor, cleo, photo):
    listed = api.get("vocabularies/report-types").json()["items"]
    assert {"token": "theft", "title": "Theft"} in listed
    draft = api.post("drafts", {"report_type": "theft", "language": "fr"}).json()
    mine, here = api.by(draft["token"]), f"drafts/{draft['id']}"
    schema = api.get(draft["definition"]["href"] + "/answers.schema.json").json()
    jsonschema.Draft202012Validator(schema).validate(ANSWERS)
    first = mine.patch(here, {"answers": {"in_danger": "no", "email": "nobody"}}).json()
    assert {"/email", "/story", "/first_name"} <= {error["path"] for error in first["errors"]}
    assert first["answers"]["email"] == "nobody"
    file = mine.upload(f"{here}/attachments", photo, question="photos")
    assert file.status_code == 201, file.content
    full = mine.patch(here, {"answers": ANSWERS}).json()
    assert (full["errors"], full["next_step"]) == ([], None)
    assert full["answers"]["photos"] == [file.json()["id"]]
    sent = mine.post(f"{here}/submission", {"declaration": True}, idempotency_key="once")
    again = mine.post(f"{here}/submission", {"declaration": True}, idempotency_key="once")
    assert sent.status_code == 201
    assert again.json() == sent.json()
    number, code = sent.json()["temporary_number"], sent.json()["access_code"]

    camille = api.by(api.post("access", {"number": number, "code": code}).json()["token"])
    assert camille.get(f"reports/{number}").json()["status"] == "submitted"
    copy = camille.get(f"reports/{number}/copies/unofficial.pdf")
    assert copy.content.startswith(b"%PDF")

    desk = staff(noor)
    waiting = desk.get("desk/reports?status=submitted").json()["items"]
    assert [item["number"] for item in waiting] == [number]
    here = f"desk/reports/{number}/workflow"
    seen = desk.get(here).json()
    assert [action["name"] for action in seen["transitions"]] == ["claim"]
    seen = desk.post(f"{here}/claim", {"version": seen["version"]}).json()
    asked = {"version": seen["version"], "questions": ["story"], "text": "When did you come back?"}
    seen = desk.post(f"{here}/request_information", asked).json()
    assert seen["status"] == "information_requested"

    report = camille.get(f"reports/{number}").json()
    assert report["request"]["questions"][0]["key"] == "story"
    answered = camille.post(f"reports/{number}/answers", {"answers": {"story": "I came back at five."}})
    assert answered.json()["status"] == "under_review"
    assert camille.post(f"reports/{number}/messages", {"text": "Merci."}).status_code == 201

    seen = desk.get(here).json()
    approve = next(action for action in seen["transitions"] if action["name"] == "approve")
    suggested = approve["needs"][0]["suggested"]
    seen = desk.post(f"{here}/approve", {"version": seen["version"], "offence": suggested}).json()
    assert seen["status"] == "approved"
    assert {"copy", "transfer", "letter_approved"} <= {each["kind"] for each in seen["pending"]}
    assert camille.get(f"reports/{number}/copies/official.pdf").json()["code"] == "not_ready"

    work_until_sent(number)
    official = camille.get(f"reports/{number}/copies/official.pdf")
    assert official.content.startswith(b"%PDF")
    records = staff(cleo)
    package = records.get("transfers").json()["items"][0]
    assert package["number"] == number
    whole = records.get(package["href"]).json()
    assert "data/report.xml" in {file["path"] for file in whole["files"]}
    json_file = next(file for file in whole["files"] if file["path"] == "data/report.json")
    assert json.loads(records.get(json_file["href"]).content) == whole["message"]
    for _twice in range(2):
        receipt = {"status": "accepted", "permanent_number": package["permanent_number"]}
        assert records.post(f"{package['href']}/receipt", receipt).json()["state"] == "accepted"
    report = camille.get(f"reports/{number}").json()
    assert report["status"] == "filed"
    assert [step["action"] for step in report["history"]][-1] == "file"
    assert Event.objects.filter(submission__temporary_number=number, kind="read", actor=noor).exists()
    work_until_sent(number)
    assert not Submission.objects.get(temporary_number=number).follow_ups.exclude(state="done").exists()


def work_until_sent(number):
    """What the worker does, until nothing is due."""
    for _round in range(6):
        Submission.objects.get(temporary_number=number).follow_ups.filter(state="pending").update(
            due_at=now()
        )
        for row in due(now()):
            run(row)
