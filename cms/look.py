"""How the site looks now: what staff set, else what the environment says."""

from dataclasses import dataclass
from typing import NamedTuple

from django.conf import settings
from django.templatetags.static import static
from wagtail.images.models import SourceImageIOError

from cms.models.image import SiteImage
from cms.models.look import AgencyLook
from cms.theme import Theme

# The typeface that the tokens name themselves, and the ones that a file of ours brings.
OWN = "atkinson-hyperlegible-next"
LOGO = "max-440x96|format-webp-lossless"


class Logo(NamedTuple):
    """The agency's logo: where it is, its size at half of its pixels, and what it shows in each language."""

    url: str
    width: int
    height: int
    alt: dict[str, str]


@dataclass(frozen=True)
class Look:
    """Colours and typeface as a style sheet has them, and the logo in place of our mark."""

    theme: Theme
    logo: Logo | None = None
    with_name: bool = True

    @property
    def font(self) -> str:
        """The address of the typeface's file; nothing for the device's own."""
        return font_of(self.theme.face)


def current() -> Look:
    """Return how the site looks now."""
    look = chosen(AgencyLook.objects.select_related("logo").first())
    _last.clear()
    _last.append(look)
    return look


def last_known() -> Look:
    """Return how the site looked when somebody last asked, without asking the database."""
    return _last[0] if _last else chosen(None)


def chosen(row: AgencyLook | None) -> Look:
    """Return the look that staff chose, where they chose."""
    colours = {
        name: str(getattr(row, name, "") or settings.AGENCY[name]).lower()
        for name in ("brand", "action", "link")
    }
    face = row.face if row else ""
    theme = Theme(**colours, face=face, font=font_of(face) if face else "")
    logo = logo_of(row.logo) if row and row.logo else None
    return Look(theme, logo, with_name=row.name_beside_logo if row else True)


def logo_of(image: SiteImage) -> Logo | None:
    """Return a logo at half of its pixels, so that it is sharp on every screen; nothing where its file is gone."""
    try:
        made = image.get_rendition(LOGO)
    except (SourceImageIOError, OSError):
        return None
    return Logo(made.url, made.width // 2, made.height // 2, {"en": image.alt_en, "fr": image.alt_fr})


def font_of(face: str) -> str:
    """Return the address of a typeface's file."""
    return "" if face == "system" else static(f"cms/vendor/{face or OWN}/latin.woff2")


_last: list[Look] = []
