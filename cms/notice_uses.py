"""Where a privacy notice is told to people: whoever ties pages to notices registers how they are found."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from wagtail.models import Page

if TYPE_CHECKING:
    from cms.models import PrivacyNotice

Find = Callable[["PrivacyNotice", str], Iterable[Page]]
_finders: list[Find] = []


def register_uses(find: Find) -> None:
    """Have the register of notices list what `find` returns for a notice and a language."""
    if find not in _finders:
        _finders.append(find)


def pages_that_use(notice: "PrivacyNotice", language: str) -> list[Page]:
    """Return the live pages of `language` that tell people this notice."""
    return [page for find in _finders for page in find(notice, language)]
