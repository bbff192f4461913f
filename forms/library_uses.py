"""Where parts of the library are used, and which changed since the report types that include them were published."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wagtail.models import Locale

from forms.compile import PART, compile_page, stored
from forms.models import ReportTypePage, ReusablePart
from workflows.models import FormVersion


@dataclass(frozen=True)
class Use:
    """One report type that includes a part: in its draft, in what citizens get, and whether the part changed since."""

    page: ReportTypePage
    version: FormVersion | None
    in_draft: bool
    published: bool
    changed: bool


def uses_of(part: ReusablePart) -> list[Use]:
    """Return the report types that include the part, in the order of their titles."""
    found = (_use(page, part.pk) for page in _sources())
    return sorted((use for use in found if use is not None), key=lambda use: use.page.title)


def count_uses() -> Counter[int]:
    """Return in how many report types each part is, in the draft or in what citizens get, by its primary key."""
    counts: Counter[int] = Counter()
    for page in _sources():
        published = parts_of(page) if page.live else set()
        counts.update(published | parts_of(page.get_latest_revision_as_object()))
    return counts


def changed_parts(page: ReportTypePage) -> list[ReusablePart]:
    """Return the parts of a published report type that are no longer as the version that citizens get has them."""
    live = ReportTypePage.objects.filter(pk=page.pk, live=True).first()
    if live is None or live.version is None:
        return []
    named = parts_of(live) & parts_of(page)
    if not named or not _differs(live):
        return []
    since = live.last_published_at
    return list(ReusablePart.objects.filter(pk__in=named, changed_at__gt=since)) if since else []


def parts_of(page: ReportTypePage) -> set[int]:
    """Return the primary keys of the parts that the page includes."""
    items = (item for step in stored(page, "steps") for item in step["value"].get("items") or [])
    return {item["value"]["part"] for item in items if item["type"] == PART and item["value"].get("part")}


def _use(page: ReportTypePage, part: int) -> Use | None:
    published = page.live and part in parts_of(page)
    draft = page.get_latest_revision_as_object()
    in_draft = part in parts_of(draft)
    if not (published or in_draft):
        return None
    changed = published and any(each.pk == part for each in changed_parts(page))
    return Use(page, page.version if published else None, in_draft, published, changed)


def _sources() -> Iterator[Any]:
    yield from ReportTypePage.objects.filter(locale=Locale.get_default()).select_related(
        "locale", "latest_revision"
    )


def _differs(live: ReportTypePage) -> bool:
    """Whether the published page would now give other steps; only a part of it can have changed meanwhile."""
    return live.version is not None and compile_page(live)["steps"] != live.version.definition["steps"]
