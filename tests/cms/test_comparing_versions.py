"""Two versions of a page side by side: what changed, in words, and nothing else."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from cms.models import HomePage, InformationPage
from tests.cms.comparison import compared

TABLE = {
    "data": [["What happened", "Where to turn"], ["A bicycle was stolen", "Report online"]],
    "first_row_is_table_header": True,
    "table_caption": "Where to turn, by what happened",
}
SignIn = Callable[[User], Client]


@pytest.fixture
def rules(site: None) -> InformationPage:
    """A page with a heading, a table and a callout, in its first version."""
    home = HomePage.objects.get(locale__language_code="en")
    page: InformationPage = home.add_child(instance=InformationPage(title="Rules", slug="rules"))
    callout = {"kind": "note", "title": "Mind", "text": "<p>The gap.</p>"}
    page.body = [("heading", "Before you start"), ("table", TABLE), ("callout", callout)]
    page.save_revision()
    latest: InformationPage = page.get_latest_revision_as_object()
    return latest


def test_a_table_is_compared_row_by_row(rules: InformationPage, pat: User, signed_in: SignIn) -> None:
    changed = [*TABLE["data"], ["You lost your wallet", "Call us"]]
    rules.body[1] = ("table", {**TABLE, "data": changed}, rules.body[1].id)
    rules.save_revision()
    words = compared(signed_in(pat), rules)
    assert "A bicycle was stolen | Report online" in words
    assert "You lost your wallet | Call us" in words.replace("[", "").replace("]", "")
    assert "first_row_is_table_header" not in words
    assert "Before you start" not in words
    assert "2 parts are unchanged." in words


def test_a_choice_goes_by_its_name_and_what_stayed_is_left_out(
    rules: InformationPage, pat: User, signed_in: SignIn
) -> None:
    rules.body[2].value["kind"] = "warning"
    rules.save_revision()
    words = compared(signed_in(pat), rules)
    assert re.search(r"Callout .*kind .*\[Note\]\s*\[Warning\]", words)
    assert "The gap." not in words


def test_another_order_is_said(rules: InformationPage, pat: User, signed_in: SignIn) -> None:
    rules.body.insert(0, rules.body.pop(2))
    rules.save_revision()
    words = compared(signed_in(pat), rules)
    assert "3 parts are unchanged. The order changed." in words


def test_what_was_left_empty_is_no_change_and_is_not_shown(
    rules: InformationPage, pat: User, signed_in: SignIn
) -> None:
    card = {"title": "Front desk", "phone": "204-555-0100", "address": None}
    rules.body.append(("contact", card))
    first = rules.save_revision()
    rules.revisions.exclude(pk=first.pk).delete()
    rules.body[3].value["address"] = ""
    rules.body[3].value["title"] = "The front desk"
    rules.save_revision()
    words = compared(signed_in(pat), rules)
    assert "The front desk" in words.replace("[", "").replace("]", "")
    assert "None" not in words
    assert "address" not in words.lower()
