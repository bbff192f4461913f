"""What a call by video leaves: who met, what was said and seen, when, and with whose consent."""

from video.models.appointments import Opening
from video.models.evidence import Chunk, Recording, Still
from video.models.mailbox import Message
from video.models.people import Consent, JoinLink, Participant
from video.models.sessions import Session

__all__ = [
    "Chunk",
    "Consent",
    "JoinLink",
    "Message",
    "Opening",
    "Participant",
    "Recording",
    "Session",
    "Still",
]
