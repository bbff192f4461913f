"""The demo's site: its home, lists, pages, notice and privacy notice, in both languages."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site

from cms.models import HomePage, InformationPage, ListPage, Notice, PrivacyNotice

REPORTS = "reports"
TEXTS = Path(__file__).with_name("demo_texts.json")


@transaction.atomic
def build_site() -> None:
    """Make what is missing of the demo's site; what editors changed since stays."""
    texts = json.loads(TEXTS.read_text(encoding="utf-8"))
    home = in_both(HomePage, Page.get_first_root_node(), texts["home"])
    set_site(home["en"])
    in_both(ListPage, home, texts["list"])
    for page in texts["pages"]:
        in_both(InformationPage, home, page)
    if not Notice.objects.exists():
        Notice.objects.create(starts=datetime(2026, 1, 1, tzinfo=UTC), **texts["notice"])
    notice = {**texts["privacy_notice"], "phone": settings.AGENCY["phone"]}
    PrivacyNotice.objects.get_or_create(key=REPORTS, defaults=notice)


def in_both(
    kind: type[Page], parent: Page | Mapping[str, Page], given: Mapping[str, Mapping[str, Any]]
) -> dict[str, Page]:
    """Return the page and its translation, made and published below `parent` where they are missing."""
    made: dict[str, Page] = {}
    for language, fields in given.items():
        locale, _ = Locale.objects.get_or_create(language_code=language)
        above = parent if isinstance(parent, Page) else parent[language]
        found = kind.objects.child_of(above).filter(slug=fields["slug"], locale=locale).first()
        made[language] = found or publish(kind, above, locale, fields, made.get("en"))
    return made


def publish(
    kind: type[Page], above: Page, locale: Locale, fields: Mapping[str, Any], source: Page | None
) -> Page:
    """Add a page below `above`, as the translation of `source` where there is one, and publish it."""
    key = {"translation_key": source.translation_key} if source else {}
    page = above.add_child(instance=kind(locale=locale, **key, **fields))
    page.save_revision().publish()
    return page


def set_site(home: Page) -> None:
    """Put the home page at the root of the default site, in place of the page that Wagtail comes with."""
    address = urlsplit(settings.SITE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "root_page": home,
            "hostname": address.hostname or "localhost",
            "port": port,
            "site_name": settings.AGENCY["name"]["en"],
        },
    )
    Page.objects.filter(depth=2, slug="home", content_type__model="page").delete()
