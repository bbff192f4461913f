"""`/api/v2/` takes whatever a stranger searches for."""

import pytest


@pytest.mark.parametrize("words", ['"', 'a"b', "\x00", "*", "(", "NEAR(a b)", "col:", "😀", "x" * 3000, ""])
@pytest.mark.parametrize("place", ["pages", "images", "documents"])
def test_a_search_is_answered(client, db, place, words):
    assert client.get(f"/api/v2/{place}/", {"search": words}).status_code == 200
