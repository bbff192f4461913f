"""Verifying what was kept: every still and chunk against its hash, every chain, and the custody rows of the history."""

from collections.abc import Iterator

from video.files import is_there, read, sha256_of
from video.models import Chunk, Recording, Still
from video.recording import BEGINNING, chained
from workflows import history
from workflows.models import Event


def faults() -> Iterator[str]:
    """Yield a sentence for each changed byte, file that is gone, broken chain and custody row that is missing."""
    for still in Still.objects.select_related("session").order_by("kept_at", "pk").iterator(500):
        yield from _of_still(still)
    for recording in Recording.objects.select_related("session").order_by("began_at", "pk").iterator(100):
        yield from _of_recording(recording)
    yield from _of_custody()
    yield from history.faults()


def _of_still(still: Still) -> Iterator[str]:
    name = f"Still {still.pk.hex} of call {still.session.public_id.hex}"
    if still.destroyed_at is not None:
        if is_there(still.path):
            yield f"{name} was to be destroyed and is there."
        return
    yield from _of_file(name, still.path, still.sha256)


def _of_file(name: str, path: str, sha256: str) -> Iterator[str]:
    if not is_there(path):
        yield f"{name} is gone."
    elif sha256_of(read(path)) != sha256:
        yield f"{name} was changed: its bytes do not have its hash."


def _of_recording(recording: Recording) -> Iterator[str]:
    name = f"recording {recording.pk.hex} of call {recording.session.public_id.hex}"
    before, expected = BEGINNING, 1
    for chunk in recording.chunks.order_by("number").iterator(500):
        for missing in range(expected, chunk.number):
            yield f"Chunk {missing} of {name} was removed."
        yield from _of_chunk(chunk, name, before if chunk.number == expected else None)
        before, expected = chunk.chain, chunk.number + 1
    yield from _of_end(recording, name, expected - 1, before)


def _of_chunk(chunk: Chunk, name: str, before: str | None) -> Iterator[str]:
    yield from _of_file(f"Chunk {chunk.number} of {name}", chunk.path, chunk.sha256)
    if before is not None and chunk.chain != chained(before, chunk.sha256):
        yield f"Chunk {chunk.number} of {name} does not follow the one before it."


def _of_end(recording: Recording, name: str, count: int, chain: str) -> Iterator[str]:
    """Hold the recording's end against what the history says of it."""
    ended = Event.objects.filter(
        submission=recording.session.submission_id,
        kind="video_recording_ended",
        data__recording=recording.pk.hex,
    ).last()
    if ended is None:
        if recording.ended_at is not None and recording.chunks.exists():
            yield f"The end of {name} has no custody row."
    elif (ended.data["chunks"], ended.data["chain"]) != (count, chain):
        yield f"The end of {name} is not what its custody row says: {ended.data['chunks']} chunks."


def _of_custody() -> Iterator[str]:
    """Hold stills against their custody rows, both ways."""
    kept = Event.objects.filter(kind="video_still_kept").values_list("data", "number")
    told = {data["still"]: (data["sha256"], number) for data, number in kept}
    rows = {pk.hex: sha256 for pk, sha256 in Still.objects.values_list("pk", "sha256")}
    for still in sorted(set(rows) - set(told)):
        yield f"Still {still} has no custody row."
    for still in sorted(set(told) - set(rows)):
        yield f"Still {still} of event {told[still][1]} was removed."
    for still in sorted(set(told) & set(rows)):
        if told[still][0] != rows[still]:
            yield f"Still {still} has another hash than event {told[still][1]} says."
