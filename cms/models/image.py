"""Images of the pages: one for both languages, with what it shows in words in each."""

from django.conf import settings
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailsImage
from wagtail.search import index

HELP = _("What it shows, in one sentence, for people who cannot see it.")
WORDS = ("alt_en", "alt_fr")


class SiteImage(AbstractImage):
    """An image. Whichever page shows it, its words are those of that page's language."""

    alt_en = models.CharField(_("in words, in English"), max_length=250, help_text=HELP)
    alt_fr = models.CharField(_("in words, in French"), max_length=250, help_text=HELP)

    # Staff have no list of what they uploaded: the library says it.
    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by user"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    admin_form_fields = (
        "title",
        "file",
        *WORDS,
        *(name for name in WagtailsImage.admin_form_fields if name not in {"title", "file", "description"}),
    )
    search_fields = [*AbstractImage.search_fields, *(index.SearchField(name) for name in WORDS)]

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_siteimage", "Can choose image")]

    @property
    def default_alt_text(self) -> str:
        """What it shows, in the active language."""
        return str(self.alt_fr if get_language() == "fr" else self.alt_en)

    def lacks(self) -> list[str | Promise]:
        """Return the languages in which nobody has said yet what it shows."""
        said = ((_("English"), self.alt_en), (_("French"), self.alt_fr))
        return [name for name, alt in said if not alt]


class Rendition(AbstractRendition):
    """An image in a size that a page shows."""

    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
