"""Privacy notices: what a person is told before they give personal information (FIPPA, s. 37(2))."""

from typing import Any

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

SHOWN = ("title", "purpose", "authority", "officer", "address")


class PrivacyNotice(models.Model):
    """Purpose, legal authority and who answers questions, in both languages.

    Published report types keep its text by value: a later change shows with their next version.
    """

    key = models.SlugField(
        _("key"), unique=True, help_text=_("A short name that report types use. It never changes.")
    )
    title_en = models.CharField(_("title"), max_length=120, blank=True)
    title_fr = models.CharField(_("title"), max_length=120, blank=True)
    purpose_en = models.TextField(_("purpose"))
    purpose_fr = models.TextField(_("purpose"))
    authority_en = models.TextField(_("legal authority"))
    authority_fr = models.TextField(_("legal authority"))
    officer_en = models.CharField(_("title of who answers questions"), max_length=200)
    officer_fr = models.CharField(_("title of who answers questions"), max_length=200)
    address_en = models.TextField(_("address"))
    address_fr = models.TextField(_("address"))
    phone = models.CharField(_("phone"), max_length=30)

    panels = [
        FieldPanel("key"),
        MultiFieldPanel(
            [FieldPanel(f"{name}_en") for name in SHOWN],
            heading=_("English"),
        ),
        MultiFieldPanel(
            [FieldPanel(f"{name}_fr") for name in SHOWN],
            heading=_("French"),
        ),
        FieldPanel("phone"),
    ]

    class Meta:
        verbose_name = _("privacy notice")
        verbose_name_plural = _("privacy notices")
        ordering = ["key"]

    def __str__(self) -> str:
        return self.key

    def shown(self) -> dict[str, str]:
        """Return the notice in the active language; without a title its key stands in."""
        code = "fr" if get_language() == "fr" else "en"
        texts = {name: str(getattr(self, f"{name}_{code}")) for name in SHOWN}
        return {
            **texts,
            "title": texts["title"] or self.key.replace("-", " ").capitalize(),
            "phone": self.phone,
        }

    def frozen(self) -> dict[str, Any]:
        """Return the notice as a form version keeps it: texts by language, and the phone number."""
        names = ("purpose", "authority", "officer", "address")
        texts = {name: {code: getattr(self, f"{name}_{code}") for code in ("en", "fr")} for name in names}
        return {**texts, "phone": self.phone}
