"""The report's screen: everything for one decision in sight, and who may not see it is told nothing."""

import io

import pytest
from PIL import Image

from tests.conftest import publish
from tests.definitions import ANSWERS, theft
from workflows.actions import provide_information, request_information
from workflows.actors import Role
from workflows.attachments import add_attachment
from workflows.drafts import begin_draft, save_answers
from workflows.models import Event, Submission, Unit
from workflows.submitting import submit_report


def picture():
    stored = io.BytesIO()
    Image.new("RGB", (64, 48), "teal").save(stored, "JPEG")
    return stored.getvalue()


@pytest.fixture
def with_photo(draft):
    file = add_attachment(draft, question="photos", name="../lock.jpg", data=picture())
    draft = save_answers(draft, {"photos": [str(file.pk)]})[0]
    return submit_report(draft, declaration=True, key="with-photo").submission, file


def test_shows_facts_story_items_and_history(report_under_review, noor, seen):
    page = seen(noor, report_under_review)
    for text in ("510 Main Street", "Green city bicycle", "$850.00", ANSWERS["story"][:20], "Review started"):
        assert text in page, text
    assert "Not sure" in page


def test_every_reading_is_an_event(submitted_report, noor, seen):
    seen(noor, submitted_report)
    read = Event.objects.get(kind="read")
    assert (read.submission, read.actor, read.role) == (submitted_report, noor, "reviewer")


def test_a_report_of_another_unit_a_draft_and_nonsense_are_not_there(submitted_report, noor, signed_in):
    client = signed_in(noor)
    other = Unit.objects.create(key="other", name_en="Other", name_fr="Autre")
    Submission.objects.filter(pk=submitted_report.pk).update(unit=other)
    for number in (submitted_report.temporary_number, "T-0000-0000-0", "x"):
        assert client.get(f"/desk/{number}/").status_code == 404
    assert not Event.objects.filter(kind="read").exists()


def test_for_who_may_not_read_reports_there_is_none(submitted_report, dana, ana, sol, signed_in):
    for user in (dana, ana, sol):
        response = signed_in(user).get(f"/desk/{submitted_report.temporary_number}/")
        assert response.status_code == 404


def test_is_found_by_either_number(approved_report, noor, signed_in):
    client = signed_in(noor)
    assert client.get(f"/desk/{approved_report.permanent_number}/").status_code == 200
    assert client.get(f"/desk/{approved_report.temporary_number.lower()}/").status_code == 200


def test_what_the_citizen_changed_stands_beside_what_was_first_sent(report_under_review, noor, seen):
    asked = request_information(
        report_under_review, by=noor, seen=2, questions=["story", "items"], text="Which lock?"
    )
    items = [{**asked.answers["items"][0], "value": "900.00"}, {"kind": "other", "description": "Blue lock"}]
    answered = provide_information(
        asked, by=Role.CITIZEN, answers={"story": "It had a blue lock.", "items": items}
    )
    page = seen(noor, answered)
    for text in ("It had a blue lock.", ANSWERS["story"][:20], "Changed", "Added", "Taken out", "$850.00"):
        assert text in page, text
    assert "4 answers changed" in page


def test_a_page_of_the_desk_is_not_kept_and_runs_nothing_inline(report_under_review, noor, signed_in):
    response = signed_in(noor).get(f"/desk/{report_under_review.temporary_number}/")
    assert response["Cache-Control"] == "private, no-store"
    assert "script-src 'self'" in response["Content-Security-Policy"]
    page = response.content.decode()
    assert "style=" not in page
    assert "onclick" not in page


def test_a_photo_is_shown_as_its_copy_and_the_original_is_a_download(with_photo, noor, seen, signed_in):
    report, file = with_photo
    place = f"/desk/{report.temporary_number}/files/{file.pk}/"
    assert f"{place}thumbnail/" in seen(noor, report)
    client = signed_in(noor)
    copy, original = client.get(place), client.get(f"{place}original/")
    assert copy["Content-Type"] == "image/jpeg"
    assert "sandbox" in copy["Content-Security-Policy"]
    assert original["Content-Disposition"] == 'attachment; filename="lock.jpg"'
    assert (original["Content-Type"], original["X-Content-Type-Options"]) == (
        "application/octet-stream",
        "nosniff",
    )
    read = Event.objects.filter(kind="read").values_list("data__what", flat=True)
    assert {f"copy:{file.pk}", f"original:{file.pk}"} <= set(read)


def test_files_of_another_unit_are_not_there(with_photo, noor, signed_in):
    report, file = with_photo
    other = Unit.objects.create(key="other", name_en="Other", name_fr="Autre")
    Submission.objects.filter(pk=report.pk).update(unit=other)
    client = signed_in(noor)
    for part in ("", "thumbnail/", "original/"):
        assert client.get(f"/desk/{report.temporary_number}/files/{file.pk}/{part}").status_code == 404


def test_the_official_copy_is_not_there_before_it_is_made(report_under_review, noor, signed_in):
    client = signed_in(noor)
    assert client.get(f"/desk/{report_under_review.temporary_number}/copies/official.pdf").status_code == 404
    assert client.get(f"/desk/{report_under_review.temporary_number}/copies/other.pdf").status_code == 404


def test_takes_few_queries(report_under_review, noor, signed_in, django_assert_max_num_queries):
    client = signed_in(noor)
    client.get(f"/desk/{report_under_review.temporary_number}/")
    with django_assert_max_num_queries(50):
        client.get(f"/desk/{report_under_review.temporary_number}/")


def test_says_which_questions_an_officer_opened(report_under_review, noor, seen):
    request_information(report_under_review, by=noor, seen=2, questions=["story", "items"], text="Which?")
    page = seen(noor, report_under_review)
    assert "Noor asked on" in page
    assert "Open again: Story, Stolen items" in page


def test_a_group_without_rows_says_so(unit, noor, seen):
    body = theft()
    body["steps"][2]["items"][0]["min"] = 0
    answers = {key: value for key, value in ANSWERS.items() if key != "items"}
    draft, _problems = save_answers(begin_draft(publish(body), language="en"), answers)
    page = seen(noor, submit_report(draft, declaration=True, key="k").submission)
    items = page[page.index('id="group-items"') :].partition("</section>")[0]
    assert "No answer" in items
    assert "<table" not in items
