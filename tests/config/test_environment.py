from pathlib import Path

from django.conf import settings


def test_tests_never_write_to_the_working_tree():
    assert settings.TESTING
    assert Path(settings.BASE_DIR) not in Path(settings.VAR).parents
