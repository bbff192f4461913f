"""Every page of an error, every problem of the API, every sentence that an action refuses with."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.template.loader import render_to_string
from django.test import RequestFactory

from config.api.problems import TITLES
from config.side_by_side.entries import Entry, in_each
from config.side_by_side.reading import words_of_html
from workflows.api.refusals import Refusal
from workflows.errors import WorkflowError

# Templates of pages that stand in for what was asked for.
PAGES = (
    "400.html",
    "403.html",
    "403_csrf.html",
    "404.html",
    "500.html",
    "cms/maintenance.html",
    "accounts/not_allowed.html",
)


def entries() -> Iterator[Entry]:
    """Yield pages, then problems by status, then sentences by their class."""
    for template in PAGES:
        yield in_each("page of an error", template, partial(_page, template))
    for status, title in sorted(TITLES.items()):
        yield in_each("problem of the API", str(status), partial(_sentence, title))
    for kind in (*_all(Refusal), *_all(WorkflowError)):
        name = f"{kind.__module__}.{kind.__name__}"
        yield in_each("refusal", name, partial(_sentence, kind.sentence))


def _sentence(lazy: Any, _language: str) -> str:
    return str(lazy)


def _page(template: str, language: str) -> str:
    request = RequestFactory().get(f"/{language}/somewhere/")
    return words_of_html(render_to_string(template, {}, request), "//title|//main")


def _all(kind: type[Any]) -> Iterator[type[Any]]:
    """Yield a class and all below it, in the order of their names."""
    yield kind
    for each in sorted(kind.__subclasses__(), key=lambda one: (one.__module__, one.__name__)):
        yield from _all(each)
