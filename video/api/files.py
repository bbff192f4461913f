"""Stills and recordings in the call. Bytes come with their hash, and are taken only when it fits."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import File, Form, Router, UploadedFile
from pydantic import AwareDatetime

from video import recording as recordings
from video import stills
from video.api import bodies, shapes
from video.api.keys import CallKey, participant_of
from video.files import read
from video.going import actor_of
from video.models import Participant, Recording, Session, Still
from video.permissions import require_role
from workflows.api.answers import answers, of_type
from workflows.api.bodies import Text
from workflows.api.drafts import content_of, refused_file
from workflows.api.refusals import NotFound
from workflows.api.replies import bytes_reply, reply
from workflows.api.shapes import ListOf
from workflows.errors import Invalid

router = Router(tags=["Video"])
KEY = CallKey()
CALL = "/video/calls/{uuid:call}"
BYTES = of_type(200, "application/octet-stream", "The bytes as they came in")
MOST_CHUNKS = 6 * 3600


@router.post(
    f"{CALL}/stills",
    auth=KEY,
    summary="Send a picture",
    response=answers({200: shapes.StillOut, 201: shapes.StillOut}, 401, 403, 404, 409, 413, 415, 422),
)
def keep_still(
    request: HttpRequest,
    call: UUID,
    file: Annotated[UploadedFile, File(description="JPEG, PNG or WebP.")],
    sha256: Annotated[Text, Form(min_length=64, max_length=64)],
    source: Annotated[Text, Form(max_length=10, description="camera, canvas, file or frame")],
    device_time: Annotated[AwareDatetime, Form(description="When, by the device's clock.")],
    clock_offset_ms: Annotated[
        int, Form(0, gt=-(10**9), lt=10**9, description="Our clock less the device's.")
    ],
    caption: Annotated[Text, Form("", max_length=300)],
) -> HttpResponse:
    """Keep a picture. A hash that does not fit is 409 `wrong_hash`: send it again. The same again is the same."""
    try:
        still, is_new = stills.keep_still(
            participant_of(request),
            data=content_of(file),
            sha256=sha256,
            source=source,
            device_time=device_time,
            clock_offset_ms=clock_offset_ms,
            caption=caption,
        )
    except Invalid as refused:
        raise refused_file(refused) from refused
    return reply(stills.as_given(still), 201 if is_new else 200)


@router.get(f"{CALL}/stills", auth=KEY, summary="Pictures", response=answers({200: ListOf}, 401, 403, 404))
def list_stills(request: HttpRequest, call: UUID) -> HttpResponse:
    """List the pictures of the call."""
    rows = _session(request).stills.select_related("taken_by", "session")
    return reply({"items": [stills.as_given(each) for each in rows], "next": None})


@router.get(
    f"{CALL}/stills/{{uuid:still}}",
    auth=KEY,
    summary="A picture",
    response=answers({200: None}, 401, 403, 404),
    openapi_extra=BYTES,
)
def read_still(request: HttpRequest, call: UUID, still: UUID) -> HttpResponse:
    """Give a picture as it came in."""
    found = find_still(_session(request), still)
    return bytes_reply(read(found.path), found.media_type, f"{found.pk}{suffix_of(found)}")


def suffix_of(still: Still) -> str:
    """Return how a picture's file name ends."""
    return {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp"}[still.media_type]


def find_still(session: Session, still: UUID) -> Still:
    """Return a picture of the call whose bytes are there."""
    rows = Still.objects.select_related("session__submission", "taken_by")
    found = rows.filter(session=session, pk=still, destroyed_at=None).first()
    if found is None:
        raise NotFound
    return found


@router.post(
    f"{CALL}/stills/{{uuid:still}}/agreement",
    auth=KEY,
    summary="Agree to a picture",
    response=answers({200: shapes.StillOut}, 401, 403, 404, 409, 413, 415, 422),
)
def agree(request: HttpRequest, call: UUID, still: UUID, body: bodies.Agreement) -> HttpResponse:
    """Keep the resident's answer: a yes keeps the picture as evidence, a no destroys its bytes."""
    found = find_still(_session(request), still)
    answered = stills.answer_still(participant_of(request), found, agreed=body.agreed, version=body.version)
    return reply(stills.as_given(answered))


@router.post(
    f"{CALL}/recordings",
    auth=KEY,
    summary="Begin a recording",
    response=answers({201: shapes.RecordingOut}, 401, 403, 404, 409, 413, 415, 422),
)
def begin(request: HttpRequest, call: UUID, body: bodies.RecordingIn) -> HttpResponse:
    """Begin a recording, where the rule of the report type and the resident's consent both allow it."""
    made = recordings.begin_recording(participant_of(request), media_type=body.media_type)
    return reply(recordings.as_given(made), 201)


@router.post(
    f"{CALL}/recordings/{{uuid:recording}}/chunks",
    auth=KEY,
    summary="Send a second",
    response=answers({200: shapes.ChunkOut, 201: shapes.ChunkOut}, 401, 403, 404, 409, 413, 415, 422),
)
def keep_chunk(
    request: HttpRequest,
    call: UUID,
    recording: UUID,
    file: Annotated[UploadedFile, File(description="One second as the recorder gave it.")],
    number: Annotated[int, Form(ge=1, le=MOST_CHUNKS)],
    sha256: Annotated[Text, Form(min_length=64, max_length=64)],
) -> HttpResponse:
    """Keep the next second, in order. `chain` is the hash over the chain before it and its own hash."""
    found = _recording(request, recording)
    chunk, is_new = recordings.keep_chunk(found, number=number, data=content_of(file), sha256=sha256)
    told = {"number": chunk.number, "sha256": chunk.sha256, "chain": chunk.chain}
    return reply(told, 201 if is_new else 200)


@router.post(
    f"{CALL}/recordings/{{uuid:recording}}/end",
    auth=KEY,
    summary="End a recording",
    response=answers({200: shapes.RecordingOut}, 401, 403, 404, 409, 413, 415, 422),
)
def end(request: HttpRequest, call: UUID, recording: UUID) -> HttpResponse:
    """End a recording; the history keeps where its chain ends."""
    participant = participant_of(request)
    ended = recordings.end_recording(_recording(request, recording), by=actor_of(participant))
    return reply(recordings.as_given(ended))


def _session(request: HttpRequest) -> Session:
    """Return the call, for resident and officer: pictures are not for whoever else takes part."""
    participant = participant_of(request)
    require_role(participant, Participant.Role.RESIDENT, Participant.Role.OFFICER)
    return participant.session


def _recording(request: HttpRequest, recording: UUID) -> Recording:
    participant = participant_of(request)
    require_role(participant, Participant.Role.OFFICER)
    rows = Recording.objects.select_related("session__submission")
    found = rows.filter(session=participant.session, pk=recording).first()
    if found is None:
        raise NotFound
    return found
