"""Public pages and report types as other systems hear of them."""

from typing import Any

from wagtail.models import Page

from workflows.webhooks import tell, tell_of_page


def page_changed(kind: str, page: Page, live: bool) -> None:
    """Tell that a public page was published, taken down, moved or deleted."""
    if page.depth > 1:
        was_public = page.live if kind == "page.deleted" else page.first_published_at is not None
        tell_of_page(kind, page.pk, live, lambda: _data(page), was_public=was_public)


def _data(page: Page) -> dict[str, Any]:
    return {
        "id": page.pk,
        "kind": page.specific_class._meta.label if page.specific_class else "",
        "language": page.locale.language_code,
        "translation_key": str(page.translation_key),
        "url": page.get_full_url() or "",
        "href": f"/api/v2/pages/{page.pk}/",
    }


def type_published(key: str, number: int, digest: str) -> None:
    """Tell that a report type has a new version."""
    tell(
        "report_type.published",
        {"key": key, "number": number, "digest": digest, "href": f"/api/v1/definitions/{digest}"},
    )
