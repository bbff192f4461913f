"""What would leave somebody without an answer is said to the editor before it is published."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from forms.finder.lint import lint
from forms.models import FinderPage, ReportTypePage
from tests.forms.editor import no_comments, stream
from tests.forms.finder.conftest import answer, body, emergency, nodes, question


def said(finder: FinderPage, *given: dict[str, Any]) -> str:
    """What the lint says of these nodes."""
    finder.nodes = list(given)
    return " ".join(lint(finder))


def test_has_nothing_to_say_of_a_good_one(finder: FinderPage, theft_page: ReportTypePage) -> None:
    assert said(finder, *nodes(theft_page)) == ""


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ([emergency()], "Add a question"),
        ([question("one", "What?")], "has no answers"),
        ([question("one", "What?", answer("Yes"))], "leads nowhere"),
        ([question("one", "What?", answer("Yes", "lost"))], "leads to “lost”, which is not there"),
        ([question("one", "What?", answer("", "danger")), emergency()], "has no text"),
        ([question("one", "What?", answer("Yes", "one"))], "leads back to itself"),
        ([question("one", "", answer("Yes", "danger")), emergency()], "has no title"),
        ([question("One!", "What?", answer("Yes", "danger")), emergency()], "a key"),
        ([question("danger", "What?", answer("Yes", "danger")), emergency()], "is there twice"),
        (
            [question("one", "What?", answer("Yes", "them")), body("them", "They", phone="")],
            "neither a phone",
        ),
        ([question("one", "What?", answer("Yes", "them")), body("them", "They", text="")], "what to do"),
        (
            [
                question("one", "A?", answer("Yes", "danger")),
                question("two", "B?", answer("Yes", "danger")),
                emergency(),
            ],
            "No answer leads to the question “B?”",
        ),
        (
            [question("one", "A?", answer("Yes", "two")), question("two", "B?", answer("Yes", "one"))],
            "“B?” leads back to itself",
        ),
    ],
)
def test_says_what_has_to_be_mended(finder: FinderPage, given: list[dict[str, Any]], sentence: str) -> None:
    assert sentence in said(finder, *given)


def test_says_that_a_type_is_not_published(finder: FinderPage, theft_page: ReportTypePage) -> None:
    theft_page.unpublish()
    assert "a report type that is not published" in said(finder, *nodes(theft_page))


def test_an_answer_leads_to_one_place(finder: FinderPage, theft_page: ReportTypePage) -> None:
    both = answer("Yes", "danger", theft_page.pk)
    assert "leads to two places" in said(finder, question("one", "What?", both), emergency())


def posted(finder: FinderPage, given: list[dict[str, Any]], **pressed: str) -> dict[str, Any]:
    """What the editor's browser sends."""
    data = {
        "title": "Find",
        "slug": "find",
        "lead": "",
        "seo_title": "",
        "search_description": "",
        **no_comments(),
    }
    fields = dict(stream(finder.nodes.stream_block, given, "nodes"))
    return {name: "" if value is None else value for name, value in {**data, **fields, **pressed}.items()}


def test_a_draft_is_saved_and_publishing_refused(
    finder: FinderPage, pat: User, signed_in: Callable[[User], Client]
) -> None:
    client, address = signed_in(pat), f"/admin/pages/{finder.pk}/edit/"
    broken = [question("one", "What?", answer("Yes", "lost"))]
    assert client.post(address, posted(finder, broken)).status_code == 302
    refused = client.post(address, posted(finder, broken, **{"action-publish": "1"}))
    assert "leads to “lost”, which is not there" in refused.content.decode()
    assert len(FinderPage.objects.get(pk=finder.pk).nodes) == 4


def test_whoever_publishes_hears_what_the_translation_has_more(
    finder: FinderPage, pat: User, signed_in: Callable[[User], Client]
) -> None:
    shorter = [question("start", "What?", answer("Yes", "danger")), emergency()]
    address = f"/admin/pages/{finder.pk}/edit/"
    told = signed_in(pat).post(address, posted(finder, shorter, **{"action-publish": "1"}), follow=True)
    assert "(what, insurer). Translate it here too." in told.content.decode()
