"""The agency's look: colours, logo and typeface, which staff set; what is empty is as the environment says."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting

from cms.theme import READABLE_TEXT, contrast, is_colour, parse

WHITE, GROUND = "#ffffff", "#f3f5f7"
HELP = _("As #rrggbb. Leave empty for the colour that the site came with.")


class Face(models.TextChoices):
    """The typefaces that there are: our own files, nothing from elsewhere."""

    ATKINSON = "", "Atkinson Hyperlegible Next"
    NOTO = "noto-sans", "Noto Sans"
    SOURCE = "source-sans-3", "Source Sans 3"
    SYSTEM = "system", _("The device’s own")


class AgencyLook(BaseGenericSetting):
    """What staff chose; saved only when everybody can read it."""

    brand = models.CharField(_("colour of the agency"), max_length=7, blank=True, help_text=HELP)
    action = models.CharField(_("colour of the main button"), max_length=7, blank=True, help_text=HELP)
    link = models.CharField(_("colour of links"), max_length=7, blank=True, help_text=HELP)
    face = models.CharField(_("typeface"), max_length=20, choices=Face, default=Face.ATKINSON, blank=True)
    logo = models.ForeignKey(
        "cms.SiteImage",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Stands on the agency’s colour. Best on a clear ground, at least 160 pixels high."),
    )
    name_beside_logo = models.BooleanField(
        _("name beside the logo"), default=True, help_text=_("Take it off when the logo itself has the name.")
    )

    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("brand"), FieldPanel("action"), FieldPanel("link")]),
            ],
            heading=_("Colours"),
            help_text=_(
                "Each needs a contrast of at least 4.5 to 1. Dark screens get a lighter twin by themselves."
            ),
        ),
        FieldPanel("face"),
        MultiFieldPanel([FieldPanel("logo"), FieldPanel("name_beside_logo")], heading=_("Logo")),
    ]

    class Meta:
        verbose_name = _("look of the site")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    def clean(self) -> None:
        """Refuse a colour that somebody could not read, and a logo that says nothing to who cannot see it."""
        wrong = {name: problem for name in ("brand", "action", "link") if (problem := self._problem(name))}
        if self.logo and self.logo.lacks():
            wrong["logo"] = ValidationError(
                _("Open the image first and say what it shows, in both languages.")
            )
        if wrong:
            raise ValidationError(wrong)

    def _problem(self, name: str) -> ValidationError | None:
        """Return what is wrong with a colour: white stands on brand and button, links on white and on light grey."""
        colour = str(getattr(self, name)).strip().lower()
        setattr(self, name, colour)
        if not colour:
            return None
        if not is_colour(colour):
            return ValidationError(_("Write the colour as #rrggbb, such as #17405f."))
        papers = (WHITE, GROUND) if name == "link" else (WHITE,)
        found = min(contrast(parse(colour), parse(paper)) for paper in papers)
        if found >= READABLE_TEXT:
            return None
        text = _("Its contrast is %(found)s to 1 and must be at least 4.5 to 1. Choose a darker colour.")
        return ValidationError(text, params={"found": f"{int(found * 10) / 10:.1f}"})
