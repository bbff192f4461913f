"""The relay: credentials for ten minutes (coturn's REST scheme), and who may only use it."""

import base64
import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings

from video.models import Participant
from workflows import secrets

GOOD_FOR = timedelta(minutes=10)


def ice_for(participant: Participant, at: datetime) -> dict[str, Any]:
    """Return what a browser hands to `RTCPeerConnection`, and until when it is good."""
    ends = at + GOOD_FOR
    return {
        "ice_servers": _servers(participant, ends),
        "ice_transport_policy": "relay" if only_relay(participant) else "all",
        "expires_at": ends.astimezone(UTC).isoformat(timespec="seconds"),
    }


def _servers(participant: Participant, ends: datetime) -> list[dict[str, Any]]:
    if not settings.VIDEO_TURN_URLS:
        return []
    name, password = credentials(_mark(participant), ends)
    return [{"urls": settings.VIDEO_TURN_URLS, "username": name, "credential": password}]


def credentials(mark: str, ends: datetime) -> tuple[str, str]:
    """Return name and password that coturn takes until `ends`: it makes the same HMAC (SHA-1 is its scheme)."""
    name = f"{int(ends.timestamp())}:{mark}"
    digest = hmac.new(settings.VIDEO_TURN_SECRET.encode(), name.encode(), hashlib.sha1).digest()
    return name, base64.b64encode(digest).decode()


def only_relay(participant: Participant) -> bool:
    """Whether somebody's address must reach nobody: everybody's who is not staff."""
    return bool(settings.VIDEO_RESIDENTS_RELAY) and participant.role != Participant.Role.OFFICER


def _mark(participant: Participant) -> str:
    """Return what tells the relay's users apart and says nothing about them."""
    return secrets.keyed_hash("video-turn", participant.public_id.hex)[:12]
