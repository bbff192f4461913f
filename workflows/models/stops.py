"""How often the way of a report type ended before a report: counts, nothing about people."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.models.report_types import ReportType


class Stop(models.Model):
    """How often a stopper ended the way on one day."""

    report_type = models.ForeignKey(ReportType, on_delete=models.PROTECT, related_name="stops")
    stopper = models.CharField(_("stopper"), max_length=60)
    day = models.DateField(_("day"))
    count = models.PositiveIntegerField(_("count"), default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report_type", "stopper", "day"], name="one_count_a_day")
        ]


class HandOff(models.Model):
    """How often somebody was led to another body, or to 911, on one day: counts, nothing about people."""

    target = models.CharField(_("led to"), max_length=60)
    day = models.DateField(_("day"))
    count = models.PositiveIntegerField(_("count"), default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["target", "day"], name="one_hand_off_count_a_day")]
