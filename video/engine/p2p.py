"""Browser to browser, a mesh of up to four: the mailbox carries the signalling, the relay what residents send."""

from typing import Any

from django.conf import settings

from video.models import Participant, Recording, Session


class PeerToPeer:
    """No media server: there is nothing to tell anybody."""

    name = "p2p"
    records = False
    has_rooms = False

    def is_ready(self) -> bool:
        """In production residents need the relay."""
        return bool(settings.VIDEO_TURN_URLS) or not settings.VIDEO_RESIDENTS_RELAY

    def way_in(self, participant: Participant) -> dict[str, Any]:
        """Nothing beside the mailbox."""
        return {}

    def hosts(self) -> list[str]:
        """None: browsers find each other without a page's policy."""
        return []

    def remove(self, participant: Participant) -> None:
        """Others close their connection when the roster changes."""

    def end(self, session: Session) -> None:
        """Browsers close their connections when the state changes."""

    def begin_recording(self, recording: Recording) -> str:
        """The officer's browser records."""
        return ""

    def end_recording(self, recording: Recording) -> None:
        """The officer's browser ends it."""
