"""Every report type of the demonstration is the same form after a file was made of it and taken in."""

import json
from typing import Any

import pytest

from accounts.models import User
from cms.models import ListPage, PrivacyNotice
from forms.compile import compile_page
from forms.demo.base import DemoType
from forms.demo.types import all_types
from forms.exchange.reading import read
from forms.exchange.taking import take_in
from forms.exchange.writing import exported
from forms.portable import create_type
from tests.forms.test_compile_gives_the_definition_back import without_empty_choices
from workflows.models import ReviewPolicy, Unit


@pytest.mark.parametrize("each", all_types(), ids=lambda each: each.body["key"])
def test_a_type_of_the_demonstration_goes_round(
    each: DemoType, lists: dict[str, ListPage], privacy_notice: PrivacyNotice, unit: Unit, pat: User
) -> None:
    policy = ReviewPolicy.objects.get(key=each.policy)
    chosen: dict[str, Any] = {"policy": policy, "privacy_notice": privacy_notice}
    page = create_type(lists, each.body, slugs=each.slugs, icon=each.icon, **chosen)
    file = read(json.dumps(exported(page)).encode())
    again = take_in(file, key="again", parents=lists, by=pat, **chosen).page
    body = compile_page(again)
    assert body == {**page.definition, "key": "again"}
    assert body["steps"] == without_empty_choices(each.body["steps"])
