"""A media server on loopback that speaks LiveKit's signalling, made of LiveKit's own protocol.

A page of Chromium (plane.js) carries the pictures. How it behaves is from LiveKit's documentation and from what its
client expects; it is no LiveKit.
"""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from livekit.protocol import models, rtc
from playwright.sync_api import Browser, Page

from tests.video.livekit.websocket import TEXT, WebSocket

KEY, SECRET = "key-of-the-agency", "a-secret-of-the-media-server-that-is-long"
ROOM_GONE, PUT_OUT = models.DisconnectReason.ROOM_DELETED, models.DisconnectReason.PARTICIPANT_REMOVED
TWICE = models.DisconnectReason.DUPLICATE_IDENTITY
PATIENCE = 30


@dataclass
class Seat:
    """Somebody in a room."""

    identity: str
    room: str
    sid: str
    line: WebSocket
    tracks: dict[str, models.TrackInfo] = field(default_factory=dict)

    def info(self, *, gone: bool = False) -> models.ParticipantInfo:
        """Return what others learn of them."""
        state = models.ParticipantInfo.DISCONNECTED if gone else models.ParticipantInfo.ACTIVE
        allowed = models.ParticipantPermission(can_subscribe=True, can_publish=True)
        return models.ParticipantInfo(
            sid=self.sid, identity=self.identity, state=state, tracks=self.tracks.values(), permission=allowed
        )

    def say(self, **message: Any) -> None:
        """Tell them something."""
        self.line.send(rtc.SignalResponse(**message).SerializeToString())


class MediaServer:
    """Rooms, who is in them, and all that was said and asked."""

    def __init__(self, port: int = 0) -> None:
        self.seats: dict[str, Seat] = {}
        # Tokens that opened a line: (their claims, whether the line was taken up again).
        self.came: list[tuple[dict[str, Any], bool]] = []
        self.said: list[tuple[str, str, Any]] = []
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.troubles: list[str] = []
        self.refuses = False
        self.plane: WebSocket | None = None
        self.number = 0
        self.lock = threading.RLock()
        self.http = ThreadingHTTPServer(("127.0.0.1", port), handler_of(self))
        self.http.daemon_threads = True
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        """The address for browsers."""
        return f"ws://127.0.0.1:{self.http.server_port}"

    def close(self) -> None:
        """Be gone: no line, no port."""
        self.refuses = True
        self.http.shutdown()
        self.http.server_close()
        for seat in list(self.seats.values()):
            seat.line.cut()
        if self.plane:
            self.plane.cut()

    def token(self, identity: str, room: str, *, seconds: int = 600, **more: Any) -> str:
        """Return a token as the site makes them."""
        grant = {"roomJoin": True, "room": room, "canPublish": True, "canSubscribe": True}
        at = int(time.time())
        told = {"iss": KEY, "sub": identity, "nbf": at - 5, "exp": at + seconds, "video": grant, **more}
        return jwt.encode(told, SECRET, algorithm="HS256")

    def claims(self, token: str) -> dict[str, Any] | None:
        """Return what a token grants, if it is one of ours and its time is not over."""
        if self.refuses:
            return None
        try:
            found = jwt.decode(token, SECRET, algorithms=["HS256"], issuer=KEY, options={"require": ["exp"]})
        except jwt.InvalidTokenError:
            return None
        return found if found.get("video", {}).get("roomJoin") else None

    # --- the plane ---

    def serve_plane(self, line: WebSocket) -> None:
        """Take what the page says that carries the pictures."""
        self.plane = line
        for message in line.messages():
            told = json.loads(message)
            if told["do"] == "trouble":
                self.troubles.append(told["what"])
                continue
            seat = next((each for each in self.seats.values() if each.sid == told["id"]), None)
            if seat:
                getattr(self, f"plane_{told['do']}")(seat, told)

    def tell_plane(self, **told: Any) -> None:
        """Tell the page something."""
        if self.plane:
            self.plane.send(json.dumps(told).encode(), TEXT)

    def plane_offer(self, seat: Seat, told: dict[str, Any]) -> None:
        """Propose what they receive."""
        self.number += 1
        seat.say(offer=rtc.SessionDescription(type="offer", sdp=told["sdp"], id=self.number))

    def plane_answer(self, seat: Seat, told: dict[str, Any]) -> None:
        """Agree to what they send."""
        seat.say(answer=rtc.SessionDescription(type="answer", sdp=told["sdp"], id=told["offer"]))

    def plane_candidate(self, seat: Seat, told: dict[str, Any]) -> None:
        """Name a way."""
        target = rtc.SignalTarget.Value(told["target"].upper())
        init = json.dumps(told["candidate"])
        seat.say(trickle=rtc.TrickleRequest(candidateInit=init, target=target))

    # --- lines ---

    def serve_line(self, line: WebSocket, claims: dict[str, Any], again: str) -> None:
        """Let somebody in, or back, and hear them until they hang up."""
        self.came.append((claims, bool(again)))
        with self.lock:
            seat = self._back(line, claims, again) if again else self._in(line, claims)
        if seat is None:
            return
        for message in line.messages():
            request = rtc.SignalRequest.FromString(message)
            kind = request.WhichOneof("message")
            if kind is None:
                continue
            told = getattr(request, kind)
            self.said.append((seat.identity, kind, told))
            hear = getattr(self, f"on_{kind}", None)
            # One after the other: who comes in learns of every track, from the list or by word.
            with self.lock:
                if hear:
                    hear(seat, told)

    def _in(self, line: WebSocket, claims: dict[str, Any]) -> Seat:
        if before := self.seats.get(claims["sub"]):
            self.out(before, TWICE)
        self.number += 1
        seat = Seat(claims["sub"], claims["video"]["room"], f"PA_{self.number}", line)
        others = [each.info() for each in self.seats.values() if each.room == seat.room]
        seat.say(
            join=rtc.JoinResponse(
                room=models.Room(sid=f"RM_{seat.room[:8]}", name=seat.room),
                participant=seat.info(),
                other_participants=others,
                server_version="1.9.0",
                subscriber_primary=True,
                ping_interval=5,
                ping_timeout=15,
            )
        )
        self.seats[seat.identity] = seat
        self.tell_plane(do="join", id=seat.sid)
        self.tell_others(seat)
        return seat

    def _back(self, line: WebSocket, claims: dict[str, Any], sid: str) -> Seat | None:
        seat = self.seats.get(claims["sub"])
        if seat is None or seat.sid != sid:
            gone = rtc.LeaveRequest(
                action=rtc.LeaveRequest.RECONNECT, reason=models.DisconnectReason.STATE_MISMATCH
            )
            line.send(rtc.SignalResponse(leave=gone).SerializeToString())
            return None
        seat.line = line
        seat.say(reconnect=rtc.ReconnectResponse())
        self.tell_plane(do="resume", id=seat.sid)
        return seat

    def tell_others(self, seat: Seat, *, gone: bool = False) -> None:
        """Tell the room how somebody stands."""
        for other in list(self.seats.values()):
            if other.room == seat.room and other is not seat:
                other.say(update=rtc.ParticipantUpdate(participants=[seat.info(gone=gone)]))

    def out(self, seat: Seat, reason: int | None = None) -> None:
        """Take a seat away, with the reason said where there is one."""
        with self.lock:
            self._out(seat, reason)

    def _out(self, seat: Seat, reason: int | None) -> None:
        if reason is not None:
            seat.say(leave=rtc.LeaveRequest(action=rtc.LeaveRequest.DISCONNECT, reason=reason))
            seat.line.close()
        if self.seats.get(seat.identity) is seat:
            del self.seats[seat.identity]
            self.tell_plane(do="leave", id=seat.sid)
            self.tell_others(seat, gone=True)

    def on_offer(self, seat: Seat, told: Any) -> None:
        """Hear what somebody wants to send."""
        self.tell_plane(do="offer", id=seat.sid, sdp=told.sdp, offer=told.id)

    def on_answer(self, seat: Seat, told: Any) -> None:
        """Hear how somebody receives."""
        self.tell_plane(do="answer", id=seat.sid, sdp=told.sdp)

    def on_trickle(self, seat: Seat, told: Any) -> None:
        """Hear of a way."""
        target = rtc.SignalTarget.Name(told.target).lower()
        self.tell_plane(do="candidate", id=seat.sid, target=target, candidate=json.loads(told.candidateInit))

    def on_add_track(self, seat: Seat, told: Any) -> None:
        """Give a track its name."""
        self.number += 1
        track = models.TrackInfo(
            sid=f"TR_{self.number}", type=told.type, source=told.source, width=told.width, height=told.height
        )
        seat.tracks[told.cid] = track
        self.tell_plane(do="track", id=seat.sid, cid=told.cid, sid=track.sid)
        seat.say(track_published=rtc.TrackPublishedResponse(cid=told.cid, track=track))
        self.tell_others(seat)

    def on_mute(self, seat: Seat, told: Any) -> None:
        """Hear that a track is silent, or not any more."""
        for track in seat.tracks.values():
            if track.sid == told.sid:
                track.muted = told.muted
        self.tell_others(seat)

    def on_ping_req(self, seat: Seat, told: Any) -> None:
        """Say that we are there."""
        seat.say(pong_resp=rtc.Pong(last_ping_timestamp=told.timestamp, timestamp=int(time.time() * 1000)))

    def on_leave(self, seat: Seat, told: Any) -> None:
        """Let somebody go."""
        self.out(seat)

    # --- what the site asks ---

    def ask(self, method: str, told: dict[str, Any]) -> dict[str, Any]:
        """Do what the site asks over HTTP. It counts as asked once it is done."""
        for seat in list(self.seats.values()):
            if method == "DeleteRoom" and seat.room == told["room"]:
                self.out(seat, ROOM_GONE)
            elif method == "RemoveParticipant" and seat.identity == told["identity"]:
                self.out(seat, PUT_OUT)
        self.asked.append((method, told))
        return {"egress_id": "EG_1"} if method.startswith("Start") else {}


def until(page: Page, condition: Callable[[], bool]) -> None:
    """Wait until the server has heard something."""
    deadline = time.monotonic() + PATIENCE
    while not condition() and time.monotonic() < deadline:
        page.wait_for_timeout(50)
    assert condition()


def handler_of(server: MediaServer) -> type[BaseHTTPRequestHandler]:
    """Return what answers for a server."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path, query = urlsplit(self.path).path, parse_qs(urlsplit(self.path).query)
            if path == "/plane":
                return server.serve_plane(WebSocket(self))
            claims = server.claims(query.get("access_token", [""])[0])
            if claims is None or path == "/rtc/validate":
                return self.answer(
                    401 if claims is None else 200, b"invalid token" if claims is None else b"success"
                )
            again = query.get("sid", [""])[0] if "1" in query.get("reconnect", []) else ""
            return server.serve_line(WebSocket(self), claims, again)

        def do_POST(self) -> None:
            told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            jwt.decode(self.headers["Authorization"].removeprefix("Bearer "), SECRET, ["HS256"], issuer=KEY)
            self.answer(200, json.dumps(server.ask(self.path.rpartition("/")[2], told)).encode())

        def answer(self, status: int, content: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Access-Control-Allow-Origin", "*")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *arguments: Any) -> None:
            """Say nothing."""

    return Handler


def program(name: str) -> str:
    """Return a page's program of this folder, without the comment that it begins with."""
    text = Path(__file__).with_name(f"{name}.js").read_text("utf-8")
    return text[text.index("async (") :]


@contextmanager
def media_server(browser: Browser, port: int = 0) -> Iterator[MediaServer]:
    """Run a media server whose pictures go through a page of this browser."""
    server = MediaServer(port)
    page = browser.new_page()
    try:
        page.evaluate(program("plane"), f"{server.url}/plane")
        yield server
    finally:
        server.close()
        page.close()
