"""The browser saves while somebody writes: nothing is said to be wrong, nothing is overwritten, no text is lost."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import now

from tests.definitions import question, theft
from tests.forms.walking import BASE, ITEM, PLACE, Camille, Page
from workflows.drafts import resume_code_of
from workflows.models import Submission


def save(camille: Camille, shown: Page, at: str = "", **more: str) -> Any:
    """Save what the page holds, as its script does."""
    data: dict[str, list[str]] = {}
    for name, value in shown.fields():
        data.setdefault(name, []).append(value)
    fields = {
        **data,
        **{name if name.startswith("_") else name.replace("__", "-"): value for name, value in more.items()},
    }
    return camille.client.post((at or shown.url) + "save/", fields)


def then(page: Page, told: dict[str, Any]) -> dict[str, str]:
    """What the page's script puts into the form after a save."""
    return {name: str(told[name]) for name in ("revision", "read") if name in told}


def test_what_is_half_typed_is_kept_and_not_found_wrong(camille: Camille) -> None:
    camille.begin()
    told = save(camille, camille.get("place/"), incident_place__street="510 Ma").json()
    assert told["state"] == "saved"
    assert told["message"].startswith("Saved ")
    assert "problems" not in told
    assert Submission.objects.get().answers["incident_place"]["street"] == "510 Ma"


def test_a_note_of_what_was_read_that_is_no_note_takes_no_text_with_it(camille: Camille) -> None:
    camille.begin()
    told = save(camille, camille.get("place/"), read="[" * 100_000, incident_place__street="510 Main").json()
    assert told["state"] == "saved"
    assert Submission.objects.get().answers["incident_place"]["street"] == "510 Main"


def test_the_first_save_makes_the_draft_and_continue_goes_on_with_it(camille: Camille) -> None:
    page = camille.get("begin/")
    told = save(camille, page, in_danger="no").json()
    assert told["action"] == f"{BASE}safety/"
    again = camille.client.post(f"{told['action']}save/", {"in_danger": "no", **then(page, told)}).json()
    assert again["revision"] == told["revision"]
    camille.client.post(told["action"], {"in_danger": "no", "continue": "1", **then(page, told)})
    assert Submission.objects.count() == 1
    assert camille.get("place/").status == 200


def test_beginning_anew_makes_one_draft_more(camille: Camille) -> None:
    camille.begin()
    told = save(camille, camille.get("begin/?new=1"), at=f"{BASE}begin/", in_danger="no", new="1").json()
    assert Submission.objects.count() == 2
    camille.client.post(told["action"], {"in_danger": "no", "continue": "1", **then(Page(None), told)})
    assert Submission.objects.count() == 2


def test_a_continue_after_a_save_is_no_conflict(camille: Camille) -> None:
    camille.up_to_check()
    page = camille.get("story/")
    told = save(camille, page, story="The lock was cut. The").json()
    assert camille.fill(page, story="The lock was cut. Then", **then(page, told)).status == 200
    assert Submission.objects.get().answers["story"] == "The lock was cut. Then"


def test_what_was_written_on_another_device_is_left_alone_until_one_chooses(
    camille: Camille, elsewhere: Camille
) -> None:
    camille.up_to_check()
    elsewhere.fill(elsewhere.get("/en/resume/"), resume_code=resume_code_of(Submission.objects.get()))
    page = camille.get("you/")
    elsewhere.fill(elsewhere.get("you/"), first_name="Noémie")
    told = save(camille, page, first_name="Camilla", last_name="Roy").json()
    assert told["state"] == "conflict"
    assert "revision" not in told
    answers = Submission.objects.get().answers
    assert (answers["first_name"], answers["last_name"]) == ("Noémie", "Roy")
    both = camille.fill(page, first_name="Camilla", last_name="Roy", **then(page, told))
    assert both.status == 409
    assert "Noémie" in both.text
    assert "Camilla" in both.text


def test_a_save_whose_answer_was_lost_is_no_other_device(camille: Camille) -> None:
    camille.up_to_check()
    page = camille.get("story/")
    save(camille, page, story="The lock was cut. The", _page="1-2-3")
    told = save(camille, page, story="The lock was cut. Then they left.", _page="1-2-3").json()
    assert told["state"] == "saved"
    assert Submission.objects.get().answers["story"] == "The lock was cut. Then they left."
    assert save(camille, page, story="Another tab", _page="4-5-6").json()["state"] == "conflict"


def test_rows_keep_their_places_and_learn_their_ids(camille: Camille) -> None:
    camille.fill(camille.begin(), more=PLACE)
    page = camille.get("items/")
    told = save(camille, page).json()
    assert len(told["rows"]["items"]) == 1
    fields = {"items-0-_id": told["rows"]["items"][0], **ITEM, "_shown": "items", **then(page, told)}
    again = camille.client.post(f"{BASE}items/save/", fields).json()
    assert again["rows"] == told["rows"]


def test_a_file_that_came_meanwhile_is_no_conflict(make_type: Any) -> None:
    body = theft()
    body["steps"][2]["items"][0]["questions"].append(question("item_photos", "file", required=False))
    make_type(body)
    camille = Camille(Client())
    page = camille.fill(camille.fill(camille.begin(), more=PLACE), press="add-items", more=ITEM)
    draft = Submission.objects.get()
    draft.answers["items"][0]["item_photos"] = ["abc"]
    draft.revision += 1
    draft.save()
    told = save(camille, page, **{"items-0-description": "Blue bicycle"}).json()
    assert told["state"] == "saved"
    row = Submission.objects.get().answers["items"][0]
    assert (row["description"], row["item_photos"]) == ("Blue bicycle", ["abc"])


def test_a_lost_session_is_said_and_nothing_is_made(camille: Camille) -> None:
    page = camille.begin()
    camille.client.cookies.clear()
    answer = save(camille, page, incident_place__street="510 Main Street")
    assert (answer.status_code, answer.json()["state"]) == (404, "lost")


def test_a_draft_whose_time_is_over_takes_nothing(camille: Camille) -> None:
    page = camille.begin()
    Submission.objects.update(expires_at=now() - timedelta(minutes=1))
    assert save(camille, page).status_code == 404


def test_somebody_who_is_still_there_can_stay(camille: Camille) -> None:
    camille.up_to_check()
    Submission.objects.update(expires_at=now() + timedelta(minutes=4))
    told = camille.client.post(f"{BASE}check/save/", {"_stay": "1"}).json()
    draft = Submission.objects.get()
    assert told["ends"] == draft.expires_at.isoformat()
    assert draft.expires_at > now() + timedelta(hours=1)


def test_a_draft_with_time_left_keeps_its_date(camille: Camille) -> None:
    camille.up_to_check()
    before = Submission.objects.get().expires_at
    camille.client.post(f"{BASE}check/save/", {"_stay": "1"})
    assert Submission.objects.get().expires_at == before


def test_a_look_says_only_that_the_line_is_there(camille: Camille) -> None:
    answer = camille.client.get(f"{BASE}story/save/")
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("step", ["nothing", "begin-"])
def test_a_step_that_is_not_there_is_not_found(camille: Camille, step: str) -> None:
    camille.begin()
    assert camille.client.post(f"{BASE}{step}/save/").status_code == 404
