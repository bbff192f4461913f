"""The desk over the API: one's own units, one's own role, the version that one saw."""

import pytest

from tests.api.calls import problem
from tests.definitions import ANSWERS
from workflows.models import Event, Submission


@pytest.fixture
def at(number):
    return f"desk/reports/{number}/workflow"


def test_people_of_other_units_see_nothing(staff, sam, number, at, person, unit):
    problem(staff(sam).get("desk/reports"), 403)
    problem(staff(sam).get(at), 403)
    ravi = person("ravi")
    unit.members.remove(ravi)
    assert staff(ravi).get("desk/reports").json()["items"] == []
    problem(staff(ravi).get(at), 404)
    problem(staff(ravi).post(f"{at}/claim", {"version": 1}), 404)


def test_a_role_that_may_read_may_not_therefore_act(staff, ada, at):
    assert staff(ada).get(at).json()["transitions"] == []
    problem(staff(ada).post(f"{at}/claim", {"version": 1}), 403)


def test_of_two_reviewers_the_second_is_told_the_version(staff, noor, ravi, at):
    assert staff(noor).post(f"{at}/claim", {"version": 1}).json()["version"] == 2
    lost = problem(staff(ravi).post(f"{at}/claim", {"version": 1}), 409)
    assert (lost["version"], lost["code"]) == (2, "overtaken")
    problem(staff(ravi).post(f"{at}/reject", {"version": 2}), 403)
    assert problem(staff(noor).post(f"{at}/claim", {"version": 2}), 409)["version"] == 2


@pytest.mark.parametrize(
    "version", [{}, {"version": None}, {"version": "1"}, {"version": True}, {"version": 1.5}]
)
def test_without_a_version_nothing_is_done(staff, noor, at, version):
    told = problem(staff(noor).post(f"{at}/claim", version), 422)
    assert told["errors"][0]["path"] == "/version"


def test_what_an_action_needs_is_named_in_the_language_asked_for(staff, noor, at):
    staff(noor).post(f"{at}/claim", {"version": 1})
    told = problem(staff(noor).post(f"{at}/reject", {"version": 2, "reason": "nothing"}), 422)
    assert {error["path"] for error in told["errors"]} == {"/reason", "/text"}
    seen = staff(noor).get(at).json()
    reject = next(action for action in seen["transitions"] if action["name"] == "reject")
    assert reject["needs"][0]["choices"]
    problem(staff(noor).post(f"{at}/dance", {"version": 2}), 404)


def test_a_report_is_found_by_either_number_and_reading_it_is_an_event(staff, noor, number):
    whole = staff(noor).get(f"desk/reports/{number}").json()
    assert whole["answers"]["first_name"] == "Camille"
    assert whole["parts"][0]["rows"]
    Submission.objects.filter(temporary_number=number).update(
        permanent_number="W26-000001", approved_at="2026-11-21T12:00Z"
    )
    assert staff(noor).get("desk/reports/w26-000001").json()["number"] == number
    assert Event.objects.filter(kind="read", actor=noor).count() == 2


def test_the_queue_comes_in_pages_that_do_not_repeat(api, staff, noor, theft_type):
    for _each in range(27):
        draft = api.post("drafts", {"report_type": "theft"}).json()
        mine = api.by(draft["token"])
        mine.patch(f"drafts/{draft['id']}", {"answers": ANSWERS})
        mine.post(f"drafts/{draft['id']}/submission", {"declaration": True})
    desk = staff(noor)
    first = desk.get("desk/reports?status=submitted&q=bicycle").json()
    second = desk.get(first["next"]).json()
    assert (len(first["items"]), len(second["items"]), second["next"]) == (25, 2, None)
    assert len({item["number"] for item in first["items"] + second["items"]}) == 27
    assert first["items"][0]["summary"].startswith("Green city bicycle")


@pytest.mark.parametrize("query", ["status=nothing", "cursor=nothing", "overdue=perhaps"])
def test_a_filter_that_does_not_exist_is_named(staff, noor, query):
    problem(staff(noor).get(f"desk/reports?{query}"), 422)


def test_filters_narrow_the_queue(staff, noor, number):
    desk = staff(noor)

    def numbers(query):
        return [item["number"] for item in desk.get(f"desk/reports?{query}").json()["items"]]

    assert numbers("") == numbers("unit=online-reporting") == numbers("overdue=false") == [number]
    assert numbers("status=approved") == numbers("overdue=true") == numbers("unit=nobody") == []


def test_a_session_of_the_desk_needs_the_forms_protection_to_act(signed_in, noor, at):
    client = signed_in(noor)
    client.handler.enforce_csrf_checks = True
    assert client.get(f"/api/v1/{at}").status_code == 200
    told = client.post(f"/api/v1/{at}/claim", {"version": 1}, content_type="application/json")
    problem(told, 403)
