"""What the tests of signing in share: an empty cache, so that no test is slowed by another's wrong codes."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()
