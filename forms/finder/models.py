"""The finder as a page: each question, body and emergency has an address of its own below it."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from cms.models.pages import PublicPage
from forms.finder.blocks import Nodes


class FinderPage(PublicPage):
    """A guided choice and a search. Each language's page has its own words; keys are the same in all."""

    lead = models.CharField(_("line under the title"), max_length=250, blank=True)
    nodes = StreamField(Nodes(), blank=True, verbose_name=_("questions and where they lead"))

    # A way into reporting, and to 911.
    asks_feedback = False
    parent_page_types = ["cms.HomePage", "cms.ListPage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("nodes")]
    api_fields = [*PublicPage.api_fields, APIField("lead"), APIField("nodes")]

    class Meta:
        verbose_name = _("type finder")
        verbose_name_plural = _("type finders")

    def kept_back_by(self) -> Iterator[str]:
        """Yield what must be mended, and what would leave somebody without an answer."""
        from forms.finder.lint import lint

        yield from super().kept_back_by()
        yield from lint(self)

    def words(self) -> str:
        """Return the line under the title; what the finder leads to has pages of its own."""
        return self.lead

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Lead the one part of a path below the page to the node with that key."""
        if len(path_components) == 1 and self.live:
            return RouteResult(self, kwargs={"key": path_components[0]})
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, key: str = "") -> HttpResponse:
        """Show the first question, what was searched, or the node with a key."""
        from forms.finder import views

        return views.node(request, self, key) if key else views.start(request, self)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show the draft: its first question."""
        from forms.finder import views

        return views.start(request, self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Nothing beside the page: its views add what is shown."""
        return {"page": self, "self": self, "request": request}
