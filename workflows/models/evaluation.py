"""What staff enter for the evaluation: figures from before, other channels, costs. Each has its source."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from workflows.models.registers import Named


def refuse_backwards(begins_on: date | None, ends_on: date | None) -> None:
    """Refuse a period that ends before it begins; a form may have left either out."""
    if begins_on is not None and ends_on is not None and ends_on < begins_on:
        raise ValidationError({"ends_on": _now("Choose a day after the first one.")})


class Sourced(models.Model):
    """A figure that nobody believes without its source."""

    source = models.CharField(
        _("source"), max_length=250, help_text=_("Who found it, how, and where it can be read.")
    )

    class Meta:
        abstract = True


class Period(models.Model):
    """From one day to another, both included."""

    begins_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Refuse a period that ends before it begins."""
        super().clean()
        refuse_backwards(self.begins_on, self.ends_on)


class BaselineFigure(Named, Sourced, Period):
    """A figure about the time before: a share or a mean that results of now are held against."""

    class About(models.TextChoices):
        """What it is about, so that it finds the figure of now."""

        SATISFIED = "satisfied", _("people satisfied with the product, percent")
        EASY = "easy", _("people who found it easy to report, percent")
        TAKEN_SERIOUSLY = "taken_seriously", _("people who felt taken seriously, percent")
        AGAIN = "again", _("people who would report again, percent")
        MINUTES = "minutes", _("front-line minutes that one report by visit or call takes")

    about = models.CharField(_("about"), max_length=20, choices=About.choices)
    value = models.DecimalField(
        _("value"), max_digits=8, decimal_places=2, validators=[MinValueValidator(Decimal(0))]
    )
    n = models.PositiveIntegerField(
        _("number of people or cases"),
        null=True,
        blank=True,
        help_text=_("How many it was found from. Without it there is no interval."),
    )

    class Meta:
        verbose_name = _("figure from before")
        verbose_name_plural = _("figures from before")
        ordering = ["about", "-ends_on"]

    def clean(self) -> None:
        """Refuse a share above a hundred."""
        super().clean()
        if self.about != self.About.MINUTES and self.value is not None and self.value > 100:
            raise ValidationError({"value": _now("Enter a share from 0 to 100.")})


class ChannelTotal(Sourced):
    """How many reports came in another way in one month."""

    class Channel(models.TextChoices):
        """The other ways."""

        PHONE = "phone", _("by phone")
        COUNTER = "counter", _("at the counter")
        VISIT = "visit", _("by a visit")
        OTHER = "other", _("other")

    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    month = models.PositiveSmallIntegerField(
        _("month"), validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    channel = models.CharField(_("channel"), max_length=10, choices=Channel.choices)
    reports = models.PositiveIntegerField(_("reports"))

    class Meta:
        verbose_name = _("total of another channel")
        verbose_name_plural = _("totals of other channels")
        ordering = ["-year", "-month", "channel"]
        constraints = [
            models.UniqueConstraint(fields=["year", "month", "channel"], name="one_total_a_month"),
            models.CheckConstraint(name="month_of_a_year", condition=Q(month__gte=1, month__lte=12)),
        ]

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02d} {self.get_channel_display()}"


class RunningCost(Named, Sourced, Period):
    """What the product cost over a period, in Canadian dollars."""

    amount = models.DecimalField(
        _("amount in dollars"), max_digits=12, decimal_places=2, validators=[MinValueValidator(Decimal(0))]
    )

    class Meta:
        verbose_name = _("cost")
        verbose_name_plural = _("costs")
        ordering = ["-ends_on"]
        constraints = [
            models.CheckConstraint(name="cost_ends_after_it_begins", condition=Q(ends_on__gte=F("begins_on")))
        ]
