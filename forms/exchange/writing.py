"""A report type as a file: the definition, what its pages need beside it, its test answers."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings

from forms.compile import ITEMS, LANGUAGES, PART, compile_page, kinds_in, stored, with_parts
from forms.lint.written import written
from forms.models import ReportTypePage, SampleAnswers
from workflows import definition
from workflows.models import FormVersion

FORMAT = "constat-report-type"
Json = dict[str, Any]


def exported(page: ReportTypePage, version: FormVersion | None = None) -> Json:
    """Return the file of a report type: of `version`, else of the draft that `page` is."""
    body = dict(version.definition) if version else compile_page(page)
    return {
        "format": FORMAT,
        "schema_version": body["schema_version"],
        "definition": body,
        "pages": {code: _page(each, version) for code, each in page.in_each_language().items()},
        "icon": page.icon,
        "minutes": page.minutes,
        "keywords": {code: getattr(page, f"keywords_{code}") for code in LANGUAGES},
        "test_answers": [_sample(each) for each in page.sample_answers.all()],
        "retired": [] if version else list(_retired(page)),
        "source": _source(page, body, version),
    }


def _page(page: ReportTypePage, version: FormVersion | None) -> Json:
    """Return what a page has beside the definition; title and line of a version are its own."""
    code = page.locale.language_code
    texts = {"title": page.title, "summary": page.summary}
    if version is not None:
        texts = {name: version.definition[name][code] for name in texts}
    return {
        **texts,
        "slug": page.slug,
        "search_description": page.search_description,
        "seo_title": page.seo_title,
    }


def _sample(sample: SampleAnswers) -> Json:
    return {
        "name": sample.name,
        "answers": sample.answers,
        "expected": sample.expected,
        "expected_keys": sample.expected_keys,
        "on_day": sample.on_day.isoformat() if sample.on_day else None,
    }


def _retired(page: ReportTypePage) -> Iterator[Json]:
    """Questions that are no longer asked: their keys stay taken on the other site too."""
    steps = with_parts(stored(page, "steps"))
    kinds = kinds_in(steps)
    for step in steps:
        for block in written([step]):
            if block.what == "question" and block.retired and block.part is None:
                question = ITEMS["question"](block.value, kinds)
                yield {"step": step["value"].get("key") or "", "group": block.group, "question": question}


def _source(page: ReportTypePage, body: Mapping[str, Any], version: FormVersion | None) -> Json:
    parts = [block for block in written(with_parts(stored(page, "steps"))) if block.what == PART]
    return {
        "agency": settings.AGENCY["name"]["en"],
        "site": settings.SITE_URL,
        "version": version.number if version else None,
        "digest": definition.digest(dict(body)),
        "parts": len(parts),
    }
