"""A survey as a page: the same steps, blocks and gate as a report type. People get compiled versions only."""

from collections.abc import Iterator
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList, PublishingPanel, TabbedInterface
from wagtail.fields import StreamField
from wagtail.models import Locale

from cms.models import PrivacyNotice
from cms.models.pages import PublicPage
from forms.blocks import Steps
from forms.panels import SourceOnly
from forms.surveys.form import SurveyPageForm
from forms.surveys.gate import Gate, refuse_alias
from workflows.models import Survey

KEY = RegexValidator(r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", _("Use lower-case letters, digits and hyphens."))


class SurveyPage(PublicPage):
    """A survey. The page in the default language holds the questions; translations hold title and line.

    Saving it while it is live is publishing, whichever way it comes about, and goes through the gate.
    """

    key = models.CharField(
        _("key"),
        max_length=40,
        blank=True,
        validators=[KEY],
        help_text=_(
            "A short name such as “after-the-decision”. It stays for ever once the page is published."
        ),
    )
    summary = models.CharField(
        _("one line"), max_length=160, help_text=_("Says what the survey is about and how long it takes.")
    )
    moment = models.CharField(
        _("asked"), max_length=20, choices=Survey.Moment.choices, default=Survey.Moment.AFTER_DECISION
    )
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), default=3, validators=[MinValueValidator(1), MaxValueValidator(30)]
    )
    privacy_notice = models.ForeignKey(
        PrivacyNotice,
        verbose_name=_("privacy notice"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    steps = StreamField(Steps(), blank=True, verbose_name=_("steps"))

    asks_feedback = False
    # What only the page in the default language holds.
    SOURCE_ONLY = ("moment", "minutes", "privacy_notice", "steps")
    base_form_class = SurveyPageForm
    parent_page_types = ["cms.HomePage"]
    subpage_types: list[str] = []
    exclude_fields_in_copy = ["key"]
    edit_handler = TabbedInterface(
        [
            ObjectList([*PublicPage.content_panels, FieldPanel("summary")], heading=_("Content")),
            SourceOnly([FieldPanel("steps")], heading=_("Steps and questions")),
            SourceOnly(
                [
                    FieldPanel("key"),
                    FieldPanel("moment"),
                    FieldPanel("minutes"),
                    FieldPanel("privacy_notice"),
                ],
                heading=_("When and how"),
            ),
            ObjectList([*PublicPage.promote_panels], heading=_("Promote")),
            ObjectList([PublishingPanel()], heading=_("Settings")),
        ]
    )
    template = "forms/surveys/about.html"

    class Meta:
        verbose_name = _("survey")
        verbose_name_plural = _("surveys")

    def words(self) -> str:
        """Return the line under the title."""
        return self.summary

    def kept_back_by(self) -> Iterator[str]:
        """Nothing beside the gate that `save` asks, which makes the version too."""
        yield from ()

    @property
    def is_source(self) -> bool:
        """Whether this is the page in the default language, which holds the questions."""
        return self.locale_id == Locale.get_default().pk

    @property
    def source(self) -> "SurveyPage | None":
        """The page in the default language."""
        return self if self.is_source else self.get_translation_or_none(Locale.get_default())

    @property
    def twins(self) -> "models.QuerySet[SurveyPage]":
        """The pages of this survey in the other languages."""
        return self.get_translations().select_related("locale")

    def in_each_language(self) -> "dict[str, SurveyPage]":
        """Return this page and the latest draft of its translations, by language."""
        drafts = [page.get_latest_revision_as_object() for page in self.twins]
        return {page.locale.language_code: page for page in [self, *drafts]}

    @cached_property
    def survey(self) -> Survey | None:
        """What runs, with its current version; nothing before the first publishing."""
        key = self.source.key if self.source else self.key
        return Survey.objects.select_related("current_version").filter(key=key).first() if key else None

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the page; while it is live, only what passes the gate, together with its version.

        A page is born a draft. What is refused raises `Refused`, and nothing is saved.
        """
        if self._state.adding:
            self.live = False
        gate = Gate(self, kwargs.get("update_fields"))
        gate.before()
        super().save(*args, **kwargs)
        gate.after()

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Delete the page; nobody is asked any more, and what was answered stays."""
        if self.is_source and self.key:
            Survey.objects.filter(key=self.key).update(is_open=False)
        return super().delete(*args, **kwargs)

    @classmethod
    def from_serializable_data(cls, data: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """Return the page that a draft holds, without a notice that was deleted: the gate asks for one."""
        notice = data.get("privacy_notice")
        if notice is not None and not PrivacyNotice.objects.filter(pk=notice).exists():
            data = {**data, "privacy_notice": None}
        return super().from_serializable_data(data, *args, **kwargs)

    def copy(self, *args: Any, **kwargs: Any) -> "SurveyPage":
        """Copy the page as a draft without a key; a copy for translation has no questions of its own."""
        if kwargs.get("reset_translation_key", True):
            kwargs["keep_live"] = False
        else:
            kwargs["exclude_fields"] = [*(kwargs.get("exclude_fields") or []), *self.SOURCE_ONLY]
        return super().copy(*args, **kwargs)

    def create_alias(self, **kwargs: Any) -> Any:
        """Refuse: an alias would be a second address without a translation of its own."""
        refuse_alias()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what the survey asks, as it is published."""
        from forms.surveys.showing import about

        return {**super().get_context(request, *args, **kwargs), **about(self.survey)}

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show all the questions as the draft would have them."""
        from forms.surveys.showing import preview

        return render(request, "forms/surveys/preview.html", {"page": self, **preview(self)})
