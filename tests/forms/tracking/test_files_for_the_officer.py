"""Files in an answer to the officer: in the rows of a group too, added at once, taken out once the answer is sent."""

import re
from typing import Any

import pytest
from django.test import Client

from tests.conftest import ANSWERS
from tests.definitions import question, theft
from tests.forms.walking import Camille, Page, photo
from workflows.actions import claim_report, request_information
from workflows.attachments import add_attachment
from workflows.draft_files import attach
from workflows.drafts import begin_draft, save_answers
from workflows.models import ReportType, Submission
from workflows.submitting import Sent, submit_report

ADDRESS = "/en/track/report/answer/"


@pytest.fixture
def sent_with_photos(unit: Any, make_type: Any) -> Sent:
    """Camille's report, with a photo of its first item and one of the place."""
    body = theft()
    body["steps"][2]["items"][0]["questions"].append(question("item_photos", "file", required=False))
    make_type(body)
    draft = begin_draft(ReportType.objects.get(key="theft"), language="en")
    draft, _problems = save_answers(draft, ANSWERS)
    row = draft.answers["items"][0]["_id"]
    attach(draft, question="item_photos", row=row, name="bike.jpg", data=photo("bike.jpg").read())
    attach(draft, question="photos", row="", name="place.jpg", data=photo("place.jpg", "blue").read())
    return submit_report(Submission.objects.get(pk=draft.pk), declaration=True, key="camille")


@pytest.fixture
def browser(client: Client, sent_with_photos: Sent, noor: Any) -> Camille:
    """Camille's browser, after Noor asked for the items and the photos."""
    report = claim_report(sent_with_photos.submission, by=noor, seen=1)
    request_information(report, by=noor, seen=2, questions=["items", "photos"], text="Have you a photo?")
    browser = Camille(client)
    number, code = sent_with_photos.temporary_number, sent_with_photos.access_code
    browser.fill(browser.get("/en/track/"), number=number, code=code)
    return browser


def files_of(report: Submission) -> dict[str, list[str]]:
    """The names of the files that the answers name: of each item by its description, of the place under `photos`."""
    names = {str(file.pk): file.name for file in report.attachments.all()}
    rows = {row["description"]: row.get("item_photos", []) for row in report.answers["items"]}
    found = {**rows, "photos": report.answers.get("photos", [])}
    return {key: [names[each] for each in ids] for key, ids in found.items() if ids}


def file_id(page: Page, name: str) -> str:
    """The id of a file that the page shows."""
    return str(page.tree.xpath(f"//li[contains(., '{name}')]/@id")[0]).removeprefix("file-")


def test_a_photo_is_added_to_a_row(browser: Camille) -> None:
    page = browser.get(ADDRESS)
    page = browser.fill(page, press="upload-items-1-item_photos", more={"items-1-item_photos": photo()})
    assert "lock.jpg" in page.text
    assert [row.get("data-row") for row in page.tree.xpath("//details[@data-row][@open]")] == ["1"]
    assert browser.fill(page).url == "/en/track/report/"
    second = ANSWERS["items"][1]["description"]
    assert files_of(Submission.objects.get())[second] == ["lock.jpg"]


def test_a_photo_comes_with_a_row_that_is_new(browser: Camille) -> None:
    page = browser.fill(browser.get(ADDRESS), press="add-items")
    more = {"items-2-kind": "other", "items-2-description": "Helmet", "items-2-item_photos": photo()}
    page = browser.fill(page, press="upload-items-2-item_photos", more=more)
    assert browser.fill(page).url == "/en/track/report/"
    assert files_of(Submission.objects.get())["Helmet"] == ["lock.jpg"]


def test_what_it_shows_is_kept(browser: Camille) -> None:
    page = browser.get(ADDRESS)
    browser.fill(page, more={f"caption-{file_id(page, 'bike.jpg')}": "The left side"})
    report = Submission.objects.get()
    assert report.status == "under_review"
    assert report.attachments.get(name="bike.jpg").caption == "The left side"


def test_a_file_that_is_refused_is_named_at_its_row(browser: Camille) -> None:
    page = browser.get(ADDRESS)
    page = browser.fill(
        page, more={"items-1-item_photos": photo("fake.jpg").__class__("fake.jpg", b"<svg/>")}
    )
    assert page.errors[0][0] == "#items-1-item_photos"
    assert Submission.objects.get().status == "information_requested"


def test_taking_a_photo_out_waits_for_the_answer(browser: Camille) -> None:
    page = browser.get(ADDRESS)
    bike = file_id(page, "bike.jpg")
    page = browser.fill(page, press=f"remove-file-{bike}")
    report = Submission.objects.get()
    assert "bike.jpg" not in page.text
    assert report.attachments.get(name="bike.jpg").removed_at is None
    browser.fill(page)
    report.refresh_from_db()
    assert report.attachments.get(name="bike.jpg").removed_at is not None
    assert files_of(report) == {"photos": ["place.jpg"]}


def test_a_photo_of_the_report_is_taken_out_too(browser: Camille) -> None:
    page = browser.get(ADDRESS)
    page = browser.fill(page, press=f"remove-file-{file_id(page, 'place.jpg')}")
    browser.fill(page)
    assert "photos" not in Submission.objects.get().answers


def test_ids_that_are_none_take_nothing_out(browser: Camille) -> None:
    page = browser.get(ADDRESS)
    browser.fill(page, more={"taken-out": ["nonsense", "other", "\x00"]})
    assert len(files_of(Submission.objects.get())) == 2


def test_the_answer_is_reviewed_with_what_was_taken_out(browser: Camille, noor: Any, signed_in: Any) -> None:
    page = browser.get(ADDRESS)
    page = browser.fill(page, press=f"remove-file-{file_id(page, 'bike.jpg')}")
    browser.fill(page)
    report = Submission.objects.get()
    desk = signed_in(noor).get(f"/desk/{report.temporary_number}/").content.decode()
    assert re.search(r"bike\.jpg.*?Taken out", desk, re.DOTALL)
    bike = report.attachments.get(name="bike.jpg")
    assert signed_in(noor).get(f"/desk/{report.temporary_number}/files/{bike.pk}/").status_code == 200


def test_a_file_of_a_row_cannot_be_added_where_the_group_is_not_open(
    sent_with_photos: Sent, noor: Any
) -> None:
    from workflows.errors import WrongState

    report = claim_report(sent_with_photos.submission, by=noor, seen=1)
    report = request_information(report, by=noor, seen=2, questions=["story"], text="?")
    with pytest.raises(WrongState):
        add_attachment(report, question="item_photos", row="x", name="a.jpg", data=photo().read())
