"""Recording: only where rule and consent say so; in chunks that hang together and that sha256sum verifies."""

import hashlib
import subprocess
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests.api.calls import problem
from tests.conftest import sign_in
from video.consent import VERSION
from video.models import Chunk, Recording
from workflows import triggers
from workflows.attachments import private
from workflows.models import Event

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
    assert camille.get().json()["recording"] is False
    kinds = [each["body"] for each in officer.get("messages").json()["items"] if each["kind"] == "recording"]
    assert kinds[-1] == {"recording": False}


def film(desk, noor, call, recording, wanted=""):
    headers = {"range": wanted} if wanted else {}
    told = desk(noor).get(f"desk/video/calls/{call.public_id}/recordings/{recording}/film", **headers)
    return told.status_code, b"".join(told.streaming_content) if told.streaming else b"", told


@pytest.mark.parametrize(
    ("wanted", "status", "given"),
    [
        ("", 200, b"second 1second 2second 3"),
        ("bytes=0-", 206, b"second 1second 2second 3"),
        ("bytes=6-9", 206, b" 1se"),
        ("bytes=20-900", 206, b"nd 3"),
        ("bytes=-3", 206, b"d 3"),
        ("bytes=9-6", 200, b"second 1second 2second 3"),
        ("bytes=24-", 416, b""),
        ("bytes=-0", 416, b""),
        ("bytes=0-1,4-5", 200, b"second 1second 2second 3"),
        ("seconds=1-2", 200, b"second 1second 2second 3"),
    ],
)
def test_the_film_is_watched_whole_or_in_parts(recorded, call, desk, noor, wanted, status, given):
    code, content, told = film(desk, noor, call, recorded, wanted)
    assert (code, content) == (status, given)
    if code == 416:
        assert problem(told, 416)["code"] == "no_such_range"
        assert told["Content-Range"] == "bytes */24"
    if code == 206:
        first, last = told["Content-Range"].partition("/")[0].removeprefix("bytes ").split("-")
        assert (int(last) - int(first) + 1, told["Content-Length"]) == (len(given), str(len(given)))


def test_the_report_on_the_desk_has_the_film_for_whoever_decides(recorded, call, noor, client):
    sign_in(client, noor)
    page = client.get(f"/desk/{call.submission.temporary_number}/").content.decode()
    assert f"/recordings/{recorded}/film" in page
    assert f"/recordings/{recorded}/manifest" in page


def test_watching_is_an_event_once_for_its_beginning(recorded, call, desk, noor):
    read = Event.objects.filter(submission=call.submission, kind="read", data__what="video_recording")
    for wanted in ("", "bytes=8-", "bytes=0-"):
        film(desk, noor, call, recorded, wanted)
    assert read.count() == 2


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
