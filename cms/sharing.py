"""The picture that stands beside a link to a page where people share it: its first one, else the agency's logo."""

from typing import NamedTuple

from wagtail.images.models import SourceImageIOError
from wagtail.models import Page

from cms import look
from cms.content import leaves
from cms.models import AgencyLook, SiteImage

# What the places for sharing show of a picture, and of a mark. Not all of them read WebP.
LARGE = "fill-1200x630|format-jpeg"
SMALL = "max-600x600|format-png"


class Preview(NamedTuple):
    """A picture for sharing: its address, its size, what it shows, and whether it is the page's own."""

    url: str
    width: int
    height: int
    alt: str
    large: bool


def preview_of(page: Page) -> Preview | None:
    """Return the picture for a page in the active language, or None where there is neither picture nor logo."""
    image = first_picture(page)
    if image is not None:
        return _made(image, LARGE, large=True)
    row = AgencyLook.objects.select_related("logo").first()
    if row is None or row.logo is None:
        return None
    # A logo stands on the agency's colour on our pages, and does so here.
    ground = look.chosen(row).theme.brand.removeprefix("#")
    return _made(row.logo, f"{SMALL}|bgcolor-{ground}", large=False)


def first_picture(page: Page) -> SiteImage | None:
    """Return the first picture in the text of a page."""
    return next((leaf.value for leaf in leaves(page) if isinstance(leaf.value, SiteImage)), None)


def _made(image: SiteImage, wanted: str, *, large: bool) -> Preview | None:
    try:
        made = image.get_rendition(wanted)
    except (SourceImageIOError, OSError):  # its file is gone; the page is there all the same
        return None
    return Preview(made.url, made.width, made.height, image.default_alt_text, large)
