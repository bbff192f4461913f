"""The manifest of a recording: what plain `sha256sum -c` verifies, with chain and consent beside it as remarks."""

from collections.abc import Iterator

from video.consent import Topic
from video.models import Consent, Recording
from video.recording import BEGINNING


def manifest_of(recording: Recording) -> str:
    """Return the manifest: `sha256sum -c` passes over lines that begin with #."""
    return "\n".join(_lines(recording)) + "\n"


def _lines(recording: Recording) -> Iterator[str]:
    session = recording.session
    yield f"# Recording {recording.pk.hex} of call {session.public_id.hex}, {recording.media_type}"
    ends = recording.ended_at.isoformat() if recording.ended_at else "-"
    yield f"# From {recording.began_at.isoformat()} to {ends}"
    consents = Consent.objects.filter(participant__session=session, topic=Topic.RECORDING)
    for each in consents:
        answer = "agreed" if each.agreed else "refused"
        yield f"# Consent {each.version} ({each.language}): {answer} at {each.at.isoformat()}"
    yield "# Verify: sha256sum -c manifest.txt. Each chain is sha256 of the chain before it and the file's hash."
    chain = BEGINNING
    for chunk in recording.chunks.all():
        chain = chunk.chain
        yield f"{chunk.sha256}  {file_name(chunk.number)}"
        yield f"# chain {chunk.number} {chain}"


def file_name(number: int) -> str:
    """Return what a chunk's file is called beside its manifest."""
    return f"{number:06d}.part"
