"""The register of privacy notices as a public page: every notice, its authority, and where it is used."""

from typing import Any, NamedTuple

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.models import Page

from cms.models.pages import PublicPage
from cms.models.privacy import PrivacyNotice
from cms.notice_uses import pages_that_use


class Entry(NamedTuple):
    """A notice in the language of the page, and the pages where people are told it."""

    key: str
    notice: dict[str, str]
    pages: list[Page]


class PrivacyRegisterPage(PublicPage):
    """All privacy notices on one page, made from the register that staff keep."""

    kind = _("Information")
    lead = models.TextField(_("first sentences"), max_length=400, blank=True)

    parent_page_types = ["cms.HomePage", "cms.InformationPage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    content_panels = [*Page.content_panels, FieldPanel("lead")]
    api_fields = [*PublicPage.api_fields, APIField("lead")]
    template = "cms/privacy_register.html"

    class Meta:
        verbose_name = _("register of privacy notices")
        verbose_name_plural = _("registers of privacy notices")

    def words(self) -> str:
        """Return the first sentences; the notices change without this page."""
        return self.lead

    @property
    def teaser(self) -> str:
        """The first sentences."""
        return self.lead

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the notices."""
        language = self.locale.language_code
        entries = [
            Entry(each.key, each.shown(), pages_that_use(each, language))
            for each in PrivacyNotice.objects.order_by("key")
        ]
        return {**super().get_context(request, *args, **kwargs), "entries": entries}
