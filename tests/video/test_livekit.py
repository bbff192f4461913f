"""LiveKit, held against a server on loopback that answers as LiveKit does, and checks what it is told."""

import base64
import hashlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import urlsplit

import jwt
import pytest

from integrations.outcomes import TryAgain
from tests.api.calls import problem
from tests.video.conftest import enter, take
from video.consent import VERSION
from video.engine import engine_named
from video.inviting import invite
from video.links import token_of
from video.models import Chunk, Recording, Session
from workflows import follow_ups
from workflows.models import FollowUp

KEY, SECRET = "key-of-the-agency", "a-secret-of-the-media-server-that-is-long"


class FakeLiveKit(BaseHTTPRequestHandler):
    """What of LiveKit's API the engine uses."""

    told: list = []
    status = 200

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        token = self.headers["Authorization"].removeprefix("Bearer ")
        claims = jwt.decode(token, SECRET, algorithms=["HS256"], issuer=KEY)
        self.told.append((self.path, body, claims["video"]))
        answer = {"egress_id": "EG_1"} if self.path.endswith("StartRoomCompositeEgress") else {}
        content = json.dumps(answer).encode()
        self.send_response(type(self).status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *arguments):
        pass


@pytest.fixture
def livekit(settings, tmp_path):
    server = HTTPServer(("127.0.0.1", 0), FakeLiveKit)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.VIDEO_ENGINE = "livekit"
    settings.LIVEKIT_URL = f"ws://127.0.0.1:{server.server_port}"
    settings.LIVEKIT_API_KEY, settings.LIVEKIT_API_SECRET = KEY, SECRET
    settings.LIVEKIT_EGRESS_FOLDER = tmp_path
    FakeLiveKit.told, FakeLiveKit.status = [], 200
    yield FakeLiveKit
    server.shutdown()
    server.server_close()


@pytest.fixture
def resident(livekit, report, noor, api):
    made = invite(report, by=noor, asked_by=Session.Asked.OFFICER)
    side = enter(api, token_of(made.link))
    side.post("consent", {"version": VERSION, "call": True, "recording": True})
    side.post("check", {})
    side.post("wait")
    return side


@pytest.fixture
def recorded(resident, desk, vic):
    officer = take(desk(vic), Session.objects.get())
    officer.post("progress", {"event": "first_frame"})
    assert officer.post("recordings", {"media_type": "video/mp4"}).status_code == 201
    return Recording.objects.get()


def test_each_participant_has_a_token_for_this_room_alone(resident):
    given = resident.get().json()["livekit"]
    claims = jwt.decode(given["token"], SECRET, algorithms=["HS256"], issuer=KEY)
    assert claims["video"]["room"] == Session.objects.get().public_id.hex
    assert claims["video"]["canPublishData"] is False
    assert claims["sub"] == resident.id.replace("-", "")
    assert claims["exp"] - time.time() <= 120
    assert "name" not in claims


def test_the_server_records_into_our_folder(livekit, recorded):
    path, body, grant = livekit.told[-1]
    assert path == "/twirp/livekit.Egress/StartRoomCompositeEgress"
    assert (body["room_name"], grant) == (recorded.session.public_id.hex, {"roomRecord": True})
    assert recorded.egress_id == "EG_1"


def test_who_is_removed_is_put_out_with_their_tokens_and_the_end_closes_the_room(
    livekit, resident, desk, vic
):
    call = Session.objects.get()
    take(desk(vic), call)
    at = f"desk/video/calls/{call.public_id}"
    link = desk(vic).post(f"{at}/people", {"role": "support", "label": "A friend"}).json()["link"]
    friend = enter(resident.api, urlsplit(link).fragment)
    assert desk(vic).post(f"{at}/people/{friend.id}/remove", {}).status_code == 200
    assert desk(vic).post(f"{at}/end", {}).status_code == 200
    for row in FollowUp.objects.filter(kind__in=("video_put_out", "video_room_end")).order_by("pk"):
        follow_ups.run(row.pk)
    put_out, ended = [(path, body) for path, body, _grant in livekit.told if "RoomService" in path]
    assert put_out[0].endswith("RemoveParticipant")
    assert put_out[1]["identity"] == friend.id.replace("-", "")
    assert abs(put_out[1]["revoke_token_ts"] - time.time()) < 60
    assert ended == ("/twirp/livekit.RoomService/DeleteRoom", {"room": call.public_id.hex})


def hook(api, body, *, secret=SECRET, over=None):
    content = json.dumps(body).encode()
    digest = base64.b64encode(hashlib.sha256(over or content).digest()).decode()
    claims = {"iss": KEY, "exp": int(time.time()) + 60, "sha256": digest}
    token = jwt.encode(claims, secret, algorithm="HS256")
    return api.client.generic(
        "POST", "/api/v1/video/livekit", content, "application/webhook+json", headers={"authorization": token}
    )


def test_a_finished_recording_is_taken_over_once(api, recorded, tmp_path):
    (tmp_path / f"{recorded.pk.hex}.mp4").write_bytes(b"the whole call")
    ended = {"event": "egress_ended", "egressInfo": {"egressId": "EG_1"}}
    assert hook(api, ended).status_code == 204
    assert Chunk.objects.get().sha256 == hashlib.sha256(b"the whole call").hexdigest()
    assert not list(tmp_path.glob("*.mp4"))
    assert Recording.objects.get().ended_at


def test_a_webhook_that_is_not_signed_for_its_body_is_not_heard(api, recorded, tmp_path):
    (tmp_path / f"{recorded.pk.hex}.mp4").write_bytes(b"the whole call")
    ended = {"event": "egress_ended", "egressInfo": {"egressId": "EG_1"}}
    problem(hook(api, ended, over=b"another body"), 401)
    problem(hook(api, ended, secret="x" * 40), 401)
    assert not Chunk.objects.exists()


def test_a_server_that_is_out_of_order_is_tried_again(livekit, resident):
    livekit.status = 503
    with pytest.raises(TryAgain):
        engine_named("livekit").end(Session.objects.get())
    livekit.status = 404
    engine_named("livekit").end(Session.objects.get())


def test_without_the_engine_there_is_no_such_address(api):
    problem(hook(api, {"event": "room_started"}), 404)
