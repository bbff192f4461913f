"""The home page: the question that starts everything, and where else to go."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from cms.guides import guide_below
from cms.languages import address_of_nearest
from cms.models.advice import AdvicePage
from cms.models.news import NewsListPage, NewsPage
from cms.models.pages import InformationPage, ListedPage, ListPage, PublicPage, ReadingPage
from cms.models.steps import StepByStepPage

COMMONEST = 6
LATEST = 3
GOOD_TO_KNOW = 4
FEATURED: tuple[type[ReadingPage] | type[StepByStepPage], ...] = (StepByStepPage, InformationPage, AdvicePage)


class HomePage(PublicPage):
    """The question that starts everything, the commonest matters, and the other ways."""

    lead = models.CharField(_("line under the question"), max_length=250, blank=True)
    matters = StreamField(
        [("matter", blocks.PageChooserBlock(page_type="cms.ListedPage", label=_("matter")))],
        blank=True,
        max_num=COMMONEST,
        verbose_name=_("commonest matters"),
        help_text=_("Leave empty to show the first six of the list."),
    )

    max_count_per_parent = 2
    parent_page_types = ["wagtailcore.Page"]
    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("matters")]
    api_fields = [*PublicPage.api_fields, APIField("lead")]
    template = "cms/home.html"

    class Meta:
        verbose_name = _("home page")

    def words(self) -> str:
        """Return the line under the question."""
        return self.lead

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the matters, the list that has all of them, and the news."""
        return {
            **super().get_context(request, *args, **kwargs),
            "matters": self.commonest(),
            "guide": guide_below(self),
            "list_page": ListPage.objects.live().child_of(self).first(),
            "news": NewsPage.objects.live().public().descendant_of(self).order_by("-date", "-path")[:LATEST],
            "news_list": NewsListPage.objects.live().public().child_of(self).first(),
            "good_to_know": list(chain.from_iterable(self.featured()))[:GOOD_TO_KNOW],
        }

    def commonest(self) -> list[ListedPage]:
        """Return the chosen matters in this page's language, else the first of the list."""
        in_order = ListedPage.objects.live().public().filter(locale=self.locale_id)
        keys = [block.value.translation_key for block in self.matters if block.value]
        if keys:
            found = {page.translation_key: page for page in in_order.filter(translation_key__in=keys)}
            return [found[key] for key in keys if key in found]
        return list(in_order.order_by("path")[:COMMONEST])

    def featured(self) -> Iterator[models.QuerySet[Any]]:
        """Yield the pages of each kind that editors want on the home page."""
        for kind in FEATURED:
            yield kind.objects.live().public().descendant_of(self).filter(featured=True).order_by("path")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Lead an address of another language, which was only given this one's first part, to the page it means."""
        try:
            return super().route(request, path_components)
        except Http404:
            for home in HomePage.objects.live().translation_of(self):
                try:
                    meant = Page.route(home, request, path_components)
                except Http404:
                    continue
                return RouteResult(self, kwargs={"meant": meant.page})
            raise

    def serve(
        self, request: HttpRequest, *args: Any, meant: Page | None = None, **kwargs: Any
    ) -> HttpResponse:
        """Show the home page, or lead to the nearest page of this language."""
        if meant is None:
            return super().serve(request, *args, **kwargs)
        return HttpResponseRedirect(address_of_nearest(meant, self.locale.language_code))
