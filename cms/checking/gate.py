"""The gate of publishing a page: whatever door it comes by, what must be mended first is not made public.

`PublicPage.save()` calls it: Wagtail has no other place that editor, bulk action, schedule, approval, translation,
API and code all pass. Kinds of pages say themselves what keeps them back.
"""

from collections.abc import Collection, Iterator
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from wagtail.models import Page

# What Wagtail writes beside the content, on a live page too: a draft, a lock, a place in the tree.
BESIDE_THE_CONTENT = frozenset(
    {
        "comments",
        "wagtail_admin_comments",
        "latest_revision",
        "latest_revision_created_at",
        "draft_title",
        "has_unpublished_changes",
        "live_revision",
        "first_published_at",
        "last_published_at",
        "expired",
        "expire_at",
        "go_live_at",
        "locked",
        "locked_at",
        "locked_by",
        "owner",
        "path",
        "depth",
        "numchild",
        "url_path",
        "show_in_menus",
    }
)


class Refused(ValidationError):
    """A page cannot be published. Its messages are the sentences for whoever publishes."""

    def __init__(self, sentences: list[str], page: Page | None = None) -> None:
        super().__init__({NON_FIELD_ERRORS: sentences})
        self.page = page


def publishes(page: Page, update_fields: Collection[str] | None) -> bool:
    """Whether saving these fields of a page, all of them without a list, changes what the public reads."""
    return bool(page.live) and not (
        update_fields is not None and BESIDE_THE_CONTENT.issuperset(update_fields)
    )


def let_through(page: Any, update_fields: Collection[str] | None) -> None:
    """Raise `Refused` if saving the page makes public what keeps it back. An alias shows what its page passed with."""
    if page.alias_of_id or not publishes(page, update_fields):
        return
    sentences = list(page.kept_back_by())
    if sentences:
        raise Refused(sentences, page)


def told_by_check(page: Page) -> Iterator[str]:
    """Yield what the check says must be mended on a page as it is in memory, each with where it is."""
    from cms.checking.rules import findings_of

    for finding in findings_of(page):
        if finding.blocks:
            yield f"{finding.where}: {finding.sentence}"
