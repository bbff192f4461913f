"""News: a list, the latest first, its feed, and one page for each."""

from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.models import Page
from wagtail.search import index
from wagtail.url_routing import RouteResult

from cms.feed import feed_of
from cms.models.pages import PublicPage, ReadingPage
from cms.paging import neighbours

FEED = "feed"
ON_A_PAGE = 10
IN_THE_FEED = 20


class NewsListPage(PublicPage):
    """All news, the latest first. Its feed is at `feed/` below it."""

    kind = _("News")
    lead = models.CharField(_("line under the title"), max_length=250, blank=True)

    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.NewsPage"]
    content_panels = [*Page.content_panels, FieldPanel("lead")]
    api_fields = [*PublicPage.api_fields, APIField("lead")]
    template = "cms/news_list.html"

    class Meta:
        verbose_name = _("list of news")
        verbose_name_plural = _("lists of news")

    def words(self) -> str:
        """Return the line under the title."""
        return self.lead

    def latest(self) -> "models.QuerySet[NewsPage]":
        """Return what is published, the latest first."""
        return NewsPage.objects.live().public().child_of(self).order_by("-date", "-path")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Lead `feed/` to the feed."""
        if path_components == [FEED] and self.live:
            return RouteResult(self, kwargs={"feed": True})
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, feed: bool = False, **kwargs: Any) -> HttpResponse:
        """Show a page of the list, or give the feed."""
        return feed_of(self, self.latest()[:IN_THE_FEED]) if feed else super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the news of the page of the list that is asked for; a number too high gives the last."""
        shown = Paginator(self.latest(), ON_A_PAGE).get_page(request.GET.get("page"))
        return {**super().get_context(request, *args, **kwargs), "shown": shown, **neighbours(shown)}


class NewsPage(ReadingPage):
    """One piece of news, with its date."""

    kind = _("News")
    date = models.DateField(_("date"), default=localdate)

    parent_page_types = ["cms.NewsListPage"]
    subpage_types: list[str] = []
    content_panels = [*Page.content_panels, FieldPanel("date"), FieldPanel("lead"), FieldPanel("body")]
    search_fields = [*ReadingPage.search_fields, index.FilterField("date")]
    api_fields = [*ReadingPage.api_fields, APIField("date")]
    template = "cms/news.html"

    class Meta:
        verbose_name = _("news")
        verbose_name_plural = _("news")
