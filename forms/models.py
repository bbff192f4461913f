"""Report types as pages: what an editor writes. Citizens and the API get compiled versions, never these fields."""

from collections.abc import Iterator
from typing import Any

from django.core.validators import RegexValidator
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.fields import StreamField
from wagtail.models import Locale, Orderable, RevisionMixin
from wagtail.search import index
from wagtail.url_routing import RouteResult

from cms.models import ListedPage, PrivacyNotice
from forms import panels
from forms.blocks import AdviceRules, EligibilityRules, OffenceMap, PartItems, Steps
from forms.compile import START, compile_page
from forms.finder.models import FinderPage
from forms.page_form import ReportTypePageForm
from forms.publishing import Gate, refuse_alias, with_titles_of
from forms.surveys.models import SurveyPage
from workflows.models import FormVersion, ReportType, ReviewPolicy

__all__ = ["FinderPage", "ReportTypePage", "ResumeMode", "ReusablePart", "SampleAnswers", "SurveyPage"]


class ResumeMode(models.TextChoices):
    """How a citizen comes back to a draft."""

    CODE_AND_LINK = "code_and_link", _("a code, and a link by e-mail")
    CODE = "code", _("a code on paper")
    FILE = "file", _("an encrypted file that the person keeps; nothing stays here")


class ReportTypePage(ListedPage):
    """A report type. The page in the default language holds all but title, address and summary of the others.

    Saving it while it is live is publishing, whichever way it comes about, and goes through the gate.
    """

    key = models.CharField(
        _("key"),
        max_length=40,
        blank=True,
        validators=[
            RegexValidator(r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", _("Use lower-case letters, digits and hyphens."))
        ],
        help_text=_("A short name such as “lost-property”. It stays for ever once the page is published."),
    )
    policy = models.ForeignKey(
        "workflows.ReviewPolicy",
        verbose_name=_("review policy"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    privacy_notice = models.ForeignKey(
        "cms.PrivacyNotice",
        verbose_name=_("privacy notice"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    who_for_en = models.TextField("English", blank=True)
    who_for_fr = models.TextField("Français", blank=True)
    excluded_en = models.TextField("English", blank=True)
    excluded_fr = models.TextField("Français", blank=True)
    needed_en = models.TextField("English", blank=True)
    needed_fr = models.TextField("Français", blank=True)
    next_en = models.TextField("English", blank=True)
    next_fr = models.TextField("Français", blank=True)
    declaration_en = models.TextField("English", blank=True)
    declaration_fr = models.TextField("Français", blank=True)
    steps = StreamField(Steps(), blank=True, verbose_name=_("steps"))
    offence_map = StreamField(OffenceMap(), blank=True, verbose_name=_("suggested offence codes"))
    eligibility = StreamField(EligibilityRules(), blank=True, verbose_name=_("rules of eligibility"))
    advice = StreamField(AdviceRules(), blank=True, verbose_name=_("advice before sending"))
    resume_mode = models.CharField(
        _("how a person comes back to an unfinished report"),
        max_length=20,
        choices=ResumeMode.choices,
        default=ResumeMode.CODE_AND_LINK,
    )
    keywords_en = models.CharField("English", max_length=500, blank=True)
    keywords_fr = models.CharField("Français", max_length=500, blank=True)
    # By the name of a text: hashes of the English that its French was last written for, and of that French.
    french_seen = models.JSONField(default=dict, blank=True, editable=False)
    transfer = models.JSONField(
        _("constants for the records system"),
        default=dict,
        blank=True,
        help_text=_('As JSON, such as {"item_status": "STOLEN"}.'),
    )

    # What only the page in the default language holds.
    SOURCE_ONLY = [
        "steps",
        "offence_map",
        "eligibility",
        "advice",
        "resume_mode",
        "keywords_en",
        "keywords_fr",
        "french_seen",
        "transfer",
        "policy",
        "privacy_notice",
        *(f"{name}_{code}" for name in (*START, "declaration") for code in ("en", "fr")),
    ]
    base_form_class = ReportTypePageForm
    parent_page_types = ["cms.ListPage"]
    subpage_types: list[str] = []
    exclude_fields_in_copy = ["key"]
    edit_handler = panels.editor()

    class Meta:
        verbose_name = _("report type")
        verbose_name_plural = _("report types")

    def kept_back_by(self) -> Iterator[str]:
        """Nothing beside the gate that `save` asks, which makes the version too."""
        yield from ()

    @property
    def is_source(self) -> bool:
        """Whether this is the page in the default language, which holds the steps."""
        return self.locale_id == Locale.get_default().pk

    @property
    def source(self) -> "ReportTypePage | None":
        """The page in the default language."""
        return self if self.is_source else self.get_translation_or_none(Locale.get_default())

    @property
    def twins(self) -> "models.QuerySet[ReportTypePage]":
        """The pages of this report type in the other languages."""
        return self.get_translations().select_related("locale")

    def in_each_language(self) -> "dict[str, ReportTypePage]":
        """Return this page and the latest draft of its translations, by language."""
        drafts = [page.get_latest_revision_as_object() for page in self.twins]
        return {page.locale.language_code: page for page in [self, *drafts]}

    @cached_property
    def report_type(self) -> ReportType | None:
        """What runs, with its current version; nothing before the first publishing."""
        types = ReportType.objects.select_related("current_version", "policy")
        return types.filter(key=self.key).first() if self.key else None

    @cached_property
    def version(self) -> FormVersion | None:
        """The version that citizens get."""
        return self.report_type.current_version if self.report_type else None

    @cached_property
    def definition(self) -> dict[str, Any]:
        """The definition that this page shows: the current version's, in a preview the draft's."""
        return self.version.definition if self.version else compile_page(self.source or self)

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

    @classmethod
    def from_serializable_data(cls, data: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """Return the page that a draft holds, without a policy or a notice that was deleted: the lint asks for one.

        Both are protected on the page itself, which is what a draft cannot do.
        """
        named = {"policy": ReviewPolicy, "privacy_notice": PrivacyNotice}
        gone = {name: None for name, model in named.items() if not _is_there(model, data.get(name))}
        return super().from_serializable_data({**data, **gone}, *args, **kwargs)

    def copy(self, *args: Any, **kwargs: Any) -> "ReportTypePage":
        """Copy the page as a draft without a key; a copy for translation has no steps of its own."""
        if kwargs.get("reset_translation_key", True):
            kwargs["keep_live"] = False
        else:
            kwargs["exclude_fields"] = [*(kwargs.get("exclude_fields") or []), *self.SOURCE_ONLY]
        return super().copy(*args, **kwargs)

    def create_alias(self, **kwargs: Any) -> Any:
        """Refuse: an alias would be a second address without a translation of its own."""
        refuse_alias()

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Lead what lies below the page to the citizen's way; drafts go on when the page is taken down."""
        if path_components:
            return RouteResult(self, kwargs={"path": "/".join(path_components) + "/"})
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, path: str = "") -> HttpResponse:
        """Show the start page, or what `path` names below it."""
        from forms import way

        if path:
            return way.dispatch(request, self, path)
        if self.version is None:
            raise Http404
        return way.start(request, self)

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """What the preview can show: the start page, and each step."""
        from forms.trying.preview import modes

        return modes(self.source or self)

    @property
    def default_preview_mode(self) -> str:
        """The start page."""
        return ""

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show the start page or a step as the draft would have it."""
        from forms import way
        from forms.trying.preview import show_step

        source = self.source or self
        draft = self if source is self else source.get_latest_revision_as_object()
        if mode_name:
            return show_step(request, draft, mode_name)
        self.definition = with_titles_of(self, compile_page(draft))
        return way.start(request, self)


def _is_there(model: type[models.Model], pk: Any) -> bool:
    return pk is not None and model._default_manager.filter(pk=pk).exists()


class SampleAnswers(Orderable):
    """Test answers of a report type: what the form has to do with them. They are run at every publishing."""

    class Expected(models.TextChoices):
        """What has to come of the answers."""

        SUBMITS = "submits", _("the report can be sent")
        STOPS = "stops", _("the way is stopped")
        ASKS = "asks", _("these questions still need an answer")

    page = ParentalKey(ReportTypePage, on_delete=models.CASCADE, related_name="sample_answers")
    name = models.CharField(_("name"), max_length=120)
    answers = models.JSONField(_("answers"), default=dict, blank=True)
    expected = models.CharField(
        _("expected"), max_length=10, choices=Expected.choices, default=Expected.SUBMITS
    )
    expected_keys = models.CharField(
        _("stop, or questions"),
        max_length=500,
        blank=True,
        help_text=_("The key of the stop or rule, or the keys of the questions, separated by commas."),
    )
    on_day = models.DateField(
        _("as if on the day"), null=True, blank=True, help_text=_("Leave empty for the day it is run.")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("test answers")
        verbose_name_plural = _("test answers")

    def __str__(self) -> str:
        return self.name


class ReusablePart(RevisionMixin, index.Indexed, models.Model):
    """A part of the library: questions that report types include by reference, and versions freeze by value."""

    key = models.SlugField(_("key"), max_length=40, unique=True)
    title = models.CharField(_("title"), max_length=120)
    items = StreamField(PartItems(), blank=True, verbose_name=_("questions and texts"))
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    search_fields = [index.SearchField("title"), index.AutocompleteField("title")]

    class Meta:
        verbose_name = _("part of the library")
        verbose_name_plural = _("parts of the library")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title
