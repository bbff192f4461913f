"""The finder that a home page leads to."""

from wagtail.models import Page

from forms.models import FinderPage


def finder_below(home: Page) -> Page | None:
    """Return the live finder below a home page, if there is one."""
    return FinderPage.objects.live().public().descendant_of(home).order_by("path").defer("nodes").first()
