"""Asking for a call: as the policy says, one at a time, and never more people than an opening takes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from integrations.mail.folder import read_folder
from tests.api.calls import problem
from tests.definitions import ANSWERS
from video.models import Opening, Session
from workflows import follow_ups, secrets
from workflows.drafts import begin_draft, save_answers
from workflows.models import FollowUp
from workflows.submitting import submit_report


def follower(api, report):
    return api.by(secrets.report_token(report.pk, report.access_code_hash))


@pytest.fixture
def camille_s(api, report):
    return follower(api, report)


@pytest.fixture
def at(report):
    return f"reports/{report.temporary_number}/video"


@pytest.fixture
def opening(unit):
    return Opening.objects.create(unit=unit, starts_at=timezone.now() + timedelta(days=1), capacity=1)


def test_the_policy_says_whether_it_is_offered(camille_s, at, report):
    assert camille_s.get(at).json()["ways"] == ["now"]
    policy = report.report_type.policy
    policy.video_offered = False
    policy.save()
    told = camille_s.get(at).json()
    assert (told["offered"], bool(told["why_not"])) == (False, True)
    assert problem(camille_s.post(at, {"kind": "now"}), 409)["code"] == "not_offered"


def test_a_link_for_now_is_in_the_answer(camille_s, at, api):
    told = camille_s.post(at, {"kind": "now"}).json()
    assert "/en/video/join/#" in told["link"]
    assert api.post("video/links", {"token": told["link"].partition("#")[2]}).json()["role"] == "resident"
    assert problem(camille_s.post(at, {"kind": "now"}), 409)["code"] == "call_exists"


def test_out_of_hours_only_a_set_time_is_offered(camille_s, at, opening, settings):
    settings.VIDEO_HOURS = (0, 0)
    assert camille_s.get(at).json()["ways"] == ["appointment"]


def test_an_opening_takes_no_more_people_than_it_has_room_for(camille_s, at, opening, api, report):
    wish = {"kind": "appointment", "opening": opening.pk}
    assert camille_s.post(at, wish).status_code == 201
    draft = save_answers(begin_draft(report.report_type, language="en"), ANSWERS)[0]
    other = submit_report(draft, declaration=True, key="other").submission
    theirs, at_theirs = follower(api, other), f"reports/{other.temporary_number}/video"
    assert theirs.get(at_theirs).json()["openings"] == []
    problem(theirs.post(at_theirs, wish), 409)
    assert Session.objects.count() == 1


def test_an_appointment_is_mailed_and_the_mail_says_nothing_of_the_matter(
    camille_s, at, opening, report, settings
):
    settings.EMAIL_BACKEND = "integrations.mail.folder.FolderBackend"
    camille_s.post(at, {"kind": "appointment", "opening": opening.pk})
    follow_ups.run(FollowUp.objects.get(kind="video_mail").pk)
    mail = next(each for each in read_folder() if "appointment" in each.subject)
    assert "/en/video/join/#" in mail.text
    assert report.temporary_number not in mail.subject + mail.text


def test_another_time_takes_the_place_of_the_first(camille_s, at, opening, unit, api):
    token = camille_s.post(at, {"kind": "now"}).json()["link"].partition("#")[2]
    key = api.post("video/links", {"token": token}).json()
    told = api.by(key["key"]).post(f"video/calls/{key['call']}/appointment", {"opening": opening.pk}).json()
    first, second = Session.objects.order_by("pk")
    assert (first.state, first.moved_to, second.kind) == ("rescheduled", second, "appointment")
    assert told["link"] != token


def test_staff_invite_whatever_the_policy_says_and_the_link_is_shown_where_asked(desk, noor, report, ana):
    policy = report.report_type.policy
    policy.video_offered = False
    policy.save()
    at = f"desk/reports/{report.temporary_number}/video"
    problem(desk(ana).post(at, {"kind": "now"}), 403)
    told = desk(noor).post(at, {"kind": "now", "by": ["mail"]}).json()
    assert (told["link"], told["sent"]) == (None, ["mail"])
    again = desk(noor).post(f"desk/video/calls/{told['call']['id']}/link", {"by": ["show"]}).json()
    assert again["link"]
    assert again["picture"].startswith("data:image/svg+xml")
