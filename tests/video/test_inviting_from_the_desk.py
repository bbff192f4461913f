"""Staff invite from the report; the queue says who has the report of a call, and afterwards the page who took it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.conftest import sign_in
from tests.video.conftest import take
from video.models import Opening, Session
from workflows.actions import claim_report
from workflows.models import FollowUp


def page_of(user, report):
    return sign_in(Client(), user).get(f"/desk/{report.temporary_number}/").content.decode()


@pytest.fixture
def held(waiting, report, noor):
    """Camille waits, and Noor has her report."""
    report.refresh_from_db()
    return claim_report(report, by=noor, seen=report.version)


def test_a_reviewer_invites_to_a_time_in_a_language_with_an_interpreter(report, noor, unit):
    opening = Opening.objects.create(unit=unit, starts_at=timezone.now() + timedelta(days=1))
    html = page_of(noor, report)
    assert f'value="appointment:{opening.pk}"' in html
    assert "Send the link by e-mail" in html
    staff = sign_in(Client(), noor)
    wish = {"way": f"appointment:{opening.pk}", "language": "fr", "interpreter": "Arabic", "by": "mail"}
    answer = staff.post(f"/desk/video/invite/{report.temporary_number}/", wish)
    assert answer["Location"] == f"/desk/{report.temporary_number}/"
    call = Session.objects.get()
    assert (call.kind, call.language, call.interpreter) == ("appointment", "fr", "Arabic")
    assert FollowUp.objects.filter(kind="video_mail").exists()
    assert "The person is invited." in staff.get(answer["Location"]).content.decode()


def test_the_queue_says_who_has_the_report_before_the_call_is_taken(held, vic, call):
    staff = sign_in(Client(), vic)
    for at in ("/desk/video/", f"/desk/video/{call.public_id}/"):
        assert "Noor has the report." in staff.get(at).content.decode()


def test_the_reviewer_reads_who_took_it(held, call, desk, vic, noor, report):
    take(desk(vic), call)
    assert "Vic took the call on " in page_of(noor, report)
    assert " took the call on " not in page_of(vic, report)
