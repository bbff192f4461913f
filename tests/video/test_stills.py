"""Stills: sealed by their hash, kept as evidence only with the resident's agreement."""

import hashlib
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from tests.api.calls import problem
from tests.conftest import sign_in
from tests.video.conftest import send_still
from video.consent import VERSION
from video.files import is_there, read
from video.models import Still
from workflows import triggers
from workflows.actions import approve_report, claim_report, release_report
from workflows.actors import Role
from workflows.attachments import private
from workflows.models import Event
from workflows.transfer_record import record_of


@pytest.fixture
def still(camille, officer, photo):
    told = send_still(camille, photo, caption="The back door")
    assert told.status_code == 201, told.content
    return Still.objects.get()


def test_has_the_same_hash_in_browser_server_and_disk(still, photo, camille, officer):
    told = officer.get("stills").json()["items"][0]
    assert told["sha256"] == hashlib.sha256(photo).hexdigest() == hashlib.sha256(read(still.path)).hexdigest()
    assert officer.get(f"stills/{still.pk}").content == photo
    assert (told["evidence"], told["caption"]) == ("asked", "The back door")


def test_a_hash_that_does_not_fit_is_refused_and_nothing_kept(camille, officer, photo):
    told = problem(send_still(camille, photo, sha256="0" * 64), 409)
    assert told["code"] == "wrong_hash"
    assert told["sha256"] == hashlib.sha256(photo).hexdigest()
    assert not Still.objects.exists()


def test_the_same_picture_again_is_the_same(still, camille, photo):
    assert send_still(camille, photo).status_code == 200
    assert Still.objects.count() == 1


def test_what_is_no_picture_and_what_is_of_another_time_is_refused(camille, officer, photo):
    problem(send_still(camille, b"<html>not a picture"), 422)
    problem(send_still(camille, photo, device_time="2020-01-01T00:00:00Z"), 422)
    told = send_still(camille, photo, device_time="2020-01-01T00:00:00Z", clock_offset_ms="1")
    problem(told, 422)


def test_a_frame_is_the_officer_s_and_nothing_else(camille, officer, photo):
    problem(send_still(camille, photo, source="frame"), 403)
    problem(send_still(officer, photo, source="camera"), 403)
    assert send_still(officer, photo, source="frame").status_code == 201


def test_a_no_destroys_the_bytes_and_keeps_the_hash(
    still, camille, officer, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        told = camille.post(f"stills/{still.pk}/agreement", {"agreed": False, "version": VERSION}).json()
    assert told["evidence"] == "refused"
    assert not is_there(still.path)
    problem(officer.get(f"stills/{still.pk}"), 404)
    assert Event.objects.get(kind="video_still_destroyed").data["sha256"] == still.sha256


def test_only_the_resident_agrees(still, camille, officer):
    problem(officer.post(f"stills/{still.pk}/agreement", {"agreed": True, "version": VERSION}), 403)
    problem(camille.post(f"stills/{still.pk}/agreement", {"agreed": True, "version": "2020"}), 422)
    told = camille.post(f"stills/{still.pk}/agreement", {"agreed": True, "version": VERSION}).json()
    assert told["evidence"] == "agreed"


def test_verify_says_that_all_is_whole(still, capsys):
    call_command("verify_video")
    assert "1 stills, 0 chunks" in capsys.readouterr().out


def test_verify_names_a_flipped_byte(still, capsys, photo):
    path = Path(private().path(still.path))
    flipped = bytearray(photo)
    flipped[-3] ^= 1
    path.write_bytes(flipped)
    with pytest.raises(CommandError):
        call_command("verify_video")
    assert f"Still {still.pk.hex} of call {still.session} was changed" in capsys.readouterr().err


def test_verify_names_a_removed_custody_row(still, camille, capsys):
    camille.post(f"stills/{still.pk}/agreement", {"agreed": True, "version": VERSION})
    number = Event.objects.get(kind="video_still_kept").number
    triggers.uninstall(connection)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM workflows_event WHERE kind = 'video_still_kept'")
    with pytest.raises(CommandError):
        call_command("verify_video")
    told = capsys.readouterr().err
    assert f"Still {still.pk.hex} has no custody row." in told
    assert f"Event {number} was removed." in told


def test_verify_names_a_removed_still(still, capsys):
    triggers.uninstall(connection)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM video_still")
    with pytest.raises(CommandError):
        call_command("verify_video")
    assert f"Still {still.pk.hex} of event" in capsys.readouterr().err


def agree(side, still, *, agreed=True):
    return side.post(f"stills/{still.pk}/agreement", {"agreed": agreed, "version": VERSION})


def files_of(desk, noor, report):
    return desk(noor).get(f"desk/reports/{report.temporary_number}").json()["attachments"]


def test_a_yes_makes_it_a_file_of_the_report_for_desk_copy_and_package(
    still, camille, report, desk, noor, client
):
    assert files_of(desk, noor, report) == []
    assert agree(camille, still).json()["evidence"] == "agreed"
    assert agree(camille, still).status_code == 200
    (file,) = files_of(desk, noor, report)
    assert (file["sha256"], file["caption"]) == (still.sha256, "The back door")
    sign_in(client, noor)
    page = client.get(f"/desk/{report.temporary_number}/").content.decode()
    assert "From the video call" in page
    message = record_of(report, key="test", pdf=None, at=timezone.now())
    assert [each.sha256 for each in message.attachments] == [still.sha256]


def test_a_no_after_the_yes_takes_it_out_of_the_report(still, camille, report, desk, noor):
    agree(camille, still)
    assert agree(camille, still, agreed=False).json()["evidence"] == "refused"
    assert files_of(desk, noor, report) == []


def test_once_the_report_is_decided_it_stays_with_the_call(still, camille, report, desk, noor, offence):
    report.refresh_from_db()
    report = release_report(report, by=Role.SYSTEM, seen=report.version)
    report = claim_report(report, by=noor, seen=report.version)
    approve_report(report, by=noor, seen=report.version, offence=offence)
    assert agree(camille, still).json()["evidence"] == "agreed"
    assert files_of(desk, noor, report) == []
    assert is_there(still.path)
