"""Every kind on a page without JavaScript, in both languages: nothing, wrong, not sure, valid."""

import pytest
from django.test import Client
from django.utils import translation

from tests.forms.walking import Camille
from tests.kinds.form import KINDS, NOT_SURE, OPTIONAL, UNSURE, WRONG, key, normal, typed
from tests.workflows.definition.every_kind import BY_KIND
from workflows.models import Submission

REQUIRED = [kind for kind in KINDS if kind not in OPTIONAL]


@pytest.fixture(params=["en", "fr"])
def camille(request, every_kind_page):
    """Camille before the form, in a language."""
    pages = (every_kind_page, *every_kind_page.twins)
    addresses = {each.locale.language_code: each.url for each in pages}
    with translation.override(request.param):
        yield Camille(Client(headers={"accept-language": request.param}), addresses[request.param])


def places(page):
    return [place for place, _sentence in page.errors]


def test_a_page_with_a_map_may_ask_where_one_is(camille):
    assert "geolocation=(self)" in camille.get("begin/").response["Permissions-Policy"]
    assert "geolocation=()" in camille.get("").response["Permissions-Policy"]


def test_each_that_is_empty_says_what_to_do(camille):
    page = camille.fill(camille.get("begin/"))
    for kind in REQUIRED:
        assert any(place.startswith(f"#{key(kind)}") for place in places(page)), kind
    assert all(sentence for _place, sentence in page.errors)
    assert page.tree.get("lang")[:2] == translation.get_language()


def test_each_that_is_wrong_is_named_and_shown_again(camille):
    wrong = {key(kind): value for kind, value in WRONG.items()}
    page = camille.fill(camille.get("begin/"), more=typed(wrong))
    for kind in WRONG:
        assert any(place.startswith(f"#{key(kind)}") for place in places(page)), kind
        shown = typed({key(kind): WRONG[kind]})
        chosen = {"one_of", "some_of", "yes_no", "how_known"}
        assert kind in chosen or all(text in page.response.content.decode() for text in shown.values()), kind
    for place in places(page):
        assert page.tree.xpath(f"//*[@id='{place[1:]}']"), place


def test_not_sure_is_an_answer_of_each_fact(camille):
    fields = {f"{key(kind)}-not_sure": "true" for kind in UNSURE} | {key("yes_no"): "not_sure"}
    page = camille.fill(camille.get("begin/"), more={**typed(normal()), **typed_nothing(), **fields})
    assert page.url.endswith("/rows/"), page.errors
    kept = Submission.objects.get().answers
    assert [kept[key(kind)] for kind in UNSURE] == [NOT_SURE] * len(UNSURE)
    assert kept[key("yes_no")] == "not_sure"


def typed_nothing():
    """What takes the valid answers of facts out of the form again."""
    return {name: None for kind in UNSURE for name in typed(normal()) if name.partition("-")[0] == key(kind)}


def test_each_that_is_valid_is_kept_and_read_back(camille):
    page = camille.fill(camille.get("begin/"), more=typed(normal()))
    assert page.url.endswith("/rows/")
    page = camille.fill(page, more={"items-0-description": "Lamp", "items-0-value": "850"})
    kept = Submission.objects.get().answers
    assert {each: kept[each] for each in normal()} == normal()
    for kind in REQUIRED:
        case = BY_KIND[kind]
        told = case.french if translation.get_language() == "fr" else case.english
        assert " ".join(told.split()) in page.text, kind
    assert "850" in page.text.rpartition("Total")[2]
