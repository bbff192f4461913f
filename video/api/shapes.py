"""What calls about calls answer, as the API's document describes it."""

from typing import Any

from pydantic import BaseModel

from workflows.api.shapes import AT, example

CALL = "0d6f4a4e-4d54-4d0e-9a54-3f1f0f5d2b11"
HASH = "9f2c4d1e7a3b5c60819f2c4d1e7a3b5c60819f2c4d1e7a3b5c60819f2c4d1e7a"


class ResidentCall(BaseModel):
    """A call as the citizen of its report sees it."""

    id: str = example(CALL)
    state: str = example("invited")
    state_title: str = example("Invited")
    kind: str = example("now")
    language: str = example("en")
    opens_at: str = example(AT)
    closes_at: str = example(AT)


class Offered(BaseModel):
    """What is offered for a report."""

    offered: bool = example(True)
    why_not: str = example("")
    ways: list[str] = example(["now", "appointment"])
    openings: list[dict[str, Any]] = example([])
    call: ResidentCall | None


class InvitedOut(BaseModel):
    """A call that was made; `link` once, here or in a message."""

    call: dict[str, Any]
    link: str | None = example("https://reports.agency.example/en/video/join/#3f1c0c5d7a8e…")
    opens_at: str = example(AT)
    closes_at: str = example(AT)
    sent: list[str] = example(["mail"])


class LinkOut(InvitedOut):
    """Another link; `picture` is its QR code as a data address, for somebody who stands before the screen."""

    picture: str | None = example("data:image/svg+xml,%3Csvg…")


class Entered(BaseModel):
    """A place in a call; `key` only where it is not in a cookie."""

    call: str = example(CALL)
    participant: str = example(CALL)
    role: str = example("resident")
    language: str = example("en")
    key: str | None = None


class CallOut(ResidentCall):
    """A call as one of its people sees it."""

    engine: str = example("p2p")
    version: int = example(4)
    sequence: int = example(17)
    me: dict[str, Any]
    people: list[dict[str, Any]]
    consent: dict[str, Any] | None
    place: dict[str, Any] | None
    recording: bool
    outcome_owed: bool
    next: dict[str, Any]
    livekit: dict[str, str] | None = None


class PlaceOut(BaseModel):
    """Where somebody stands in the queue; no estimate where nobody knows."""

    position: int = example(2)
    minutes: dict[str, int] | None
    kept_until: str | None = example(AT)


class IceOut(BaseModel):
    """What a browser hands to its connection."""

    ice_servers: list[dict[str, Any]]
    ice_transport_policy: str = example("relay")
    expires_at: str = example(AT)


class ClockOut(BaseModel):
    """Our clock, in milliseconds since 1970."""

    now: int = example(1795632000000)


class Posted(BaseModel):
    """A message that is in the mailbox."""

    sequence: int = example(17)
    at: str = example(AT)


class StillOut(BaseModel):
    """A picture, without where its bytes are."""

    id: str = example(CALL)
    source: str = example("camera")
    media_type: str = example("image/jpeg")
    size: int = example(182044)
    sha256: str = example(HASH)
    device_time: str = example(AT)
    clock_offset_ms: int = example(-120)
    taken_at: str = example(AT)
    kept_at: str = example(AT)
    caption: str = example("The back door")
    evidence: str = example("asked")
    by: str = example("resident")
    href: str


class RecordingOut(BaseModel):
    """A recording and where its chain stands."""

    id: str = example(CALL)
    media_type: str = example("video/webm")
    began_at: str = example(AT)
    ended_at: str | None
    chunks: int = example(42)
    chain: str = example(HASH)


class ChunkOut(BaseModel):
    """A second that is kept."""

    number: int = example(42)
    sha256: str = example(HASH)
    chain: str = example(HASH)


class DeskCall(ResidentCall):
    """A call as the desk sees it."""

    number: str = example("T-8K3M-Q2XW-7")
    interpreter: str = example("")
    engine: str = example("p2p")
    invited_by: str = example("Noor Haddad")
    officer: str = example("Vic Bouchard")
    stages: dict[str, str | None]
    self_test: dict[str, Any]
    people: list[dict[str, Any]]
    consent: dict[str, Any]
    notes: str = example("")
    checklist: dict[str, bool]
    checklist_items: list[dict[str, str]]
    outcome: str = example("")
    outcome_title: str = example("")
    reason: str = example("")
    preserve: str = example("")
    dispatch: dict[str, Any] | None
    stills: list[dict[str, Any]]
    recordings: list[dict[str, Any]]
    report_version: int = example(3)
    outcomes: list[dict[str, str]]
    actions: list[str] = example(["end", "notes"])


class DeskOffer(BaseModel):
    """What is offered for a report, and its calls."""

    offered: bool
    why_not: str = example("")
    ways: list[str]
    openings: list[dict[str, Any]]
    items: list[DeskCall]


class TakenOut(BaseModel):
    """A call that is the officer's now, and what their browser looks for a path with."""

    call: DeskCall
    participant: str = example(CALL)
    sequence: int = example(17)
    ice: IceOut
    key: str | None = None


class QueueOut(BaseModel):
    """Who waits, and who is to come soon."""

    items: list[dict[str, Any]]
    next: str | None
    soon: list[dict[str, Any]]


class PersonOut(BaseModel):
    """A place for a third person, with its link."""

    participant: str = example(CALL)
    link: str
    picture: str = example("data:image/svg+xml,%3Csvg…")
    opens_at: str = example(AT)
    closes_at: str = example(AT)


class FiguresOut(BaseModel):
    """Figures of calls; small cells are null."""

    rows: list[dict[str, Any]]
    baseline: dict[str, Any]
    target: dict[str, Any]
    dispatch: dict[str, Any]
