"""The open report types, for the API's start and its list."""

from datetime import datetime
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.timezone import now
from wagtail.models import Locale, Page

from cms.models import PrivacyNotice
from forms.models import ReportTypePage
from workflows.models import ReportType


def open_types(language: str) -> list[dict[str, Any]]:
    """Return the report types that can be begun now, in the editors' order, with title and line in `language`.

    A type is listed as long as a page of it is live in any language; `url` is of the page in `language`, else of
    one that is live. The number of queries does not grow with the number of types.
    """
    pages = _live_pages()
    types = ReportType.objects.select_related("current_version").in_bulk(list(pages), field_name="key")
    moment = now()
    return [
        _listed(types[key], twins, language)
        for key, twins in pages.items()
        if key in types and types[key].is_open(moment)
    ]


def next_closing(moment: datetime) -> datetime | None:
    """Return when the next report type closes for good: its pages change by themselves then."""
    closing = ReportType.objects.filter(closes_at__gt=moment).order_by("closes_at")
    return closing.values_list("closes_at", flat=True).first()


def telling(notice: PrivacyNotice, language: str) -> QuerySet[ReportTypePage]:
    """Return the live pages of `language` whose report type tells people a privacy notice."""
    sources = ReportTypePage.objects.filter(privacy_notice=notice).values("translation_key")
    live = ReportTypePage.objects.live().public().filter(locale__language_code=language)
    return live.filter(translation_key__in=sources).order_by("path").defer("steps", "offence_map")


def _live_pages() -> dict[str, dict[str, ReportTypePage]]:
    """Live, public pages by key and language."""
    locales = Prefetch("locale", queryset=Locale.objects.all())
    live = ReportTypePage.objects.live().public().exclude(key="").order_by("path").prefetch_related(locales)
    found: dict[str, dict[str, ReportTypePage]] = {}
    for page in live.defer("steps", "offence_map"):
        found.setdefault(page.key, {})[page.locale.language_code] = page
    return found


def _listed(report_type: ReportType, twins: dict[str, ReportTypePage], language: str) -> dict[str, Any]:
    page = twins.get(language) or next(iter(twins.values()))
    version = report_type.current_version
    body = version.definition if version else {}
    return {
        "key": report_type.key,
        "title": body["title"].get(language) or page.title,
        "summary": body["summary"].get(language) or page.summary,
        "url": Page.get_full_url(page),
        "languages": body["languages"],
        "definition": {
            "digest": version.digest if version else "",
            "number": version.number if version else 0,
            "href": f"/api/v1/definitions/{version.digest}" if version else "",
        },
        "links": {
            "self": f"/api/v1/report-types/{report_type.key}",
            "versions": f"/api/v1/report-types/{report_type.key}/versions",
            **(
                {
                    "definition": f"/api/v1/definitions/{version.digest}",
                    "schema": f"/api/v1/definitions/{version.digest}/answers.schema.json",
                    "form": f"/api/v1/definitions/{version.digest}/form",
                }
                if version
                else {}
            ),
        },
    }
