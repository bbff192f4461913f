"""`/api/v2/` takes whatever a stranger asks for."""

import pytest


@pytest.mark.parametrize("words", ['"', 'a"b', "\x00", "*", "(", "NEAR(a b)", "col:", "😀", "x" * 3000, ""])
@pytest.mark.parametrize("place", ["pages", "images", "documents"])
def test_a_search_is_answered(client, db, place, words):
    assert client.get(f"/api/v2/{place}/", {"search": words}).status_code == 200


@pytest.mark.parametrize("place", ["pages", "images", "documents"])
@pytest.mark.parametrize("wrong", ["x", "-", "9" * 30, "1.5", ""])
def test_an_id_that_is_none_is_refused(client, db, place, wrong):
    answer = client.get(f"/api/v2/{place}/find/", {"id": wrong})
    assert answer.status_code in {400, 404}
    assert answer.json()["message"]


WRONG = ["first_published_at=yesterday", "id=x", "locale=nope", "child_of=-1", "id=" + "9" * 30]


@pytest.mark.parametrize("asked", WRONG)
def test_a_filter_that_cannot_be_is_refused_or_finds_nothing(client, db, asked):
    answer = client.get(f"/api/v2/pages/?{asked}")
    assert answer.status_code in {400, 404} or answer.json()["items"] == []
