"""The file cache: shared, JSON only, and `add` has one winner."""

import pytest
from django.utils import translation
from django.utils.translation import gettext_lazy

from config.caches import JSONFileCache, JSONSerializer


@pytest.fixture
def cache(tmp_path):
    return JSONFileCache(str(tmp_path), {})


def test_gives_back_what_was_stored_also_to_another_process(cache, tmp_path):
    cache.set("a", [1, "zwei", None])
    assert JSONFileCache(str(tmp_path), {}).get("a") == [1, "zwei", None]


def test_forgets_what_has_expired(cache):
    cache.set("a", 1, timeout=-1)
    assert cache.get("a", "gone") == "gone"
    assert cache.add("a", 2)


def test_add_wins_once(cache):
    assert [cache.add("a", 1), cache.add("a", 2)] == [True, False]
    assert cache.get("a") == 1


def test_counts(cache):
    cache.set("a", 1)
    assert cache.incr("a") == 2


def test_touch_prolongs_only_what_is_there(cache):
    cache.set("a", 1)
    assert [cache.touch("a", 60), cache.touch("b", 60)] == [True, False]


def test_refuses_what_json_does_not_know(cache):
    with pytest.raises(TypeError):
        cache.set("a", object())


def test_keeps_what_wagtail_stores_names_of_languages_by_number(cache):
    with translation.override("en"):
        cache.set("a", {1: gettext_lazy("English"), 2: "Français"})
    assert cache.get("a") == {1: "English", 2: "Français"}


def test_redis_counts_plain_numbers():
    serializer = JSONSerializer()
    assert serializer.dumps(3) == 3
    assert serializer.loads(serializer.dumps({"a": [True]})) == {"a": [True]}
