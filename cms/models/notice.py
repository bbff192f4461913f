"""Notices: a sentence or two over the pages, from one time to another."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.models import Page

ICONS = {"info": "info", "warning": "triangle-alert", "urgent": "octagon-alert"}


class Severity(models.TextChoices):
    """How loud a notice is."""

    INFO = "info", _("Information")
    WARNING = "warning", _("Warning")
    URGENT = "urgent", _("Urgent")


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Which notices are to be seen."""

    def showing(self, moment: datetime, page: Page | None) -> list["Notice"]:
        """Return those to show now on `page`, or where there is no page; the most urgent first."""
        return Notice.among(self.select_related("page"), moment, page)

    def next_change(self, moment: datetime) -> datetime | None:
        """Return when the next notice begins or ends."""
        starts = self.filter(starts__gt=moment).values_list("starts", flat=True)
        ends = self.filter(ends__gt=moment).values_list("ends", flat=True)
        return min((change for change in [*starts, *ends] if change), default=None)


class Notice(models.Model):
    """A notice in both languages, on every page or on one."""

    severity = models.CharField(_("severity"), max_length=10, choices=Severity, default=Severity.INFO)
    title_en = models.CharField(_("title in English"), max_length=120)
    title_fr = models.CharField(_("title in French"), max_length=120)
    text_en = models.TextField(_("text in English"), max_length=500, blank=True)
    text_fr = models.TextField(_("text in French"), max_length=500, blank=True)
    starts = models.DateTimeField(_("shown from"))
    ends = models.DateTimeField(_("shown until"), null=True, blank=True)
    page = models.ForeignKey(
        Page,
        verbose_name=_("only on this page"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_("Leave empty to show it on every page. The translation of the page shows it too."),
    )
    objects = NoticeQuerySet.as_manager()

    panels = [
        FieldPanel("severity"),
        MultiFieldPanel([FieldPanel("title_en"), FieldPanel("text_en")], heading=_("English")),
        MultiFieldPanel([FieldPanel("title_fr"), FieldPanel("text_fr")], heading=_("French")),
        FieldRowPanel([FieldPanel("starts"), FieldPanel("ends")], heading=_("When")),
        PageChooserPanel("page"),
    ]

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-starts"]
        constraints = [
            models.CheckConstraint(
                name="notice_ends_after_it_starts",
                condition=Q(ends__isnull=True) | Q(ends__gt=models.F("starts")),
                violation_error_message=_("Enter an end that is after the start."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuse a text in one language only."""
        if bool(self.text_en) != bool(self.text_fr):
            raise ValidationError(_("Write the text in both languages, or in neither."))

    @property
    def title(self) -> str:
        """The title in the active language."""
        return self.title_fr if get_language() == "fr" else self.title_en

    @property
    def text(self) -> str:
        """The text in the active language."""
        return self.text_fr if get_language() == "fr" else self.text_en

    @staticmethod
    def among(known: Iterable["Notice"], moment: datetime, page: Page | None) -> list["Notice"]:
        """Return those of `known` for every page and for this one, in either language; the most urgent first."""
        key = page.translation_key if page else None
        here = [notice for notice in known if notice.page is None or notice.page.translation_key == key]
        return sorted((notice for notice in here if notice.is_on(moment)), key=lambda notice: notice.rank)

    def is_on(self, moment: datetime) -> bool:
        """Tell whether the notice has begun and not ended."""
        return self.starts <= moment and (self.ends is None or self.ends > moment)

    @property
    def rank(self) -> tuple[int, datetime]:
        """The place among others: the most urgent first, then the oldest."""
        return Severity.values[::-1].index(self.severity), self.starts

    @property
    def icon(self) -> str:
        """The icon that goes with the severity."""
        return ICONS[self.severity]
