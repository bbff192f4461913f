"""A report type whose people can meet an officer, and calls in each state. The door is the API."""

import hashlib
import io
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from PIL import Image

from accounts import tokens
from tests.api.calls import Api
from video.consent import VERSION
from video.inviting import Invited, invite
from video.links import token_of
from video.models import Session
from workflows.models import Submission

STILL_TIME = {"clock_offset_ms": "0", "source": "camera"}


@dataclass(frozen=True)
class Side:
    """Somebody in a call: a client with their key."""

    api: Api
    call: str
    id: str

    @property
    def at(self) -> str:
        return f"video/calls/{self.call}"

    def get(self, path: str = "") -> Any:
        return self.api.get(f"{self.at}/{path}".rstrip("/"))

    def post(self, path: str, body: Any = None) -> Any:
        return self.api.post(f"{self.at}/{path}", {} if body is None else body)

    def say(self, text: str, name: str = "message-1", to: str | None = None) -> Any:
        return self.post("messages", {"id": name, "kind": "chat", "body": {"text": text}, "to": to})


@pytest.fixture(autouse=True)
def no_limits_left_over() -> None:
    cache.clear()


@pytest.fixture
def api(db: None) -> Api:
    """Somebody without a key."""
    return Api(Client())


@pytest.fixture
def report(submitted_report: Submission) -> Submission:
    """Camille's report, of a type that offers calls and records them with consent."""
    policy = submitted_report.report_type.policy
    policy.video_offered = policy.video_recorded = True
    policy.save()
    return submitted_report


@pytest.fixture
def invited(report: Submission, noor: Any) -> Invited:
    """Camille's report with a call that Noor invited to."""
    return invite(report, by=noor, asked_by=Session.Asked.OFFICER)


@pytest.fixture
def call(invited: Invited) -> Session:
    """The call."""
    return invited.session


def enter(api: Api, token: str) -> Side:
    """Come in by a link."""
    told = api.post("video/links", {"token": token}).json()
    return Side(api.by(told["key"]), told["call"], told["participant"])


@pytest.fixture
def camille(api: Api, invited: Invited) -> Side:
    """Camille, who opened the link."""
    assert invited.link is not None
    return enter(api, token_of(invited.link))


@pytest.fixture
def desk(api: Api) -> Any:
    """Make a client of a member of staff."""
    return lambda user: api.by(tokens.issue(user, name="test")[1])


@pytest.fixture
def waiting(camille: Side) -> Side:
    """Camille, who agreed to call and recording and waits."""
    camille.post("consent", {"version": VERSION, "call": True, "recording": True})
    camille.post("check", {"camera": True, "microphone": True})
    assert camille.post("wait").json()["state"] == "waiting"
    return camille


def take(desk_api: Api, call: Session) -> Side:
    """Take a call as an officer."""
    told = desk_api.post(f"desk/video/calls/{call.public_id}/take", {}).json()
    return Side(desk_api.by(told["key"]), str(call.public_id), told["participant"])


@pytest.fixture
def officer(waiting: Side, call: Session, desk: Any, vic: Any) -> Side:
    """Vic, who took Camille's call and sees her."""
    side = take(desk(vic), call)
    assert side.post("progress", {"event": "first_frame", "relayed": False}).json()["state"] == "live"
    return side


@pytest.fixture
def photo() -> bytes:
    """A small picture."""
    file = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(file, "JPEG")
    return file.getvalue()


def send_still(side: Side, data: bytes, sha256: str = "", **fields: str) -> Any:
    """Send a picture with its hash."""
    from django.utils import timezone

    told = {
        "sha256": sha256 or hashlib.sha256(data).hexdigest(),
        "device_time": timezone.now().isoformat(),
        **STILL_TIME,
        **fields,
    }
    return side.api.upload(f"{side.at}/stills", data, **told)
