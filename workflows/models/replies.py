"""Answers to calls that may come again: kept for a day, readable only with the key that the caller sent."""

from django.db import models


class KeptReply(models.Model):
    """What a call was answered, by a keyed hash of who called what with which Idempotency-Key. No body yet: it runs."""

    call_hash = models.CharField(primary_key=True, max_length=64)
    body_hash = models.CharField(max_length=64)
    sealed = models.BinaryField(null=True)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.call_hash
