"""Printed addresses: who prints any registers what it printed; here it is seen where each leads today.

`keep` notes a code that an editor takes for print. `register_printed` is for addresses that hang on rows of another
app, such as the short link of a campaign: `Code(path="/go/bike", called=…, leads_to="/en/…", edit_url=…)`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.models import PrintedCode
from cms.redirecting.addresses import Found, end_of, path_only


@dataclass(frozen=True)
class Code:
    """An address on paper: its path on this site, what people know it as, where it leads on to, where to mend it."""

    path: str
    called: str
    leads_to: str = ""
    edit_url: str = ""

    def end(self) -> Found | None:
        """Return where somebody ends who follows it today."""
        return end_of(self.leads_to or self.path)


Find = Callable[[], Iterable[Code]]
_finders: list[Find] = []


def register_printed(find: Find) -> None:
    """Have the addresses that `find` returns looked after."""
    if find not in _finders:
        _finders.append(find)


def keep(path: str, *, where: str, page: Page) -> None:
    """Note that a code with this address, which leads to `page`, was taken for print."""
    PrintedCode.objects.get_or_create(
        path=path[:500], defaults={"where": where[:120], "title": page.title[:255], "page": page}
    )


def codes() -> Iterator[Code]:
    """Yield every printed address that is known."""
    for row in PrintedCode.objects.select_related("page"):
        where = _("“%(title)s” at %(where)s") if row.where else _("“%(title)s”")
        edit = reverse("wagtailadmin_pages:edit", args=[row.page_id]) if row.page_id else ""
        yield Code(row.path, where % {"title": row.title, "where": row.where}, edit_url=edit)
    for find in _finders:
        yield from find()


def leading_to(page: Page) -> list[Code]:
    """Return the printed addresses that end at this page or at one below it."""
    return [
        code
        for code in codes()
        if (found := code.end()) is not None
        and found.page is not None
        and found.page.path.startswith(page.path)
    ]


def leading_nowhere() -> list[Code]:
    """Return the printed addresses that lead to nothing."""
    return [code for code in codes() if code.end() is None]


def shown_end(code: Code) -> str:
    """Return where a printed address ends, in words; nothing when it ends nowhere."""
    found = code.end()
    if found is None:
        return ""
    return found.page.title if found.page else path_only(code.leads_to or code.path)
