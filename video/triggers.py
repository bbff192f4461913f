"""What no code may do to the rows of calls, as triggers in the project's one list (`workflows/triggers.py`)."""

from video.states import PAIRS
from workflows import triggers

APPEND_ONLY = {
    "video_consent": ("id",),
    "video_chunk": ("id", "recording_id number"),
}


def register() -> None:
    """Add the triggers of calls to the list."""
    triggers.register(
        {
            "video_state_moves": triggers.moves_only("video_session", "state", PAIRS),
            "video_sequence_grows": (
                "video_session",
                "UPDATE",
                "NEW.last_sequence < OLD.last_sequence OR NEW.last_sequence > OLD.last_sequence + 1",
                "a sequence without gaps",
            ),
            "video_calls_stay": ("video_session", "DELETE", "1=1", "a call is not deleted"),
            "video_stills_stay": ("video_still", "DELETE", "1=1", "the row of a still is not deleted"),
            "video_hashes_stay": (
                "video_still",
                "UPDATE",
                "OLD.sha256 <> NEW.sha256 OR OLD.session_id <> NEW.session_id OR OLD.path <> NEW.path",
                "a still stays what it was",
            ),
        },
        append_only=APPEND_ONLY,
    )
