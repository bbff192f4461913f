"""Who takes part in a call, the links they come in by, and what they agreed to."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from video.models.sessions import Session
from workflows.models.report_types import AppendOnly


class Participant(models.Model):
    """Somebody in one call. No name, number or network address: an officer is a user, a third person a label."""

    class Role(models.TextChoices):
        """What somebody is in the call."""

        RESIDENT = "resident", _("Resident")
        OFFICER = "officer", _("Officer")
        INTERPRETER = "interpreter", _("Interpreter")
        SUPPORT = "support", _("Support person")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="participants")
    role = models.CharField(_("role"), max_length=12, choices=Role.choices)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    label = models.CharField(_("called"), max_length=60, blank=True)
    secret_hash = models.CharField(max_length=64, blank=True, editable=False)
    entered_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "role"],
                condition=Q(role="resident") | Q(role="officer", left_at__isnull=True),
                name="video_one_of_a_role",
            ),
            models.CheckConstraint(
                name="video_officer_is_staff", condition=~Q(role="officer") | Q(user__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.public_id.hex


class JoinLink(models.Model):
    """A link into a call for one participant: one use. Only the keyed hash of its token is kept."""

    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    nonce = models.CharField(max_length=32)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index("participant", "used_at", name="video_links_of_somebody")]


class Consent(AppendOnly):
    """What somebody agreed to, or not, and to which text. A later one takes its place; none is altered."""

    class Topic(models.TextChoices):
        """What was asked; each apart."""

        CALL = "call", _("the call itself")
        RECORDING = "recording", _("recording")
        STILL = "still", _("keeping a picture as evidence")

    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="consents")
    topic = models.CharField(max_length=10, choices=Topic.choices)
    agreed = models.BooleanField()
    version = models.CharField(max_length=20)
    language = models.CharField(max_length=5)
    still = models.ForeignKey("video.Still", on_delete=models.PROTECT, null=True, related_name="consents")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="video_consent_to_a_still",
                condition=Q(topic="still", still__isnull=False) | (~Q(topic="still") & Q(still__isnull=True)),
            )
        ]
