"""Where the site links to: whoever shows residents links registers how they are found."""

import html
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.timezone import now
from wagtail.models import Page
from wagtail.rich_text import RichText

from cms.content import fields_of, leaves
from cms.models import Notice, OutgoingLink
from cms.redirecting.addresses import local_path

ADDRESS = re.compile(r"https?://[^\s<>\"'»”]+[^\s<>\"'»”.,;:!?)\]]")
LONGEST = 2000


@dataclass(frozen=True)
class Link:
    """One use of an address: what it is on, where that is mended, whether it leads people to another body."""

    url: str
    where: str
    edit_url: str
    hand_off: bool = False


Find = Callable[[], Iterable[Link]]
_finders: list[Find] = []


def register_links(find: Find) -> None:
    """Have the links that `find` returns looked after."""
    if find not in _finders:
        _finders.append(find)


def addresses_in(text: str) -> list[str]:
    """Return the addresses elsewhere in a text, rich or plain."""
    return [html.unescape(found) for found in ADDRESS.findall(text)]


def all_links() -> Iterator[Link]:
    """Yield every use of every address elsewhere."""
    for find in (on_pages, on_notices, *_finders):
        for link in find():
            if len(link.url) <= LONGEST and local_path(link.url) is None:
                yield link


def collect() -> None:
    """Bring the rows up to date with what is used today; what is known of each stays."""
    used: dict[str, list[Link]] = defaultdict(list)
    for link in all_links():
        used[link.url].append(link)
    OutgoingLink.objects.exclude(url__in=list(used)).delete()
    for url, links in used.items():
        places = list({(link.where, link.edit_url): None for link in links})
        fields = {
            "places": [list(place) for place in places],
            "hand_off": any(each.hand_off for each in links),
        }
        OutgoingLink.objects.update_or_create(url=url, defaults=fields)


def on_pages() -> Iterator[Link]:
    """Yield the links of live pages, whatever kind of page and box they are in."""
    for page in Page.objects.live().filter(depth__gt=1).specific():
        edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
        texts = [words for _name, _label, words in fields_of(page)]
        for leaf in leaves(page):
            value = leaf.value
            if isinstance(value, RichText):
                texts.append(value.source)
            elif isinstance(value, str):
                texts.append(value)
            elif isinstance(getattr(value, "url", None), str) and not hasattr(value, "pk"):
                texts.append(value.url)
        for text in texts:
            for url in addresses_in(text):
                yield Link(url, page.get_admin_display_title(), edit)


def on_notices() -> Iterator[Link]:
    """Yield the links of notices that show or will show."""
    for notice in Notice.objects.exclude(ends__lte=now()):
        edit = reverse("wagtailsnippets_cms_notice:edit", args=[notice.pk])
        for text in (notice.text_en, notice.text_fr):
            for url in addresses_in(text):
                yield Link(url, notice.title, edit)
