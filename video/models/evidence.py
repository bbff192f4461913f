"""Evidence of a call: stills and recordings. Bytes are in private storage, each sealed by its SHA-256."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from video.models.people import Participant
from video.models.sessions import Session
from workflows.models.report_types import AppendOnly


class Still(models.Model):
    """A picture taken in a call. It is evidence only while the resident agrees."""

    class Source(models.TextChoices):
        """How it was taken."""

        CAMERA = "camera", _("the resident's camera, in full size")
        CANVAS = "canvas", _("the resident's camera, from its track")
        FILE = "file", _("a photo that the resident chose")
        FRAME = "frame", _("a frame that the officer saw")

    class Evidence(models.TextChoices):
        """Whether it may be kept."""

        ASKED = "asked", _("agreement asked for")
        AGREED = "agreed", _("kept as evidence")
        REFUSED = "refused", _("not kept: the person said no")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="stills")
    taken_by = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=8, choices=Source.choices)
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    path = models.CharField(max_length=200)
    caption = models.CharField(_("what it shows"), max_length=300, blank=True)
    # The device's clock and how far it was off ours (milliseconds): the true time is their sum.
    device_time = models.DateTimeField()
    clock_offset_ms = models.IntegerField()
    kept_at = models.DateTimeField()
    evidence = models.CharField(max_length=8, choices=Evidence.choices, default=Evidence.ASKED)
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["kept_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["session", "sha256"], name="video_same_still_once"),
        ]


class Recording(models.Model):
    """A recording that policy and consent allow, in chunks of a second whose hashes hang together."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="recordings")
    recorder = models.ForeignKey(Participant, on_delete=models.PROTECT, null=True, related_name="+")
    media_type = models.CharField(max_length=80)
    # Where the call runs through a server of its own: what that server calls the recording, and its whole file.
    egress_id = models.CharField(max_length=60, blank=True)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["began_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["session"],
                condition=models.Q(ended_at__isnull=True),
                name="video_one_recording_at_once",
            )
        ]


class Chunk(AppendOnly):
    """A second of a recording. `chain` is the hash over the chain before it and this chunk's own hash."""

    recording = models.ForeignKey(Recording, on_delete=models.PROTECT, related_name="chunks")
    number = models.PositiveIntegerField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    chain = models.CharField(max_length=64)
    path = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["recording", "number"], name="video_chunk_once")]
