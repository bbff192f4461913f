"""Where report types and the finder lead people to other sites: these are hand-offs, whose links matter most."""

from collections.abc import Iterator

from django.urls import reverse
from wagtail.models import Locale

from cms.outgoing.finding import Link, addresses_in
from forms.finder.nodes import nodes_of
from forms.models import FinderPage, ReportTypePage
from workflows import definition


def links() -> Iterator[Link]:
    """Yield the links of live finders, and of the versions that citizens get."""
    for finder in FinderPage.objects.live():
        edit = reverse("wagtailadmin_pages:edit", args=[finder.pk])
        for node in nodes_of(finder):
            for url in addresses_in(node.link):
                yield Link(url, finder.get_admin_display_title(), edit, hand_off=True)
    for page in ReportTypePage.objects.live().filter(locale=Locale.get_default()):
        yield from _of_type(page)


def _of_type(page: ReportTypePage) -> Iterator[Link]:
    version = page.version
    if version is None:
        return
    edit, where = reverse("wagtailadmin_pages:edit", args=[page.pk]), page.get_admin_display_title()
    for stopper in definition.Definition.of(version.definition).stoppers:
        for url in addresses_in(str((stopper.link or {}).get("url") or "")):
            yield Link(url, where, edit, hand_off=True)
    for url in addresses_in(version.canonical):
        yield Link(url, where, edit)
