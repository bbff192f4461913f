"""A call ends with an outcome, which moves the case in the same transaction; nothing else closes it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.api.calls import problem
from tests.conftest import sign_in
from video.models import Session
from workflows.models import Dispatch, Event, Submission, Unit

OUTCOME = {"outcome": "forensic", "reason": "Fresh tool marks.", "preserve": "The door frame."}


@pytest.fixture
def on_desk(desk, vic, officer, call):
    api, at = desk(vic), f"desk/video/calls/{call.public_id}"
    return lambda path, body=None: api.post(f"{at}/{path}", {} if body is None else body)


def test_a_running_call_is_not_closed(on_desk, report):
    told = problem(on_desk("outcome", OUTCOME | {"version": 2}), 409)
    assert (told["code"], told["state"]) == ("wrong_state", "live")
    assert "outcome" in told["detail"]
    assert Session.objects.get().state == "live"
    assert not Event.objects.filter(kind="record_video_outcome").exists()


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({"outcome": ""}, "/outcome"),
        ({"outcome": "maybe"}, "/outcome"),
        ({"reason": " "}, "/reason"),
        ({"offence": "9999"}, "/offence"),
    ],
)
def test_no_outcome_or_no_reason_is_refused(on_desk, body, path):
    on_desk("end")
    told = problem(on_desk("outcome", OUTCOME | {"version": 2} | body), 422)
    assert path in {error["path"] for error in told["errors"]}
    assert Session.objects.get().state == "wrap_up"


def test_the_outcome_moves_the_case_with_the_call(on_desk, report, vic):
    on_desk("end")
    told = on_desk("outcome", OUTCOME | {"version": 2, "offence": "2120"}).json()
    assert (told["state"], told["outcome"], told["dispatch"]["kind"]) == ("closed", "forensic", "forensic")
    case = Submission.objects.get(pk=report.pk)
    assert (case.priority, case.version, case.offence.code) == (2, 3, "2120")
    assert Dispatch.objects.get().preserve == "The door frame."
    assert Event.objects.get(kind="record_video_outcome").data["outcome"] == "forensic"


def test_a_report_that_changed_keeps_the_call_open(on_desk, report):
    on_desk("end")
    assert problem(on_desk("outcome", OUTCOME | {"version": 1}), 409)["version"] == 2
    assert Session.objects.get().state == "wrap_up"
    assert not Dispatch.objects.exists()


def test_the_dispatch_is_confirmed_with_its_time_once(on_desk):
    on_desk("end")
    on_desk("outcome", OUTCOME | {"version": 2})
    problem(on_desk("dispatch", {"dispatched_at": "2020-01-01T00:00:00Z"}), 422)
    told = on_desk("dispatch", {"reference": "CAD 7"}).json()
    assert told["stages"]["dispatched"]
    assert "dispatch" not in told["actions"]
    problem(on_desk("dispatch"), 409)


def test_nobody_is_sent_where_nobody_is_needed(on_desk):
    on_desk("end")
    told = on_desk("outcome", OUTCOME | {"version": 2, "outcome": "no_dispatch"}).json()
    assert told["dispatch"] is None
    problem(on_desk("dispatch"), 409)


def test_a_closed_call_opens_for_nobody_any_more(on_desk, camille):
    on_desk("end")
    on_desk("outcome", OUTCOME | {"version": 2})
    problem(camille.get(), 401)


def test_a_call_that_went_on_by_phone_owes_its_outcome_too(waiting, desk, vic, call):
    waiting.post("phone")
    at = f"desk/video/calls/{call.public_id}"
    assert desk(vic).post(f"{at}/phone-over", {}).json()["state"] == "wrap_up"
    assert desk(vic).post(f"{at}/outcome", OUTCOME | {"version": 2}).json()["state"] == "closed"


def test_stage_times_are_in_order(on_desk, desk, vic, call):
    on_desk("end")
    on_desk("outcome", OUTCOME | {"version": 2})
    on_desk("dispatch")
    stages = desk(vic).get(f"desk/video/calls/{call.public_id}").json()["stages"]
    reached = list(stages.values())
    assert None not in reached
    assert reached == sorted(reached)


def test_chat_both_ways_begins_a_call_without_a_camera(waiting, desk, vic, call):
    from tests.video.conftest import take

    side = take(desk(vic), call)
    waiting.say("My camera does not work", "text-0001")
    assert Session.objects.get().state == "connecting"
    side.say("We can write", "text-0002")
    assert Session.objects.get().state == "live"
    assert timezone.now() - Session.objects.get().joined_at < timedelta(minutes=5)


def test_the_unit_that_goes_on_is_one_of_the_officers_own(on_desk, vic, report):
    on_desk("end")
    mine = Unit.objects.create(key="patrol", name_en="Patrol", name_fr="Patrouille")
    Unit.objects.create(key="others", name_en="Others", name_fr="Autres")
    for unit in ("nowhere", "patrol"):
        told = problem(on_desk("outcome", OUTCOME | {"version": 2, "unit": unit}), 422)
        assert [error["path"] for error in told["errors"]] == ["/unit"]
    mine.members.add(vic)
    assert on_desk("outcome", OUTCOME | {"version": 2, "unit": "patrol"}).json()["state"] == "closed"
    assert Submission.objects.get(pk=report.pk).unit == mine


def test_the_page_has_the_lists_of_a_decision(on_desk, vic, call):
    Unit.objects.create(key="patrol", name_en="Patrol", name_fr="Patrouille").members.add(vic)
    on_desk("end")
    html = sign_in(Client(), vic).get(f"/desk/video/{call.public_id}/").content.decode()
    form = html.partition('data-form="outcome"')[2].partition("</form>")[0]
    assert '<option value="2120">' in form
    assert '<option value="patrol">Patrol</option>' in form
    assert "selected" not in form


def test_an_officer_in_one_unit_is_not_asked_for_another(on_desk, vic, call):
    on_desk("end")
    html = sign_in(Client(), vic).get(f"/desk/video/{call.public_id}/").content.decode()
    assert "outcome-unit" not in html


def test_the_reports_own_action_takes_the_same(on_desk, desk, vic, report):
    at = f"desk/reports/{report.temporary_number}/workflow"
    needs = {
        each["name"]: each
        for transition in desk(vic).get(at).json()["transitions"]
        if transition["name"] == "record_video_outcome"
        for each in transition["needs"]
    }
    assert needs["unit"]["choices_href"] == "/api/v1/vocabularies/units"
    assert not needs["offence"]["required"]
    body = OUTCOME | {"version": 2, "unit": "nowhere", "offence": "9999"}
    told = problem(desk(vic).post(f"{at}/record_video_outcome", body), 422)
    assert {error["path"] for error in told["errors"]} == {"/unit", "/offence"}
