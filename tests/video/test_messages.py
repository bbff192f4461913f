"""What goes out about calls, read as its recipient: what it is, what to do, how to change it; nothing of the matter."""

from datetime import timedelta

import pytest
from django.utils import timezone

from integrations.mail.folder import read_folder
from tests.api.calls import problem
from video.going import cancel_call
from video.inviting import Wish, invite, reissue, reschedule
from video.models import Opening, Session
from workflows import follow_ups
from workflows.actors import Role
from workflows.models import FollowUp

WAYS = ("mail", "text")


@pytest.fixture
def outbox(settings, tmp_path):
    """Have mails and text messages written into folders, and read the newest of each after what is due was done."""
    settings.EMAIL_BACKEND = "integrations.mail.folder.FolderBackend"
    settings.MAIL_FOLDER = tmp_path / "mail"

    def newest():
        for row in FollowUp.objects.filter(kind__startswith="video_", state="pending"):
            follow_ups.run(row.pk)
        return read_folder()[0]

    return newest


@pytest.fixture
def opening(unit):
    return Opening.objects.create(unit=unit, starts_at=timezone.now() + timedelta(days=2), capacity=3)


@pytest.fixture
def appointment(report, noor, opening):
    return invite(
        report, by=noor, asked_by="officer", wish=Wish("appointment", opening.pk), send=WAYS
    ).session


def says_how_to_change(mail, language="en"):
    return f"/{language}/track/" in mail.text and "cancel" in mail.text


def test_an_invitation_for_now_says_what_to_do_and_how_to_have_another_time(report, noor, outbox):
    invite(report, by=noor, asked_by="officer", send=WAYS)
    mail = outbox()
    assert "by video now" in mail.text
    assert "for 15 minutes" in mail.text
    assert says_how_to_change(mail)


def test_a_time_in_the_morning_ends_its_sentence_with_one_stop(appointment, outbox):
    mail = outbox()
    assert ".m. All times are" in mail.text or "noon. " in mail.text or "midnight. " in mail.text


def test_no_subject_and_no_text_names_the_matter_or_the_number(appointment, report, outbox):
    mail = outbox()
    assert mail.subject.strip().startswith("Your appointment – ")
    for told in (report.temporary_number, "Theft", "Camille"):
        assert told not in mail.subject + mail.text


def test_at_the_station_it_is_the_time_and_the_number_to_say(report, noor, unit, outbox):
    at = Opening.objects.create(unit=unit, starts_at=timezone.now() + timedelta(days=2), in_person=True)
    invite(report, by=noor, asked_by="officer", wish=Wish("in_person", at.pk), send=WAYS)
    mail = outbox()
    assert "at our station on " in mail.text
    assert "Say the number of your report" in mail.text
    assert "/video/join/" not in mail.text


def test_a_new_link_says_that_the_one_before_is_over(appointment, noor, outbox):
    outbox()
    reissue(appointment, by=noor, send=WAYS)
    assert "The one before it does not work any more." in outbox().text


def test_another_time_says_so_in_the_subject(appointment, unit, outbox):
    outbox()
    later = Opening.objects.create(unit=unit, starts_at=timezone.now() + timedelta(days=3))
    reschedule(appointment, by=Role.CITIZEN, opening=later.pk, send=("mail",))
    mail = outbox()
    assert mail.subject.strip().startswith("Your appointment has a new time – ")
    assert "was moved" in mail.text


def test_a_reminder_after_the_link_was_opened_does_not_send_anybody_to_the_station(appointment, outbox):
    outbox()
    resident = appointment.participants.get(role="resident")
    resident.links.update(used_at=timezone.now())
    follow_ups.follow_up(appointment.submission, "video_reminder", mark="test", call=appointment.pk)
    mail = outbox()
    assert mail.subject.strip().startswith("Reminder of your appointment – ")
    assert "station" not in mail.text
    assert "where you follow your report" in mail.text


def test_whoever_was_expected_is_told_that_it_is_cancelled(appointment, noor, outbox):
    outbox()
    cancel_call(appointment, by=noor, reason="Nobody here")
    mail = outbox()
    assert mail.subject.strip().startswith("Your appointment is cancelled – ")
    assert "Your report stays as it is." in mail.text
    assert "ask for another time" in mail.text
    assert "Nobody here" not in mail.text


def test_a_call_at_once_that_its_person_cancels_needs_no_mail(camille):
    camille.post("leave", {"for_good": True})
    assert Session.objects.get().state == "cancelled"
    assert not FollowUp.objects.filter(kind="video_cancelled").exists()
    problem(camille.post("wait"), 409)


def test_in_french_all_of_it_is_french(report, noor, opening, outbox):
    wish = Wish("appointment", opening.pk, language="fr")
    call = invite(report, by=noor, asked_by="officer", wish=wish, send=WAYS).session
    assert outbox().subject.strip().startswith("Votre rendez-vous – ")
    cancel_call(call, by=noor)
    mail = outbox()
    assert mail.subject.strip().startswith("Votre rendez-vous est annulé – ")
    assert "/fr/track/" in mail.text
