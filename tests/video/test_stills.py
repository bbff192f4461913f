"""Stills: sealed by their hash, kept as evidence only with the resident's agreement."""

import hashlib
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests.api.calls import problem
from tests.video.conftest import send_still
from video.consent import VERSION
from video.files import is_there, read
from video.models import Still
from workflows import triggers
from workflows.attachments import private
from workflows.models import Event


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
