"""Who was sent to a place after a call by video, and when they were on their way."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.models.submissions import Submission


class Dispatch(models.Model):
    """Somebody is to go there: written with the outcome, confirmed with its time once they are on their way."""

    class Kind(models.TextChoices):
        """Who goes."""

        FORENSIC = "forensic", _("forensic investigators")
        PATROL = "patrol", _("patrol")

    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="dispatches", verbose_name=_("report")
    )
    kind = models.CharField(_("who"), max_length=10, choices=Kind.choices)
    preserve = models.TextField(_("what to preserve"), blank=True)
    requested_at = models.DateTimeField(_("asked for"))
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(_("on their way"), null=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reference = models.CharField(_("reference of the dispatch centre"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("dispatch")
        verbose_name_plural = _("dispatches")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="dispatch_confirmed_by_somebody",
                condition=models.Q(confirmed_at__isnull=True) | models.Q(confirmed_by__isnull=False),
            )
        ]
