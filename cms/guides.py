"""A guided choice on the home page: whoever has such pages registers how the one below a home page is found."""

from collections.abc import Callable

from wagtail.models import Page

Find = Callable[[Page], Page | None]
_finders: list[Find] = []


def register_guide(find: Find) -> None:
    """Have home pages lead to what `find` returns for them."""
    if find not in _finders:
        _finders.append(find)


def guide_below(home: Page) -> Page | None:
    """Return the page that leads a visitor of `home` to the right matter, if there is one."""
    return next((page for find in _finders if (page := find(home)) is not None), None)
