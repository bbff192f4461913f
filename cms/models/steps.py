"""Step by step: what to do one after the other, with a page for each step or all on one."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from cms.blocks import Body
from cms.models.pages import ONE_LINE, PublicPage

WHOLE = "all"


class Layout(models.TextChoices):
    """How the steps are laid out."""

    EACH = "each", _("each step on a page of its own")
    ONE = "one", _("all steps on one page")


class StepPart(blocks.StructBlock):
    """One step: what to do, how long it takes, and all about it."""

    title = blocks.CharBlock(label=_("what to do"), max_length=120)
    takes = blocks.CharBlock(
        required=False,
        max_length=60,
        label=_("how long it takes"),
        help_text=_("Such as “About 10 minutes”."),
    )
    body = Body(label=_("body"), required=False)

    class Meta:
        icon = "list-ol"
        label = _("step")


@dataclass(frozen=True)
class Step:
    """A step as a page shows it."""

    number: int
    title: str
    takes: str
    body: Any
    url: str


class StepByStepPage(PublicPage):
    """Steps in order. Each has an address by its number, which is the same in every language; `all/` has them all."""

    kind = _("Step by step")
    lead = models.TextField(_("first sentences"), max_length=400, blank=True)
    layout = models.CharField(_("layout"), max_length=4, choices=Layout, default=Layout.EACH)
    steps = StreamField([("step", StepPart())], min_num=2, verbose_name=_("steps"))
    featured = models.BooleanField(
        _("on the home page"),
        default=False,
        help_text=_("Also shown on the home page, under “Good to know”."),
    )

    parent_page_types = ["cms.HomePage", "cms.InformationPage"]
    subpage_types: list[str] = []
    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("layout"), FieldPanel("steps")]
    promote_panels = [*Page.promote_panels, FieldPanel("featured")]
    api_fields = [*PublicPage.api_fields, APIField("lead"), APIField("layout"), APIField("steps")]
    template = "cms/steps.html"

    class Meta:
        verbose_name = _("step by step page")
        verbose_name_plural = _("step by step pages")

    def words(self) -> str:
        """Return all that can be read on the page and its steps."""
        return " ".join([self.lead, *self.steps.stream_block.get_searchable_content(self.steps)])

    @property
    def teaser(self) -> str:
        """The beginning of the first sentences."""
        return Truncator(self.lead or self.search_description).chars(ONE_LINE)

    def parts(self) -> list[str]:
        """Return the addresses of the steps, where each has its own."""
        if self.layout == Layout.ONE:
            return []
        return [*(f"{number}/" for number in range(1, len(self.steps) + 1)), f"{WHOLE}/"]

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Lead the number of a step to it, and `all/` to all of them."""
        if len(path_components) == 1 and self.live and f"{path_components[0]}/" in self.parts():
            return RouteResult(self, kwargs={"part": path_components[0]})
        return super().route(request, path_components)

    def get_context(self, request: HttpRequest, *args: Any, part: str = "", **kwargs: Any) -> dict[str, Any]:
        """Add the steps, the one that is asked for, and whether all of them stand on this page."""
        steps = self.listed(self.get_url(request) or "")
        at = int(part) if part.isdigit() else 0
        return {
            **super().get_context(request, *args, **kwargs),
            "steps": steps,
            "step": steps[at - 1] if at else None,
            "before": steps[at - 2] if at > 1 else None,
            "after": steps[at] if at < len(steps) else None,
            "whole": self.layout == Layout.ONE or part == WHOLE,
            "part": f"{part}/" if part else "",
        }

    def listed(self, address: str) -> list[Step]:
        """Return the steps with where each is."""
        alone = self.layout == Layout.EACH
        return [
            Step(
                number,
                value["title"],
                value["takes"],
                value["body"],
                f"{address}{number}/" if alone else f"#step-{number}",
            )
            for number, value in enumerate((block.value for block in self.steps), start=1)
        ]
