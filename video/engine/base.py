"""What an engine is. All but pictures and sound (chat, commands, stills) is the server's, whatever the engine."""

from typing import Any, Protocol

from video.models import Participant, Recording, Session


class VideoEngine(Protocol):
    """Carries pictures and sound of a call."""

    name: str
    # Whether the engine itself records, or the officer's browser does.
    records: bool

    # Whether people meet in a room of its own, out of which somebody may have to be put.
    has_rooms: bool

    def is_ready(self) -> bool:
        """Whether it is set up well enough to offer calls."""

    def way_in(self, participant: Participant) -> dict[str, Any]:
        """Return what a participant's browser needs beside the mailbox, such as an address and a token."""

    def hosts(self) -> list[str]:
        """Return where the pages of a call may connect to beside this site."""

    def remove(self, participant: Participant) -> None:
        """Put somebody out whose place was taken away."""

    def end(self, session: Session) -> None:
        """End the call for all."""

    def begin_recording(self, recording: Recording) -> str:
        """Begin a recording of the engine's own and return its name for it."""

    def end_recording(self, recording: Recording) -> None:
        """End it."""
