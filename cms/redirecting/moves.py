"""After a page moved: what leads away from the address it has now would be a circle as soon as it is taken down.

Wagtail writes redirects for the page and the live pages below it, in each language, and says so by its signals.
"""

from collections.abc import Iterator
from typing import Any

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page
from wagtail.signals import page_slug_changed, post_page_move


def watch() -> None:
    """Have each move and each new slug tidy up behind it."""
    post_page_move.connect(forget_circles, dispatch_uid="cms.redirecting.moved")
    page_slug_changed.connect(forget_circles, dispatch_uid="cms.redirecting.renamed")


def forget_circles(instance: Page, **_: Any) -> None:
    """Delete the redirects that Wagtail once made from where the page, or one below it, is now."""
    here = {Redirect.normalise_path(address) for address in _addresses(instance)}
    Redirect.objects.filter(automatically_created=True, old_path__in=here).delete()


def _addresses(page: Page) -> Iterator[str]:
    fresh = Page.objects.get(pk=page.pk)
    for each in fresh.get_descendants(inclusive=True):
        if each.url:
            yield each.url
