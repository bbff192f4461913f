"""Openings: when officers can be met, and how many people at a time."""

from datetime import datetime, timedelta

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _

from video.states import State

# What no longer takes up its place.
FREED = (State.CANCELLED, State.EXPIRED, State.RESCHEDULED)


class OpeningQuerySet(models.QuerySet["Opening"]):
    """Which openings: still to come, with room."""

    def with_room(self, at: datetime) -> "OpeningQuerySet":
        """Openings after `at` that are not full, each with how many are `taken`."""
        later = self.counted().filter(starts_at__gt=at).order_by("starts_at", "id")
        return later.filter(Q(taken__lt=F("capacity")))

    def counted(self) -> "OpeningQuerySet":
        """Each opening with how many calls have it."""
        return self.annotate(taken=Count("sessions", filter=~Q(sessions__state__in=FREED)))


class Opening(models.Model):
    """A time at which a unit's officers meet people, by video or in person."""

    unit = models.ForeignKey(
        "workflows.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("unit")
    )
    starts_at = models.DateTimeField(_("begins"))
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=30, validators=[MinValueValidator(5)])
    capacity = models.PositiveSmallIntegerField(
        _("people at a time"), default=1, validators=[MinValueValidator(1)]
    )
    in_person = models.BooleanField(_("in person, at the station"), default=False)

    objects = OpeningQuerySet.as_manager()

    class Meta:
        verbose_name = _("opening for calls")
        verbose_name_plural = _("openings for calls")
        ordering = ["starts_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "starts_at", "in_person"], name="video_opening_once")
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M} UTC"

    @property
    def ends_at(self) -> datetime:
        """The first moment after it."""
        return self.starts_at + timedelta(minutes=self.minutes)
