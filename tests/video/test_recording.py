"""Recording: only where rule and consent say so; in chunks that hang together and that sha256sum verifies."""

import hashlib
import subprocess
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests.api.calls import problem
from video.consent import VERSION
from video.models import Chunk, Recording
from workflows import triggers
from workflows.attachments import private

WEBM = {"media_type": "video/webm"}


@pytest.fixture
def recording(officer):
    told = officer.post("recordings", WEBM)
    assert told.status_code == 201, told.content
    return told.json()["id"]


def send(side, recording, number, data, sha256=""):
    told = {"number": str(number), "sha256": sha256 or hashlib.sha256(data).hexdigest()}
    return side.api.upload(f"{side.at}/recordings/{recording}/chunks", data, name="part", **told)


@pytest.fixture
def recorded(officer, recording):
    for number in (1, 2, 3):
        assert send(officer, recording, number, f"second {number}".encode()).status_code == 201
    officer.post(f"recordings/{recording}/end")
    return recording


def test_without_the_rule_nothing_is_recorded(officer, call):
    call.refresh_from_db()
    call.recording_allowed = False
    call.save(update_fields=["recording_allowed"])
    assert problem(officer.post("recordings", WEBM), 403)["code"] == "no_recording"


def test_without_consent_nothing_is_recorded_and_the_call_goes_on(officer, camille):
    camille.post("consent", {"version": VERSION, "call": True, "recording": False})
    told = problem(officer.post("recordings", WEBM), 403)
    assert "did not agree" in told["detail"]
    assert officer.get().json()["state"] == "live"


def test_a_no_in_between_ends_what_is_taken(officer, camille, recording):
    assert send(officer, recording, 1, b"one").status_code == 201
    camille.post("consent", {"version": VERSION, "call": True, "recording": False})
    problem(send(officer, recording, 2, b"two"), 403)


def test_only_the_officer_records(camille, officer):
    problem(camille.post("recordings", WEBM), 403)


def test_everybody_is_told(camille, recording):
    assert camille.get().json()["recording"] is True
    assert "recording" in [each["kind"] for each in camille.get("messages").json()["items"]]


def test_a_wrong_hash_and_a_gap_are_refused(officer, recording):
    problem(send(officer, recording, 1, b"one", "0" * 64), 409)
    assert problem(send(officer, recording, 2, b"two"), 409)["expected"] == 1
    assert send(officer, recording, 1, b"one").status_code == 201
    assert send(officer, recording, 1, b"one").status_code == 200
    assert problem(send(officer, recording, 1, b"other"), 409)["code"] == "wrong_hash"


def test_hashes_hang_together(recorded):
    chain = "0" * 64
    for chunk in Chunk.objects.all():
        chain = hashlib.sha256(f"{chain}{chunk.sha256}".encode()).hexdigest()
        assert chunk.chain == chain


def test_plain_sha256sum_verifies_the_manifest(recorded, desk, vic, call, tmp_path):
    at = f"desk/video/calls/{call.public_id}/recordings/{recorded}"
    (tmp_path / "manifest.txt").write_bytes(desk(vic).get(f"{at}/manifest").content)
    for number in (1, 2, 3):
        (tmp_path / f"{number:06d}.part").write_bytes(desk(vic).get(f"{at}/chunks/{number}").content)
    check = ["sha256sum", "--check", "--strict", "manifest.txt"]
    done = subprocess.run(check, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.count(": OK")) == (0, 3), done.stderr
    (tmp_path / "000002.part").write_bytes(b"second X")
    assert subprocess.run(check, cwd=tmp_path, capture_output=True, check=False).returncode == 1


def test_verify_names_a_flipped_byte_and_a_removed_chunk(recorded, capsys):
    chunk = Chunk.objects.get(number=2)
    Path(private().path(chunk.path)).write_bytes(b"second 3")
    with pytest.raises(CommandError):
        call_command("verify_video")
    assert f"Chunk 2 of recording {Recording.objects.get().pk.hex}" in capsys.readouterr().err
    triggers.uninstall(connection)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM video_chunk WHERE number = 3")
    with pytest.raises(CommandError):
        call_command("verify_video")
    assert "is not what its custody row says: 3 chunks" in capsys.readouterr().err
