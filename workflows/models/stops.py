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


class SourceDay(models.Model):
    """How many reports that came by one source reached each stage on one day: counts, nothing about people.

    A source is a plain word, such as that of a campaign's short link. Drafts and reports go, the counts stay.
    """

    source = models.CharField(_("source"), max_length=40)
    day = models.DateField(_("day"))
    begun = models.PositiveIntegerField(_("begun"), default=0)
    submitted = models.PositiveIntegerField(_("submitted"), default=0)
    approved = models.PositiveIntegerField(_("approved"), default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "day"], name="one_source_count_a_day")]
