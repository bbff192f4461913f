"""What staff clients send with a decision: wrong values are named, whatever they are, and nothing changes."""

import pytest

from tests.api.calls import problem

HALF = "\ud800"


@pytest.fixture
def act(staff, noor, number):
    """Noor's client on the report that Noor claimed."""
    at = f"desk/reports/{number}/workflow"
    staff(noor).post(f"{at}/claim", {"version": 1})
    return lambda action, **needs: staff(noor).post(f"{at}/{action}", {"version": 2, **needs})


@pytest.mark.parametrize("code", [HALF, "\x00", "x" * 100_000, 5, True, ["2140"], {"token": "2140"}])
def test_an_offence_that_is_none(act, code):
    assert problem(act("approve", offence=code), 422)["errors"][0]["path"] == "/offence"


@pytest.mark.parametrize("reason", [HALF, "nope", 5, []])
def test_a_reason_that_is_none(act, reason):
    assert problem(act("reject", reason=reason, text="Known"), 422)["errors"][0]["path"] == "/reason"


@pytest.mark.parametrize("day", ["2026-W50-1", "20261201", "1.12.2026", 20261201, "2026-02-30", HALF])
def test_a_day_that_is_none(act, day):
    refused = act("request_information", questions=["story"], text="Which door?", due_on=day)
    assert problem(refused, 422)["errors"][0]["path"] == "/due_on"


def test_an_answer_that_answers_nothing_leaves_the_question_open(act, follower, number):
    act("request_information", questions=["story"], text="Which door?")
    refused = problem(follower.post(f"reports/{number}/answers", {"answers": {}}), 422)
    assert refused["errors"][0] | {"message": ""} == {"path": "/story", "code": "required", "message": ""}
    assert follower.get(f"reports/{number}").json()["status"] == "information_requested"


def test_the_desk_finds_a_report_by_what_was_answered_later(act, follower, number, staff, noor):
    act("request_information", questions=["story"], text="Which door?")
    follower.post(f"reports/{number}/answers", {"answers": {"story": "Through the cellar."}})
    found = staff(noor).get("desk/reports?q=cellar").json()["items"]
    assert [each["number"] for each in found] == [number]
