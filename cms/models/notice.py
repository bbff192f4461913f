"""Notices: a sentence or two over the pages, from one time to another."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.admin import display
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.models import Page, PreviewableMixin

ICONS = {"info": "info", "warning": "triangle-alert", "urgent": "octagon-alert"}
# What a request is told of the notice that an editor looks at before it shows.
PREVIEWED = "notice_in_preview"


class Severity(models.TextChoices):
    """How loud a notice is."""

    INFO = "info", _("Information")
    WARNING = "warning", _("Warning")
    URGENT = "urgent", _("Urgent")


class State(models.TextChoices):
    """Where a notice stands at a moment."""

    SCHEDULED = "scheduled", _("Scheduled")
    SHOWING = "showing", _("Showing")
    OVER = "over", _("Over")


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Which notices are to be seen."""

    def showing(self, moment: datetime, page: Page | None) -> list["Notice"]:
        """Return those to show now on `page`, or where there is no page; the most urgent first."""
        return Notice.among(self.select_related("page"), moment, page)

    def in_state(self, state: str, moment: datetime) -> "NoticeQuerySet":
        """Return those that are scheduled, showing or over at `moment`."""
        if state == State.SCHEDULED:
            return self.filter(starts__gt=moment)
        if state == State.OVER:
            return self.filter(ends__lte=moment)
        return self.filter(Q(ends__isnull=True) | Q(ends__gt=moment), starts__lte=moment)

    def next_change(self, moment: datetime) -> datetime | None:
        """Return when the next notice begins or ends."""
        starts = self.filter(starts__gt=moment).values_list("starts", flat=True)
        ends = self.filter(ends__gt=moment).values_list("ends", flat=True)
        return min((change for change in [*starts, *ends] if change), default=None)


class Notice(PreviewableMixin, models.Model):
    """A notice on every page, on one, or also below that; in both languages unless the editor says why not."""

    severity = models.CharField(_("severity"), max_length=10, choices=Severity, default=Severity.INFO)
    title_en = models.CharField(_("title in English"), max_length=120, blank=True)
    title_fr = models.CharField(_("title in French"), max_length=120, blank=True)
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
    below = models.BooleanField(_("also on the pages below it"), default=False)
    only_in = models.CharField(
        _("language"),
        max_length=2,
        blank=True,
        choices=[("", _("English and French")), ("en", _("English only")), ("fr", _("French only"))],
    )
    only_why = models.CharField(
        _("why not in both"),
        max_length=200,
        blank=True,
        help_text=_("For colleagues. Residents have a right to both languages."),
    )
    objects = NoticeQuerySet.as_manager()

    panels = [
        FieldPanel("severity"),
        MultiFieldPanel([FieldPanel("title_en"), FieldPanel("text_en")], heading=_("English")),
        MultiFieldPanel([FieldPanel("title_fr"), FieldPanel("text_fr")], heading=_("French")),
        FieldRowPanel([FieldPanel("starts"), FieldPanel("ends")], heading=_("When")),
        MultiFieldPanel([PageChooserPanel("page"), FieldPanel("below")], heading=_("Where")),
        MultiFieldPanel([FieldPanel("only_in"), FieldPanel("only_why")], heading=_("Languages")),
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
        """Refuse what is in one language without a reason, and what is below no page."""
        errors: dict[str, Any] = {}
        for code in self.languages:
            if not self.said("title", code):
                errors[f"title_{code}"] = _("Write a title.")
        if self.only_in and not self.only_why:
            errors["only_why"] = _("Say why the notice is in one language only.")
        if self.below and self.page is None:
            errors["below"] = _("Choose the page first.")
        if errors:
            raise ValidationError(errors)
        if not self.only_in and bool(self.text_en) != bool(self.text_fr):
            raise ValidationError(_("Write the text in both languages, or in neither."))

    @property
    def languages(self) -> list[str]:
        """The languages in which it shows."""
        return [self.only_in] if self.only_in else [code for code, _name in settings.LANGUAGES]

    def said(self, name: str, language: str | None = None) -> str:
        """Return the title or the text in a language, the active one unless said; else in one that it has."""
        language = language or get_language() or "en"
        chosen = language if language in self.languages else self.languages[0]
        return str(getattr(self, f"{name}_{chosen}"))

    @property
    @display(description=_("Title"))
    def title(self) -> str:
        """The title in the active language."""
        return self.said("title")

    @property
    def text(self) -> str:
        """The text in the active language."""
        return self.said("text")

    @staticmethod
    def among(known: Iterable["Notice"], moment: datetime, page: Page | None) -> list["Notice"]:
        """Return those of `known` to show in the active language on this page or its twin; the most urgent first."""
        language = get_language() or "en"
        on = [notice for notice in known if notice.is_on(moment) and language in notice.languages]
        above: set[Any] = set()
        if page is not None and page.pk and any(notice.below for notice in on):
            above = set(page.get_ancestors().values_list("translation_key", flat=True))
        return sorted((notice for notice in on if notice.is_for(page, above)), key=lambda notice: notice.rank)

    def is_for(self, page: Page | None, above: set[Any]) -> bool:
        """Tell whether it stands on the page; `above` are the translation keys of the pages above that."""
        if self.page is None:
            return True
        key = self.page.translation_key
        return (page is not None and key == page.translation_key) or (self.below and key in above)

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

    @property
    def state(self) -> str:
        """Where it stands now."""
        moment = now()
        if self.is_on(moment):
            return State.SHOWING
        return State.SCHEDULED if self.starts > moment else State.OVER

    @property
    def state_shown(self) -> Any:
        """Where it stands now, in a word."""
        return State(self.state).label

    @property
    def where(self) -> str:
        """Where it stands, in words."""
        if self.page is None:
            return str(_("Everywhere"))
        title = self.page.get_admin_display_title()
        return str(_("%(page)s and below") % {"page": title}) if self.below else title

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """One preview for each language."""
        names = dict(settings.LANGUAGES)
        return [(code, names[code]) for code in self.languages]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show the notice over its page, or over the home page, in one language."""
        from cms.previewing import over_its_page

        return over_its_page(self, request, mode_name)
