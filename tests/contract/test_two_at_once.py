"""Several people at the same moment: one wins, the others are told, no number is lost."""

import threading
from functools import partial

import pytest
from django.db import connection
from django.test import Client

from accounts import tokens
from tests.api.calls import Api, problem
from tests.definitions import ANSWERS
from tests.workflows.desk.test_queue import send
from workflows.models import Submission

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*calls):
    """What each call is answered, all begun at the same moment."""
    start, told = threading.Barrier(len(calls)), {}

    def run(number, call):
        start.wait()
        told[number] = call()
        connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return [told[number] for number in range(len(calls))]


@pytest.fixture
def by():
    """A client of its own with a token of somebody, each time."""
    return lambda user: Api(Client(), tokens.issue(user, name="test")[1])


def test_of_two_reviewers_one_claims_a_report(theft_type, noor, ravi, by):
    for number in range(5):
        at = f"desk/reports/{send(theft_type, number).temporary_number}/workflow/claim"
        told = at_once(*(partial(by(user).post, at, {"version": 1}) for user in (noor, ravi)))
        assert sorted(each.status_code for each in told) == [200, 409]
        lost = next(each for each in told if each.status_code == 409)
        assert problem(lost, 409)["version"] == 2


def test_a_report_is_approved_once_and_numbers_have_no_gap(theft_type, noor, by):
    reports = [send(theft_type, number).temporary_number for number in range(8)]
    at = [f"desk/reports/{each}/workflow" for each in reports]
    for each in at:
        by(noor).post(f"{each}/claim", {"version": 1})
    approve = {"version": 2, "offence": "2140"}
    told = at_once(*(partial(by(noor).post, f"{each}/approve", approve) for each in (*at, at[0])))
    assert sorted(each.status_code for each in told) == [200] * 8 + [409]
    numbers = sorted(Submission.objects.values_list("permanent_number", flat=True))
    assert [number.rpartition("-")[2] for number in numbers] == [f"{n:06d}" for n in range(1, 9)]


def test_a_draft_is_sent_once_whatever_the_keys(theft_type):
    begun = Api(Client()).post("drafts", {"report_type": "theft"}).json()
    at = f"drafts/{begun['id']}"
    Api(Client(), begun["token"]).patch(at, {"answers": ANSWERS})

    def sending(key):
        client = Api(Client(), begun["token"])
        return partial(client.post, f"{at}/submission", {"declaration": True}, idempotency_key=key)

    told = at_once(*(sending(key) for key in ("a", "a", "b")))
    assert sorted(each.status_code for each in told) in ([201, 201, 409], [201, 409, 409])
    assert Submission.objects.count() == 1
