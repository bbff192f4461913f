"""History: every action, every read of a report and every export, chained so that a change shows."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.models.report_types import AppendOnly


class Event(AppendOnly):
    """Something that happened. `hash` is keyed and covers the row and the hash before it."""

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    kind = models.CharField(_("what"), max_length=40)
    submission = models.ForeignKey(
        "workflows.Submission", on_delete=models.PROTECT, null=True, related_name="events"
    )
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    role = models.CharField(_("in the role of"), max_length=20)
    from_status = models.CharField(max_length=24, blank=True)
    to_status = models.CharField(max_length=24, blank=True)
    data = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("history")
        ordering = ["number"]
        indexes = [models.Index("submission", "number", name="events_of_a_report")]

    def __str__(self) -> str:
        return f"{self.number} {self.kind}"


class ChainHead(models.Model):
    """Where the chain ends: one row, locked by whoever adds to it, itself under the same key."""

    count = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)
    mac = models.CharField(max_length=64, default="")
