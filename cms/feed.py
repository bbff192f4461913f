"""News as a feed (Atom) for readers' programs and other sites."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.timezone import make_aware

if TYPE_CHECKING:
    from cms.models import NewsListPage, NewsPage


def feed_of(page: "NewsListPage", news: Iterable["NewsPage"]) -> HttpResponse:
    """Return the feed of a list of news, in its language."""
    address = page.full_url or ""
    feed = Atom1Feed(
        title=page.title,
        link=address,
        description=page.lead,
        language=page.locale.language_code,
        feed_url=f"{address}feed/",
    )
    for each in news:
        told = make_aware(datetime.combine(each.date, time(12)))
        feed.add_item(
            title=each.title,
            link=each.full_url or "",
            description=each.teaser,
            unique_id=f"urn:uuid:{each.translation_key}:{page.locale.language_code}",
            pubdate=told,
            updateddate=max(told, each.last_published_at or told),
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
