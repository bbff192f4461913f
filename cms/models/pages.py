"""What public pages share, the list of report types, pages to read. All are translated by Wagtail's locales."""

import json
from collections.abc import Iterator
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from cms.blocks import Body
from cms.checking.form import CheckedPageForm
from cms.checking.gate import let_through, told_by_check
from cms.folding import fold
from cms.models.front_end import PreviewedInFrontEnd

ONE_LINE = 160
ICONS = [
    ("bike", _("Bicycle")),
    ("car", _("Car")),
    ("car-front", _("Car from the front")),
    ("package-open", _("Open package")),
    ("package-search", _("Search for a thing")),
    ("backpack", _("Bag")),
    ("smartphone", _("Phone")),
    ("key", _("Key")),
    ("wallet", _("Wallet")),
    ("house", _("House")),
    ("hammer", _("Damage")),
    ("spray-can", _("Graffiti")),
    ("credit-card", _("Card")),
    ("circle-dollar-sign", _("Money")),
    ("triangle-alert", _("Warning")),
    ("users", _("People")),
    ("megaphone", _("Noise")),
    ("message-square", _("Message")),
    ("heart-handshake", _("Help")),
    ("file-plus", _("More to add")),
    ("file-text", _("Paper")),
]


class AsksFeedback(models.TextChoices):
    """Whether a page asks if it was useful."""

    BY_KIND = "", _("As pages of this kind do")
    YES = "yes", _("Ask")
    NO = "no", _("Do not ask")


class PublicPage(PreviewedInFrontEnd, Page):
    """What all pages share: found with and without accents, a language in the API, a question whether it was useful."""

    # Whether pages of this kind ask: not where people report, and not where they look for help as victims.
    asks_feedback: ClassVar[bool] = True
    # The streams in which an editor may put the question; else it stands at the foot.
    bodies: ClassVar[tuple[str, ...]] = ("body", "steps")

    feedback = models.CharField(
        _("“Was this information useful?”"),
        max_length=3,
        choices=AsksFeedback,
        default=AsksFeedback.BY_KIND,
        blank=True,
        help_text=_("Do not ask on pages for victims, nor where people report."),
    )

    base_form_class = CheckedPageForm
    settings_panels = [*Page.settings_panels, FieldPanel("feedback")]
    # What a search result says that the page is.
    kind: str | Promise = _("Page")
    search_fields = [*Page.search_fields, index.AutocompleteField("searchable")]
    api_fields = [APIField("search_description")]

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the page; while it is live, only what nothing keeps back. What is refused raises `Refused`."""
        let_through(self, kwargs.get("update_fields"))
        super().save(*args, **kwargs)

    def kept_back_by(self) -> Iterator[str]:
        """Yield, as sentences, what keeps the page as it is in memory from being published."""
        yield from told_by_check(self)

    @property
    def searchable(self) -> str:
        """All the words a visitor may look for, folded."""
        return fold(f"{self.title} {self.search_description} {self.words()}")

    @property
    def asks_if_useful(self) -> bool:
        """Whether this page asks: as its editor chose, else as pages of its kind do."""
        return self.feedback == AsksFeedback.YES if self.feedback else self.asks_feedback

    @property
    def has_place_for_feedback(self) -> bool:
        """Whether its editor put the question somewhere into the body; else it stands at the foot."""
        bodies = (getattr(self, name).get_prep_value() for name in self.bodies if hasattr(self, name))
        return any('"type": "feedback"' in json.dumps(body) for body in bodies)

    def words(self) -> str:
        """Return the page's own text; a kind of page with text of its own says which."""
        return ""

    @property
    def teaser(self) -> str:
        """One line for lists and search results."""
        return self.search_description

    def parts(self) -> list[str]:
        """Return what stands behind the page's address where a part of it has an address of its own."""
        return []


class ListedPage(PublicPage):
    """What stands in a list of matters: a title, one line, an icon, the minutes it takes.

    The base of report types; lists and choosers know only this.
    """

    kind = _("Report online")
    summary = models.CharField(
        _("one line"), max_length=ONE_LINE, help_text=_("Says when this is the right one.")
    )
    icon = models.CharField(_("icon"), max_length=30, choices=ICONS, default="file-text")
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), default=10, validators=[MinValueValidator(1), MaxValueValidator(90)]
    )

    is_creatable = False
    asks_feedback = False
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldRowPanel([FieldPanel("icon"), FieldPanel("minutes")]),
    ]
    api_fields = [*PublicPage.api_fields, APIField("summary"), APIField("icon"), APIField("minutes")]

    def words(self) -> str:
        """Return the line under the title."""
        return self.summary

    @property
    def teaser(self) -> str:
        """The line under the title."""
        return self.summary


class ListPage(PublicPage):
    """All matters that can be reported, in the editors' order."""

    lead = models.CharField(_("line under the title"), max_length=250, blank=True)

    parent_page_types = ["cms.HomePage"]
    content_panels = [*Page.content_panels, FieldPanel("lead")]
    api_fields = [*PublicPage.api_fields, APIField("lead")]
    template = "cms/list.html"

    class Meta:
        verbose_name = _("list of matters")
        verbose_name_plural = _("lists of matters")

    def words(self) -> str:
        """Return the line under the title."""
        return self.lead

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the matters below this page."""
        matters = ListedPage.objects.live().public().child_of(self).order_by("path")
        return {**super().get_context(request, *args, **kwargs), "matters": matters}


class ReadingPage(PublicPage):
    """A page to read: first sentences, then what editors put together from the blocks."""

    lead = models.TextField(_("first sentences"), max_length=400, blank=True)
    body = StreamField(Body(), blank=True, verbose_name=_("body"))
    featured = models.BooleanField(
        _("on the home page"),
        default=False,
        help_text=_("Also shown on the home page, under “Good to know”."),
    )

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]
    promote_panels = [*Page.promote_panels, FieldPanel("featured")]
    api_fields = [*PublicPage.api_fields, APIField("lead"), APIField("body")]

    class Meta:
        abstract = True

    def words(self) -> str:
        """Return all that can be read on the page."""
        return " ".join([self.lead, *self.body.stream_block.get_searchable_content(self.body)])

    @property
    def teaser(self) -> str:
        """The beginning of the first sentences."""
        return Truncator(self.lead or self.search_description).chars(ONE_LINE)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the pages below."""
        below = Page.objects.live().public().child_of(self).order_by("path").specific()
        return {**super().get_context(request, *args, **kwargs), "below": below}


class InformationPage(ReadingPage):
    """A page about one subject, or the first page of a part of the site."""

    kind = _("Information")
    parent_page_types = ["cms.HomePage", "cms.InformationPage"]
    subpage_types = ["cms.InformationPage", "cms.AdvicePage", "cms.StepByStepPage", "cms.PrivacyRegisterPage"]
    template = "cms/information.html"

    class Meta:
        verbose_name = _("information page")
        verbose_name_plural = _("information pages")
