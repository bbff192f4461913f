"""Taking a call: of two officers one wins, and the report is theirs with it."""

import threading

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client

from accounts import tokens
from tests.api.calls import Api, problem
from tests.video.conftest import take
from video.models import Session
from workflows.actions import claim_report
from workflows.models import Event, Submission


@pytest.fixture
def eve(person):
    """Another video officer of the unit."""
    user = person("eve")
    user.groups.add(Group.objects.get(name="Video officers"))
    from workflows.models import Unit

    Unit.objects.get(key="online-reporting").members.add(user)
    return user


def test_the_queue_names_who_waits(waiting, desk, vic, report):
    [line] = desk(vic).get("desk/video/queue").json()["items"]
    assert (line["id"], line["number"], line["position"]) == (waiting.call, report.temporary_number, 1)


def test_joining_claims_a_submitted_report(officer, vic, report):
    report.refresh_from_db()
    assert (report.status, report.reviewer) == ("under_review", vic)
    assert Session.objects.get().state == "live"


def test_joining_takes_over_what_a_reviewer_holds(waiting, desk, vic, noor, report):
    claim_report(report, by=noor, seen=1)
    take(desk(vic), Session.objects.get())
    assert Submission.objects.get(pk=report.pk).reviewer == vic
    kinds = list(
        Event.objects.filter(submission=report, kind__in=["claim", "release"]).values_list("kind", "role")
    )
    assert kinds == [("claim", "reviewer"), ("release", "system"), ("claim", "reviewer")]


def test_the_second_officer_is_told_who_was_faster(officer, desk, eve, call):
    told = problem(desk(eve).post(f"desk/video/calls/{call.public_id}/take", {}), 409)
    assert told["code"] == "taken"
    assert "Vic" in told["detail"]


def test_a_reviewer_may_invite_but_not_take(waiting, desk, noor, call):
    problem(desk(noor).post(f"desk/video/calls/{call.public_id}/take", {}), 403)


def test_nobody_is_put_before_an_officer_without_consent(camille, desk, vic, call):
    camille.post("check", {"camera": False})
    assert problem(camille.post("wait"), 409)["code"] == "consent_needed"
    told = problem(desk(vic).post(f"desk/video/calls/{call.public_id}/take", {}), 409)
    assert (told["code"], told["state"]) == ("wrong_state", "checked")


def test_the_officer_gives_a_call_back_to_its_place(waiting, desk, vic, eve, call):
    take(desk(vic), call)
    since = Session.objects.get().waiting_at
    desk(vic).post(f"desk/video/calls/{call.public_id}/give-back", {})
    given_back = Session.objects.get()
    assert (given_back.state, given_back.officer, given_back.waiting_at) == ("waiting", None, since)


def test_what_an_old_key_opens_ends_with_the_new_one(officer, desk, vic, call):
    again = take(desk(vic), call)
    assert again.get().status_code == 200
    problem(officer.get(), 401)


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_at_once_one_wins(waiting, vic, eve, call):
    answers, ready = [], threading.Barrier(2)

    def run(token):
        try:
            ready.wait()
            api = Api(Client()).by(token)
            answers.append(api.post(f"desk/video/calls/{call.public_id}/take", {}).status_code)
        finally:
            connection.close()

    keys = [tokens.issue(user, name="test")[1] for user in (vic, eve)]
    threads = [threading.Thread(target=run, args=(key,)) for key in keys]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [200, 409]
    assert Event.objects.filter(kind="video_taken").count() == 1


def test_tells_where_the_stream_begins_and_everybody_that_the_officer_is_there(waiting, call, desk, vic):
    before = waiting.get().json()["sequence"]
    told = desk(vic).post(f"desk/video/calls/{call.public_id}/take", {}).json()
    heard = waiting.get(f"messages?after={before}").json()["items"]
    assert told["sequence"] == heard[-1]["sequence"] == waiting.get().json()["sequence"]
    [roster] = [each["body"]["people"] for each in heard if each["kind"] == "roster"]
    assert {each["role"]: each["here"] for each in roster}["officer"] is True
