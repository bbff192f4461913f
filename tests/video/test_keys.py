"""A key opens one call for one participant, and nothing else."""

import pytest
from django.test import Client

from tests.api.calls import Api, problem
from tests.definitions import ANSWERS
from tests.video.conftest import enter
from video.inviting import invite
from video.links import token_of
from workflows.drafts import begin_draft, save_answers
from workflows.submitting import submit_report


@pytest.fixture
def other_call(report, noor):
    draft = save_answers(begin_draft(report.report_type, language="en"), ANSWERS)[0]
    other = submit_report(draft, declaration=True, key="other").submission
    return invite(other, by=noor, asked_by="officer").session


def test_a_key_is_nothing_on_another_call(camille, other_call):
    for path in ("", "/events", "/messages", "/ice", "/stills"):
        problem(camille.api.get(f"video/calls/{other_call.public_id}{path}"), 404)


def test_a_cookie_is_nothing_on_another_call(invited, other_call):
    api = Api(Client())
    api.post("video/links", {"token": token_of(invited.link), "cookie": True})
    [(_name, cookie)] = [(n, c.value) for n, c in api.client.cookies.items() if n.startswith("video-")]
    api.client.cookies[f"video-{other_call.public_id.hex[:12]}"] = cookie
    problem(api.get(f"video/calls/{other_call.public_id}"), 404)


def test_without_a_key_nothing_is_said(api, call):
    problem(api.get(f"video/calls/{call.public_id}"), 401)
    problem(api.by("nonsense").get(f"video/calls/{call.public_id}"), 401)
    problem(api.by("0" * 32 + ".x").get(f"video/calls/{call.public_id}/events"), 401)


def test_a_page_of_another_site_does_nothing_with_the_cookie(invited):
    api = Api(Client())
    call = api.post("video/links", {"token": token_of(invited.link), "cookie": True}).json()["call"]
    here = {"sec_fetch_site": "same-origin"}
    there = {"sec_fetch_site": "cross-site"}
    problem(api.post(f"video/calls/{call}/phone", {}, **there), 403)
    problem(api.post(f"video/calls/{call}/phone", {}, origin="https://evil.example"), 403)
    assert api.post(f"video/calls/{call}/phone", {}, **here).json()["state"] == "fallback_phone"


def test_staff_see_calls_of_their_units_only(desk, call, sam, vic, unit):
    problem(desk(sam).get(f"desk/video/calls/{call.public_id}"), 403)
    unit.members.remove(vic)
    problem(desk(vic).get(f"desk/video/calls/{call.public_id}"), 404)
    problem(desk(vic).post(f"desk/video/calls/{call.public_id}/take", {}), 404)


def test_who_was_removed_is_out(api, call, noor, desk):
    told = desk(noor).post(f"desk/video/calls/{call.public_id}/people", {"role": "support", "label": "Alex"})
    side = enter(api, told.json()["link"].partition("#")[2])
    assert side.get().status_code == 200
    desk(noor).post(f"desk/video/calls/{call.public_id}/people/{side.id}/remove", {})
    problem(side.get(), 401)
