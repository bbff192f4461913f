"""Links by mail and counted attempts. Nothing here holds a secret in clear."""

from django.db import models

from workflows.models.submissions import Submission


class EmailLink(models.Model):
    """A link sent by mail: one use, ten minutes. GET only confirms, POST uses it."""

    class Purpose(models.TextChoices):
        """What the link opens."""

        RESUME = "resume"
        TRACK = "track"

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="+")
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class Attempt(models.Model):
    """A wrong code, by the keyed hash of what it was tried on."""

    scope = models.CharField(max_length=20)
    key_hash = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index("scope", "key_hash", "at", name="attempts_in_a_window")]
