"""The mailbox of a call: what its people say to each other through the server, numbered without gaps."""

from django.db import models

from video.models.people import Participant
from video.models.sessions import Session


class Message(models.Model):
    """One message. `sender` none is the site itself; `to` none is everybody in the call."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="messages")
    sequence = models.PositiveBigIntegerField()
    client_id = models.CharField(max_length=36, null=True)
    sender = models.ForeignKey(Participant, on_delete=models.PROTECT, null=True, related_name="+")
    to = models.ForeignKey(Participant, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=20)
    body = models.JSONField(default=dict)
    at = models.DateTimeField()
    purged_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["sequence"]
        constraints = [
            models.UniqueConstraint(fields=["session", "sequence"], name="video_sequence_once"),
            models.UniqueConstraint(fields=["sender", "client_id"], name="video_client_id_once"),
        ]
        indexes = [models.Index("kind", "at", name="video_messages_to_purge")]
