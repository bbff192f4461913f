"""The queue: what one sees, in which order, and how it is narrowed."""

import re

import pytest

from accounts.models import User
from tests.conftest import publish, sign_in
from tests.definitions import ANSWERS, theft
from workflows.desk.queue import Filters, page_of
from workflows.drafts import begin_draft, save_answers
from workflows.models import Submission, Unit
from workflows.submitting import submit_report


def send(report_type, number, **answers):
    draft = save_answers(begin_draft(report_type, language="en"), {**ANSWERS, **answers})[0]
    return submit_report(draft, declaration=True, key=f"key-{number}").submission


@pytest.fixture
def thirty(theft_type):
    return [send(theft_type, number) for number in range(30)]


def test_shows_a_report_of_the_unit_with_its_substance(submitted_report, noor, signed_in):
    page = signed_in(noor).get("/desk/").content.decode()
    assert "Green city bicycle" in page
    assert f"/desk/{submitted_report.temporary_number}/" in page
    assert "Unclaimed" in page


def test_says_which_language_the_substance_is_in(submitted_report, ines, signed_in):
    page = signed_in(ines).get("/desk/", headers={"accept-language": "fr"}).content.decode()
    assert re.search(r'<span class="desk-row__what" lang="en">Green city bicycle', page)


def test_leaves_out_drafts_and_reports_of_other_units(draft, submitted_report, noor):
    other = Unit.objects.create(key="other", name_en="Other", name_fr="Autre")
    Submission.objects.filter(pk=submitted_report.pk).update(unit=other)
    assert page_of(noor, Filters(state="all")).items == []


def test_a_search_finds_nothing_of_other_units_nor_drafts(draft, submitted_report, noor, ada):
    other = Unit.objects.create(key="other", name_en="Other", name_fr="Autre")
    Submission.objects.filter(pk=submitted_report.pk).update(unit=other)
    for query in ("bicycle", submitted_report.temporary_number):
        assert page_of(noor, Filters(query=query)).items == []
        assert page_of(ada, Filters(query=query)).items == [submitted_report]


def test_a_word_that_many_reports_have_is_found_too(thirty, noor, monkeypatch):
    monkeypatch.setattr("workflows.search.RARE", 3)
    first = page_of(noor, Filters(query="bicycle phone"))
    rest = page_of(noor, Filters(query="bicycle phone"), first.next)
    assert [row.pk for row in [*first.items, *rest.items]] == [row.pk for row in reversed(thirty)]


@pytest.mark.parametrize(
    "query",
    ["camille@example.org", "WTU-123 K4567", "wtu123k4567"],
)
def test_a_number_is_found_however_it_is_written_and_however_long_the_story_is(theft_type, noor, query):
    long = " ".join(f"door{number}" for number in range(400))
    items = [{"kind": "bicycle", "description": "Green city bicycle", "serial_number": "WTU 123-K4567"}]
    sent = send(theft_type, 1, story=long, items=items, email="camille@example.org")
    assert page_of(noor, Filters(query=query)).items == [sent]


def test_a_serial_number_that_looks_like_a_file_number_is_found(theft_type, noor):
    items = [{"kind": "bicycle", "description": "Green city bicycle", "serial_number": "WM24-88123"}]
    sent = send(theft_type, 1, items=items)
    assert page_of(noor, Filters(query="wm24-88123")).items == [sent]


def test_auditors_see_every_unit(submitted_report, ada):
    other = Unit.objects.create(key="other", name_en="Other", name_fr="Autre")
    Submission.objects.filter(pk=submitted_report.pk).update(unit=other)
    assert page_of(ada, Filters()).items == [submitted_report]


def test_the_desk_is_closed_to_who_has_no_reports(dana, signed_in):
    assert signed_in(dana).get("/desk/").status_code == 403
    assert "Review desk" not in signed_in(dana).get("/admin/").content.decode()


def test_a_stranger_is_led_to_sign_in(client, db):
    ways = client.get("/desk/", follow=True).redirect_chain
    assert ways[-1][0].startswith("/accounts/login/?next=")


def test_a_password_alone_opens_nothing(noor, client):
    client.force_login(noor)
    assert client.get("/desk/").status_code == 302


def test_goes_through_all_pages_once(thirty, noor):
    first = page_of(noor, Filters())
    second = page_of(noor, Filters(), first.next)
    assert len(first.items) == 25
    assert second.next is None
    assert {*first.items, *second.items} == set(thirty)


def test_takes_as_many_queries_for_one_as_for_twenty_five(
    thirty, noor, signed_in, django_assert_max_num_queries
):
    client = signed_in(noor)
    client.get("/desk/")
    with django_assert_max_num_queries(19):
        client.get("/desk/")


def test_due_first_comes_first_and_overdue_is_marked(thirty, noor, signed_in):
    Submission.objects.filter(pk=thirty[29].pk).update(due_on="2020-01-02")
    assert page_of(noor, Filters()).items[0] == thirty[29]
    assert page_of(noor, Filters(overdue=True)).items == [thirty[29]]
    page = signed_in(noor).get("/desk/").content.decode()
    assert "1 overdue" in page
    assert "days overdue" in page


def test_is_narrowed_by_state_type_and_person(report_under_review, theft_type, noor, ravi):
    lost = publish(theft(key="lost"))
    other = send(lost, 1)
    assert page_of(noor, Filters(whose="mine")).items == [report_under_review]
    assert page_of(ravi, Filters(whose="mine")).items == []
    assert page_of(noor, Filters(whose="unclaimed")).items == [other]
    assert page_of(noor, Filters(report_type="lost")).items == [other]
    assert page_of(noor, Filters(state="under_review")).items == [report_under_review]


def test_search_finds_closed_reports_too(approved_report, noor):
    for query in (
        "bicycl",
        "WTU123K4567",
        approved_report.temporary_number,
        approved_report.permanent_number,
    ):
        assert page_of(noor, Filters(query=query)).items == [approved_report], query
    assert page_of(noor, Filters(query="helicopter")).items == []


@pytest.mark.parametrize("cursor", ["x", "2026-01-01", "2026-13-45.1", "2026-01-01.-1", "..", "2026-01-01.٣"])
def test_a_cursor_that_is_none_begins_at_the_start(submitted_report, noor, cursor):
    assert page_of(noor, Filters(), cursor).items == [submitted_report]


def test_is_in_the_language_of_the_reader(submitted_report, noor, client):
    from wagtail.users.models import UserProfile

    UserProfile.objects.create(user=noor, preferred_language="fr")
    page = sign_in(client, noor).get("/desk/").content.decode()
    assert '<html lang="fr"' in page
    assert "Vol" in page


@pytest.mark.parametrize("name", ["noor", "ada", "dana", "sol", "ana"])
def test_the_queue_is_what_may_be_seen(person, name, report_under_review, theft_type):
    other = send(theft_type, 9)
    Submission.objects.filter(pk=other.pk).update(
        unit=Unit.objects.create(key="other", name_en="Other", name_fr="Autre")
    )
    user = User.objects.filter(username=name).first() or person(name)
    visible = set(Submission.objects.visible_to(user))
    for filters in (Filters(), Filters(state="all"), Filters(query="bicycle")):
        assert set(page_of(user, filters).items) == visible
