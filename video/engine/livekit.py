"""LiveKit: a token for each participant, rooms and recordings over its server's API (Twirp), signed webhooks."""

import base64
import hashlib
import time
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import jwt
import requests
from django.conf import settings

from integrations.outcomes import GiveUp, TryAgain
from video.models import Participant, Recording, Session

TOKEN_SECONDS = 600
# To come in, and not to come back with: pages ask for a new one each time.
WAY_IN_SECONDS = 120
TIMEOUT = (5, 10)


class LiveKit:
    """One room for each call, named by the call's id; nobody's name or number reaches the server."""

    name = "livekit"
    records = True
    has_rooms = True

    def is_ready(self) -> bool:
        """The settings refuse a site without address and keys."""
        return bool(settings.LIVEKIT_URL)

    def way_in(self, participant: Participant) -> dict[str, Any]:
        """Return address and token: two minutes to come in, this room only."""
        grant = {
            "roomJoin": True,
            "room": room_of(participant.session),
            "canPublish": True,
            "canSubscribe": True,
            "canPublishData": False,
            "canUpdateOwnMetadata": False,
        }
        identity = participant.public_id.hex
        return {
            "livekit": {
                "url": settings.LIVEKIT_URL,
                "token": signed({"video": grant}, subject=identity, seconds=WAY_IN_SECONDS),
            }
        }

    def hosts(self) -> list[str]:
        """The server for its line, and over HTTP, where its script asks why it was refused."""
        line = urlsplit(settings.LIVEKIT_URL)
        return [f"{line.scheme}://{line.netloc}", f"{_http(line.scheme)}://{line.netloc}"]

    def remove(self, participant: Participant) -> None:
        """Put somebody out of the room, with every token that they have; who is not in it is out already."""
        room = room_of(participant.session)
        told = {"room": room, "identity": participant.public_id.hex, "revoke_token_ts": int(time.time())}
        self._call(
            "RoomService/RemoveParticipant", told, {"roomAdmin": True, "room": room}, gone_is_fine=True
        )

    def end(self, session: Session) -> None:
        """Close the room; a room that is not there is closed."""
        told = {"room": room_of(session)}
        self._call("RoomService/DeleteRoom", told, {"roomCreate": True}, gone_is_fine=True)

    def begin_recording(self, recording: Recording) -> str:
        """Begin a recording of the room into our folder and return LiveKit's name for it."""
        path = f"{recording.pk.hex}.mp4"
        told = {
            "room_name": room_of(recording.session),
            "file_outputs": [{"file_type": "MP4", "filepath": path, "disable_manifest": True}],
        }
        answer = self._call("Egress/StartRoomCompositeEgress", told, {"roomRecord": True})
        if not isinstance(answer.get("egress_id"), str):
            raise GiveUp("the media server named no recording")
        return str(answer["egress_id"])

    def end_recording(self, recording: Recording) -> None:
        """End a recording; one that ended by itself is ended."""
        told = {"egress_id": recording.egress_id}
        self._call("Egress/StopEgress", told, {"roomRecord": True}, gone_is_fine=True)

    def _call(
        self, method: str, told: dict[str, Any], grant: dict[str, Any], *, gone_is_fine: bool = False
    ) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {signed({'video': grant})}"}
        try:
            answer = requests.post(
                f"{_api()}/twirp/livekit.{method}", json=told, headers=headers, timeout=TIMEOUT
            )
        except requests.RequestException as error:
            raise TryAgain("the media server was not reached") from error
        if answer.status_code == 404 and gone_is_fine:
            return {}
        if answer.status_code in {429, 500, 502, 503, 504}:
            raise TryAgain(f"the media server answered {answer.status_code}")
        if answer.status_code != 200:
            raise GiveUp(f"the media server answered {answer.status_code}")
        return dict(answer.json())


def room_of(session: Session) -> str:
    """Return the room of a call."""
    return session.public_id.hex


def signed(claims: dict[str, Any], *, subject: str = "", seconds: int = TOKEN_SECONDS) -> str:
    """Return a token of ours for LiveKit."""
    at = int(time.time())
    body = {"iss": settings.LIVEKIT_API_KEY, "nbf": at - 5, "exp": at + seconds, **claims}
    if subject:
        body["sub"] = subject
    return jwt.encode(body, settings.LIVEKIT_API_SECRET, algorithm="HS256")


def is_from_livekit(body: bytes, authorization: str) -> bool:
    """Whether a webhook is LiveKit's: a token under our secret that names the hash of this very body."""
    try:
        claims = jwt.decode(
            authorization.removeprefix("Bearer ").strip(),
            settings.LIVEKIT_API_SECRET,
            algorithms=["HS256"],
            issuer=settings.LIVEKIT_API_KEY,
            options={"require": ["exp", "iss"]},
            leeway=5,
        )
    except jwt.InvalidTokenError:
        return False
    return claims.get("sha256") == base64.b64encode(hashlib.sha256(body).digest()).decode()


def _api() -> str:
    """Return the server's address for calls: the one for browsers, over HTTP."""
    parts = urlsplit(settings.LIVEKIT_URL)
    return urlunsplit((_http(parts.scheme), parts.netloc, parts.path.rstrip("/"), "", ""))


def _http(scheme: str) -> str:
    return {"wss": "https", "ws": "http"}[scheme]
