"""Prevention and support: what helps before and after a matter, tied to the report types that it is about."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.models import Orderable, Page

from cms.models.pages import ListedPage, ReadingPage

SHOWN_WITH_A_TYPE = 3


class Purpose(models.TextChoices):
    """What the advice is for."""

    PREVENTION = "prevention", _("Prevention")
    SUPPORT = "support", _("Support")


class AdvicePage(ReadingPage):
    """Advice about one kind of matter. The first page of its report types and their last one lead to it."""

    kind = _("Advice")
    purpose = models.CharField(
        _("what it is for"), max_length=12, choices=Purpose, default=Purpose.PREVENTION
    )

    parent_page_types = ["cms.InformationPage"]
    subpage_types: list[str] = []
    content_panels = [
        *Page.content_panels,
        FieldPanel("purpose"),
        InlinePanel(
            "matters",
            heading=_("Report types"),
            label=_("report type"),
            help_text=_("Their first page and their last one show this advice, each in its language."),
        ),
        FieldPanel("lead"),
        FieldPanel("body"),
    ]
    template = "cms/advice.html"

    class Meta:
        verbose_name = _("advice")
        verbose_name_plural = _("advice")

    @property
    def asks_if_useful(self) -> bool:
        """Whether this page asks: as its editor chose; help for victims does not."""
        return super().asks_if_useful if self.feedback else self.purpose == Purpose.PREVENTION

    def reportable(self) -> models.QuerySet[ListedPage]:
        """Return the report types that this is about, in this page's language."""
        keys = self.matters.values_list("matter__translation_key", flat=True)
        found = ListedPage.objects.live().public().filter(locale=self.locale_id, translation_key__in=keys)
        return found.order_by("path")


class AdviceMatter(Orderable):
    """A report type that advice is about; the page of any language stands for all."""

    page = ParentalKey(AdvicePage, on_delete=models.CASCADE, related_name="matters")
    matter = models.ForeignKey(
        ListedPage, verbose_name=_("report type"), on_delete=models.CASCADE, related_name="+"
    )

    panels = [PageChooserPanel("matter")]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(name="advice_once_a_matter", fields=["page", "matter"])]

    def __str__(self) -> str:
        return str(self.matter)


def advice_for(matter: Page) -> models.QuerySet[AdvicePage]:
    """Return the advice for a report type, in the language of its page."""
    about = (
        AdvicePage.objects.live()
        .public()
        .filter(locale=matter.locale_id, matters__matter__translation_key=matter.translation_key)
    )
    return about.order_by("path").distinct()[:SHOWN_WITH_A_TYPE]
