"""What calls about calls bring. What is not of this form is refused before anything is done."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field, StrictBool, StrictInt

from workflows.api.bodies import Body, Text

Ways = Annotated[list[Literal["mail", "text", "show"]], Field(max_length=3, examples=[["mail"]])]


class AskForCall(Body):
    """How to meet an officer."""

    kind: Literal["now", "appointment", "in_person"] = "now"
    opening: StrictInt | None = Field(
        None, ge=1, lt=2**31, description="Which time, for an appointment.", examples=[12]
    )
    language: Literal["en", "fr"] | None = Field(None, description="Without it, the report's.")
    interpreter: Text = Field("", max_length=35, description="A language to interpret.", examples=["Arabic"])


class InviteToCall(AskForCall):
    """How to invite the person, and how the link reaches them."""

    by: Ways = Field(default_factory=list)


class LinkToken(Body):
    """What stands in the link after the #."""

    token: Text = Field(max_length=100, examples=["3f1c0c5d7a8e4b2f9d6a1e0b5c7d8f9a0b1c2d3e"])
    cookie: StrictBool = Field(
        False, description="Keep the key in this browser's cookie instead of the answer."
    )


class ConsentIn(Body):
    """What the resident agrees to; recording apart."""

    version: Text = Field(max_length=20, examples=["2026-11"])
    call: StrictBool = Field(examples=[True])
    recording: StrictBool | None = None


class SelfTest(Body):
    """What the self-test found."""

    camera: StrictBool | None = Field(None, examples=[True])
    microphone: StrictBool | None = Field(None, examples=[True])
    speaker: StrictBool | None = None
    relay: StrictBool | None = None
    bandwidth_kbps: StrictInt | None = Field(None, ge=0, lt=10_000_000)
    in_app_browser: StrictBool | None = None


class CallMessageIn(Body):
    """A message to somebody in the call, or to all."""

    id: Text = Field(
        min_length=8,
        max_length=36,
        pattern=r"^[A-Za-z0-9-]+$",
        examples=["5b0f7a52-9d0c-4f5e-8f1a-2c3d4e5f6a7b"],
    )
    kind: Text = Field(max_length=20, examples=["chat"])
    to: UUID | None = None
    body: dict[str, Any] = Field(examples=[{"text": "The window is broken."}])


class Progress(Body):
    """What the browser saw."""

    event: Literal["first_frame", "interrupted", "resumed", "reconnected"]
    relayed: StrictBool | None = None


class Leaving(Body):
    """Whether somebody comes back."""

    for_good: StrictBool = Field(examples=[False])


class OpeningIn(Body):
    """Another time."""

    opening: StrictInt = Field(ge=1, lt=2**31, examples=[12])


class Reschedule(OpeningIn):
    """Another time, and how the link reaches the person."""

    by: Ways = Field(default_factory=list)


class Agreement(Body):
    """Whether a picture may be kept as evidence."""

    agreed: StrictBool = Field(examples=[True])
    version: Text = Field(max_length=20, examples=["2026-11"])


class RecordingIn(Body):
    """What is recorded."""

    media_type: Text = Field(max_length=80, examples=["video/webm;codecs=vp8,opus"])


class Taking(Body):
    """How the officer's key is given."""

    cookie: StrictBool = False


class Reason(Body):
    """Why."""

    reason: Text = Field("", max_length=300)


class Sending(Body):
    """How the link reaches the person."""

    by: Ways = Field(default_factory=list)


class PersonIn(Body):
    """Who else takes part."""

    role: Literal["interpreter", "support"]
    label: Text = Field("", max_length=60, examples=["Arabic interpreter"])


class NotesIn(Body):
    """What the officer keeps during the call; what is left out stays."""

    notes: Text | None = Field(None, max_length=20_000)
    checklist: dict[Text, StrictBool] | None = Field(None, examples=[{"entry": True}])


class OutcomeIn(Body):
    """How the call ends; `version` is the report's that the officer saw."""

    version: StrictInt
    outcome: Text = Field("", max_length=20, examples=["forensic"])
    reason: Text = Field("", max_length=4000, examples=["Fresh tool marks on the door."])
    preserve: Text = Field("", max_length=4000, examples=["The door frame and the glove beside it."])
    offence: Text = Field("", max_length=8, description="Of `vocabularies/offence-codes`.", examples=["2120"])
    unit: Text = Field(
        "", max_length=40, description="Of `vocabularies/units`; one that the officer belongs to."
    )


class DispatchIn(Body):
    """Since when somebody is on the way; now without a time."""

    dispatched_at: AwareDatetime | None = None
    reference: Text = Field("", max_length=60, examples=["CAD 26-118204"])
