"""The demo's site: its home, lists, pages, notice and privacy notice, in both languages."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate
from wagtail.models import Locale, Page, Site

from cms.demo_bodies import Known, blocks_of
from cms.demo_media import images, videos
from cms.models import AdviceMatter, HomePage, ListPage, Notice, PrivacyNotice

# Privacy notices by key, and which text of the file each is.
NOTICES = {"reports": "privacy_notice", "feedback": "feedback_notice"}
TEXTS = Path(__file__).with_name("demo_texts.json")
PAGES = Path(__file__).with_name("demo_pages")
# In this order: a page stands below one that was made before it.
FILES = ("information", "steps", "advice", "news")


@transaction.atomic
def build_site() -> None:
    """Make what is missing of the demo's home, list, notice and privacy notice; what editors changed since stays."""
    texts = read(TEXTS)
    home = in_both(HomePage, {"": Page.get_first_root_node()}, texts["home"])
    set_site(home["en"])
    in_both(ListPage, home, texts["list"])
    if not Notice.objects.exists():
        Notice.objects.create(starts=datetime(2026, 1, 1, tzinfo=UTC), **texts["notice"])
    for key, name in NOTICES.items():
        notice = {**texts[name], "phone": settings.AGENCY["phone"]}
        PrivacyNotice.objects.get_or_create(key=key, defaults=notice)


@transaction.atomic
def build_pages(matters: Mapping[str, Page]) -> None:
    """Make what is missing of the demo's pages; `matters` are the pages of report types in English, by key."""
    homes = {page.locale.language_code: page for page in HomePage.objects.select_related("locale")}
    known = Known(matters, images(), videos())
    made: dict[str, dict[str, Page]] = {"": homes}
    for told in (page for name in FILES for page in read(PAGES / f"{name}.json")):
        kind = apps.get_model("cms", told["kind"])
        given = {code: dict(fields_of(told[code], known)) for code in homes}
        pages = made[told["en"]["slug"]] = in_both(kind, made[told.get("under", "")], given)
        for page in pages.values():
            tie(page, [matters[key] for key in told.get("about", []) if key in matters])


def read(path: Path) -> Any:
    """Return what a file of texts holds."""
    return json.loads(path.read_text(encoding="utf-8"))


def fields_of(told: Mapping[str, Any], known: Known) -> Iterator[tuple[str, Any]]:
    """Yield the fields of a page: its bodies whole, its date counted back from today."""
    for name, value in told.items():
        if name == "days_ago":
            yield "date", localdate() - timedelta(days=value)
        elif name == "body":
            yield name, json.dumps(blocks_of(value, known))
        elif name == "steps":
            steps = [
                {"type": "step", "value": {**step, "body": blocks_of(step["body"], known)}} for step in value
            ]
            yield name, json.dumps(steps)
        else:
            yield name, value


def tie(page: Page, matters: list[Page]) -> None:
    """Tie advice to the report types that it is about, where it is tied to none."""
    if matters and not page.matters.exists():
        for order, matter in enumerate(matters):
            AdviceMatter.objects.create(page=page, matter_id=matter.pk, sort_order=order)


def in_both(
    kind: type[Page], parents: Mapping[str, Page], given: Mapping[str, Mapping[str, Any]]
) -> dict[str, Page]:
    """Return the page and its translation, made and published below their parents where they are missing."""
    made: dict[str, Page] = {}
    for language, fields in given.items():
        locale, _ = Locale.objects.get_or_create(language_code=language)
        above = parents.get(language) or parents[""]
        found = Page.objects.child_of(above).filter(slug=fields["slug"], locale=locale).first()
        made[language] = found.specific if found else publish(kind, above, locale, fields, made.get("en"))
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
