"""A citizen asks for a call on a report's pages: now, a time, the station, an interpreter; then moves or cancels it."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from tests.definitions import ANSWERS
from video.inviting import Wish, invite
from video.models import Opening, Session
from video.people import new_key, resident_of
from workflows import secrets
from workflows.drafts import begin_draft, save_answers
from workflows.models import FollowUp, Status, Submission
from workflows.submitting import submit_report

TUESDAY = datetime(2026, 12, 1, 15, tzinfo=timezone.get_fixed_timezone(-360))


@pytest.fixture
def early(time_machine):
    time_machine.move_to(TUESDAY - timedelta(days=1))


@pytest.fixture
def report(early, report):
    return report


@pytest.fixture
def opening(unit):
    return Opening.objects.create(unit=unit, starts_at=TUESDAY, capacity=2)


@pytest.fixture
def at_station(unit):
    return Opening.objects.create(unit=unit, starts_at=TUESDAY + timedelta(days=1), in_person=True)


def token_of(report):
    return secrets.report_token(report.pk, report.access_code_hash)


def asking(client, report, want="choose", **fields):
    told = {"report": token_of(report), "back": "/en/track/report/", "at": "tracking", "want": want}
    return client.post("/en/video/ask/", told | fields)


def open_report(client, report):
    session = client.session
    session["report"] = token_of(report)
    session.save()


@pytest.fixture
def following(client, report):
    """Camille, who opened her report in this browser."""
    open_report(client, report)
    return client


def text_of(client, at):
    return client.get(at).content.decode()


def test_times_have_weekday_date_time_of_the_agency_and_places_left(client, report, opening, at_station):
    assert asking(client, report)["Location"] == "/en/video/choose/"
    page = text_of(client, "/en/video/choose/")
    assert "Tuesday, December 1, 2026" in page
    assert "3 p.m. to 3:30 p.m." in page
    assert "2 places left" in page
    assert "Wednesday, December 2, 2026" in page
    assert "All times are Winnipeg time." in page


def test_an_appointment_is_shown_where_the_report_is_followed(following, report, opening):
    asking(following, report)
    wish = {"way": f"appointment:{opening.pk}", "language": "fr", "interpreter": "Arabic"}
    assert following.post("/en/video/choose/", wish)["Location"] == "/en/video/yours/"
    call = Session.objects.get()
    assert (call.kind, call.language, call.interpreter, call.asked_by) == (
        *("appointment", "fr", "Arabic", "tracking"),
    )
    assert FollowUp.objects.filter(kind="video_mail", data__call=call.pk).exists()
    for page in (text_of(following, "/en/video/yours/"), text_of(following, "/en/track/report/")):
        assert "Tuesday, December 1, 2026 at 3 p.m." in page
        assert "We mail you the link. From Tuesday, December 1, 2026 at 2 p.m. on" in page
        assert "Go to the call" not in page
        assert "Change the time" in page
        assert "Talk to an officer now" not in page


def test_from_an_hour_before_a_button_leads_into_it(following, report, opening, time_machine, api):
    asking(following, report)
    following.post("/en/video/choose/", {"way": f"appointment:{opening.pk}"})
    time_machine.move_to(TUESDAY - timedelta(minutes=50))
    open_report(following, report)
    assert "Go to the call" in text_of(following, "/en/track/report/")
    link = urlsplit(asking(following, report, "now")["Location"]).fragment
    assert api.post("video/links", {"token": link}).status_code == 200


def test_now_with_an_interpreter_leads_into_the_call(client, report):
    asking(client, report, at="confirmation")
    answer = client.post("/en/video/choose/", {"way": "now", "interpreter": "Arabic"})
    assert urlsplit(answer["Location"]).path == "/en/video/join/"
    call = Session.objects.get()
    assert (call.kind, call.interpreter, call.language, call.asked_by) == (
        *("now", "Arabic", "en", "confirmation"),
    )


def test_at_the_station_the_number_is_what_to_say(following, report, at_station):
    asking(following, report)
    following.post("/en/video/choose/", {"way": f"in_person:{at_station.pk}"})
    page = text_of(following, "/en/video/yours/")
    assert "You meet an officer at our station" in page
    assert report.temporary_number in page
    assert "Go to the call" not in page


@pytest.mark.parametrize(
    ("posted", "sentence"),
    [
        ({}, "Choose when you want to meet an officer."),
        ({"way": "appointment:999999"}, "Choose a time from the list."),
        ({"way": "maybe"}, "A call of this kind is not offered now. Choose another way."),
        ({"way": "now", "interpreter": "x" * 36}, "Write at most 35 characters"),
    ],
)
def test_what_cannot_be_had_is_said_and_what_was_typed_stays(client, report, opening, posted, sentence):
    asking(client, report)
    answer = client.post("/en/video/choose/", {"interpreter": "Tamil", "language": "fr"} | posted)
    page = answer.content.decode()
    assert (answer.status_code, Session.objects.count()) == (422, 0)
    assert sentence in page
    assert f'value="{posted.get("interpreter", "Tamil")}"' in page


def test_of_two_people_one_gets_the_last_place_and_the_other_reads_why(client, report, unit, opening):
    Opening.objects.create(unit=unit, starts_at=TUESDAY + timedelta(hours=1))
    Opening.objects.update(capacity=1)
    other = submit_report(
        save_answers(begin_draft(report.report_type, language="en"), ANSWERS)[0],
        declaration=True,
        key="other",
    ).submission
    asking(client, report)
    theirs = Client()
    asking(theirs, other)
    theirs.post("/en/video/choose/", {"way": f"appointment:{opening.pk}"})
    page = client.post("/en/video/choose/", {"way": f"appointment:{opening.pk}"}).content.decode()
    assert "This time was just taken. Choose another one." in page
    assert Session.objects.count() == 1


def test_a_call_is_moved_and_the_old_place_is_free(following, report, opening, at_station):
    asking(following, report)
    following.post("/en/video/choose/", {"way": f"appointment:{opening.pk}", "interpreter": "Arabic"})
    asking(following, report)
    page = text_of(following, "/en/video/choose/")
    assert "Choose another time" in page
    assert 'value="now"' not in page
    following.post("/en/video/choose/", {"way": f"in_person:{at_station.pk}"})
    first, second = Session.objects.order_by("pk")
    assert (first.state, first.moved_to, second.kind, second.interpreter) == (
        *("rescheduled", second, "in_person", "Arabic"),
    )


def test_a_call_is_cancelled_after_a_question(following, report, opening):
    asking(following, report)
    following.post("/en/video/choose/", {"way": f"appointment:{opening.pk}"})
    assert asking(following, report, "cancel")["Location"] == "/en/video/cancel/"
    assert "Your report stays as it is" in text_of(following, "/en/video/cancel/")
    assert Session.objects.get().state == "invited"
    assert following.post("/en/video/cancel/")["Location"] == "/en/track/report/"
    assert Session.objects.get().state == "cancelled"
    assert "Choose a time" in text_of(following, "/en/track/report/")


def test_out_of_hours_without_openings_the_page_says_when_to_look_again(following, report, settings):
    settings.VIDEO_HOURS = (0, 0)
    page = text_of(following, "/en/track/report/")
    assert "No officer can be met by video at this time." in page
    assert "/en/video/ask/" not in page


def test_a_decided_report_offers_nothing_and_a_late_press_is_told_why(following, report):
    page = text_of(following, "/en/track/report/")
    assert "Talk to an officer now" in page
    Submission.objects.filter(pk=report.pk).update(status=Status.WITHDRAWN)
    assert "/en/video/ask/" not in text_of(following, "/en/track/report/")
    answer = asking(following, report, "now")
    assert answer.status_code == 409
    assert "There is nothing to meet about now." in answer.content.decode()


def test_somebody_who_opened_no_report_is_sent_back(client, report):
    for name in ("choose", "yours", "cancel"):
        answer = client.get(f"/en/video/{name}/")
        assert answer.status_code == 404
        assert "Open your report again" in answer.content.decode()


def test_the_way_back_leads_nowhere_else(client, report):
    asking(client, report, back="https://elsewhere.example/")
    assert "elsewhere.example" not in text_of(client, "/en/video/choose/")


def test_after_a_missed_call_the_page_says_so_and_offers_another(following, report, noor):
    call = invite(report, by=noor, asked_by="officer").session
    Session.objects.filter(pk=call.pk).update(state="no_show")
    page = text_of(following, "/en/track/report/")
    assert "You were not in the call in time." in page
    assert "Talk to an officer now" in page


def test_whoever_cannot_show_anything_chooses_another_time_in_the_call(client, report, noor, opening):
    call = invite(report, by=noor, asked_by="officer", wish=Wish(interpreter="Arabic")).session
    client.cookies[f"video-{call.public_id.hex[:12]}"] = new_key(resident_of(call))
    at = f"/en/video/call/{call.public_id}/times/"
    assert at in text_of(client, f"/en/video/call/{call.public_id}/")
    assert "Tuesday, December 1, 2026" in text_of(client, at)
    assert client.post(at, {"way": f"appointment:{opening.pk}"})["Location"] == at
    assert "Tuesday, December 1, 2026 at 3 p.m." in text_of(client, at)
    assert Session.objects.get(kind="appointment").interpreter == "Arabic"


def test_without_the_key_nobody_moves_a_call(client, report, noor, opening):
    call = invite(report, by=noor, asked_by="officer").session
    at = f"/en/video/call/{call.public_id}/times/"
    assert client.post(at, {"way": f"appointment:{opening.pk}"})["Location"] == "/en/video/join/"
    assert Session.objects.get().state == "invited"


def test_in_french_the_first_of_a_month_and_the_hours_are_said_as_people_say_them(client, report, opening):
    asking(client, report)
    page = text_of(client, "/fr/video/choose/")
    assert "mardi 1er décembre 2026" in page
    assert "de 15\xa0h\xa000 à 15\xa0h\xa030" in page
