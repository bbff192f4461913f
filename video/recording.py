"""Recordings: only where rule and consent both say so, in chunks whose hashes hang together."""

import hashlib
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from video.consent import may_record
from video.engine import engine_named
from video.errors import CallError, NoRecording, OutOfOrder, WrongHash, WrongMove
from video.files import check_hash, check_size, destroy, write
from video.going import actor_of
from video.mailbox import post
from video.models import Chunk, Participant, Recording, Session
from video.permissions import require_role
from video.rows import lock
from video.states import State
from workflows.actors import By, Role
from workflows.clock import now
from workflows.definition import Problem
from workflows.errors import Invalid
from workflows.history import record

MOST_BYTES = 8 * 1024 * 1024
BEGINNING = "0" * 64
TYPES = ("video/webm", "video/mp4", "video/x-matroska")


@transaction.atomic
def begin_recording(recorder: Participant, *, media_type: str) -> Recording:
    """Begin a recording; all in the call are told. Refused without the rule or the consent, with the reason."""
    require_role(recorder, Participant.Role.OFFICER)
    session = lock(recorder.session)
    _check(session, media_type)
    recording = Recording.objects.create(
        session=session, recorder=recorder, media_type=media_type[:80], began_at=now()
    )
    used = engine_named(session.engine)
    if used.records:
        recording.egress_id = used.begin_recording(recording)
        recording.save(update_fields=["egress_id"])
    post(session, "recording", {"recording": True})
    _record("video_recording_begun", recording, by=actor_of(recorder))
    return recording


def _check(session: Session, media_type: str) -> None:
    if session.state not in {State.CONNECTING, State.LIVE, State.INTERRUPTED}:
        raise WrongMove(_("Only a call that runs can be recorded."), state=session.state)
    if not session.recording_allowed:
        raise NoRecording
    if not may_record(session):
        raise NoRecording(_("The person did not agree to a recording. The call goes on without one."))
    if media_type.split(";", 1)[0].strip() not in TYPES:
        raise Invalid([Problem("/media_type", "unknown", _("Choose from the list."))])
    if session.recordings.filter(ended_at=None).exists():
        raise CallError(_("This call is being recorded already."))


def keep_chunk(recording: Recording, *, number: int, data: bytes, sha256: str) -> tuple[Chunk, bool]:
    """Keep the next second and return it and whether it is new: the same again is the same.

    Chunks come in order: the chain needs the one before. A hash that does not fit is refused.
    """
    check_size(data, MOST_BYTES)
    found = check_hash(data, sha256)
    known = recording.chunks.filter(number=number).first()
    if known is not None:
        if known.sha256 != found:
            raise WrongHash(_("Another part of the recording has this number."), sha256=known.sha256)
        return known, False
    folder = f"video/{recording.session.public_id.hex}/recordings/{recording.pk.hex}"
    path = write(f"{folder}/{number:06d}", data)
    try:
        return _insert(recording, number, len(data), found, path), True
    except BaseException:
        destroy(path)
        raise


@transaction.atomic
def _insert(recording: Recording, number: int, size: int, sha256: str, path: str) -> Chunk:
    recording = (
        Recording.objects.select_for_update(of=("self",)).select_related("session").get(pk=recording.pk)
    )
    if not may_record(recording.session):
        raise NoRecording(_("The person does not agree to a recording any more."))
    if recording.ended_at is not None:
        raise WrongMove(_("This recording is over."), state=recording.session.state)
    last = recording.chunks.last()
    expected = last.number + 1 if last else 1
    if number != expected:
        raise OutOfOrder(expected=expected)
    return Chunk.objects.create(
        recording=recording,
        number=number,
        size=size,
        sha256=sha256,
        chain=chained(last.chain if last else BEGINNING, sha256),
        path=path,
        at=now(),
    )


def chained(before: str, sha256: str) -> str:
    """Return the chain's hash after a chunk: over the hash before it and the chunk's own, as text."""
    return hashlib.sha256(f"{before}{sha256}".encode()).hexdigest()


@transaction.atomic
def end_recording(recording: Recording, *, by: By) -> Recording:
    """End a recording; the history keeps how many chunks it has and where its chain ends."""
    session = lock(recording.session)
    recording = Recording.objects.select_for_update(of=("self",)).get(pk=recording.pk)
    if recording.ended_at is not None:
        return recording
    if recording.egress_id:
        engine_named(session.engine).end_recording(recording)
    recording.ended_at = now()
    recording.save(update_fields=["ended_at"])
    post(session, "recording", {"recording": False})
    record_end(recording, by=by)
    return recording


def record_end(recording: Recording, *, by: By) -> None:
    """Add to the history where the chain ends."""
    last = recording.chunks.last()
    chain, count = (last.chain, last.number) if last else (BEGINNING, 0)
    _record("video_recording_ended", recording, by=by, chunks=count, chain=chain)


def end_recordings(session: Session, *, by: By) -> None:
    """End whatever of a call is still being recorded."""
    for recording in session.recordings.filter(ended_at=None):
        end_recording(recording, by=by)


def end_without_consent(session: Session, *, by: By) -> None:
    """End what is being recorded when the resident does not agree to it any more."""
    if not may_record(session):
        end_recordings(session, by=by)


@transaction.atomic
def take_whole_file(recording: Recording, data: bytes) -> Chunk:
    """Keep the file that a media server recorded, as the one chunk of the recording; the same again is the same."""
    known = recording.chunks.first()
    if known is not None:
        return known
    found = hashlib.sha256(data).hexdigest()
    folder = f"video/{recording.session.public_id.hex}/recordings/{recording.pk.hex}"
    chunk = Chunk.objects.create(
        recording=recording,
        number=1,
        size=len(data),
        sha256=found,
        chain=chained(BEGINNING, found),
        path=write(f"{folder}/{1:06d}", data),
        at=now(),
    )
    if recording.ended_at is None:
        recording.ended_at = now()
        recording.save(update_fields=["ended_at"])
    record_end(recording, by=Role.SYSTEM)
    return chunk


def _record(kind: str, recording: Recording, *, by: By, **data: Any) -> None:
    call = recording.session.public_id.hex
    record(kind, recording.session.submission, by=by, call=call, recording=recording.pk.hex, **data)


def as_given(recording: Recording) -> dict[str, Any]:
    """Return a recording as it goes out."""
    last = recording.chunks.last()
    return {
        "id": str(recording.pk),
        "media_type": recording.media_type,
        "began_at": _at(recording.began_at),
        "ended_at": _at(recording.ended_at),
        "chunks": last.number if last else 0,
        "chain": last.chain if last else BEGINNING,
    }


def _at(moment: datetime | None) -> str | None:
    return localtime(moment).isoformat(timespec="milliseconds") if moment else None
