"""A film can be sought: the site gives the part of a file that a player asks for, and refuses what is not there."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

ALL = bytes(range(256)) * 1000


@pytest.fixture
def film(settings: Settings, tmp_path: Path) -> str:
    """The address of a film of 256,000 bytes."""
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "film.webm").write_bytes(ALL)
    return "/media/film.webm"


def get(client: Client, film: str, wanted: str, **headers: str) -> tuple[int, str, bytes]:
    answer = client.get(film, headers={"range": wanted, **headers})
    body = answer.getvalue() if answer.streaming else answer.content
    return answer.status_code, answer.get("Content-Range", ""), body


def test_without_a_range_the_whole_film_comes_and_says_that_parts_are_to_be_had(
    client: Client, film: str
) -> None:
    answer = client.get(film)
    assert (answer.status_code, answer["Accept-Ranges"], answer.getvalue()) == (200, "bytes", ALL)


@pytest.mark.parametrize(
    ("wanted", "first", "last"),
    [
        ("bytes=0-", 0, 255_999),
        ("bytes=100000-199999", 100_000, 199_999),
        ("bytes=255999-", 255_999, 255_999),
        ("bytes=-500", 255_500, 255_999),
        ("bytes=255000-999999", 255_000, 255_999),
        ("bytes=-999999", 0, 255_999),
    ],
)
def test_a_part_is_given(client: Client, film: str, wanted: str, first: int, last: int) -> None:
    status, told, body = get(client, film, wanted)
    assert (status, told) == (206, f"bytes {first}-{last}/256000")
    assert body == ALL[first : last + 1]


@pytest.mark.parametrize("wanted", ["bytes=256000-", "bytes=-0"])
def test_what_is_not_there_is_refused(client: Client, film: str, wanted: str) -> None:
    assert get(client, film, wanted) == (416, "bytes */256000", b"")


@pytest.mark.parametrize("wanted", ["bytes=9-2", "bytes=0-1,5-6", "lines=1-2", "bytes=-", "bytes=a-b"])
def test_what_cannot_be_read_gives_the_whole(client: Client, film: str, wanted: str) -> None:
    assert get(client, film, wanted) == (200, "", ALL)


def test_a_part_of_another_version_is_not_mixed_in(client: Client, film: str) -> None:
    changed = client.get(film)["Last-Modified"]
    assert get(client, film, "bytes=0-9", **{"if-range": changed})[0] == 206
    assert get(client, film, "bytes=0-9", **{"if-range": "Mon, 01 Jan 2024 00:00:00 GMT"})[0] == 200


def test_nothing_outside_of_the_folder_is_given(client: Client, film: str, tmp_path: Path) -> None:
    (tmp_path.parent / "secret").write_text("secret")
    assert get(client, "/media/../secret", "bytes=0-")[0] == 400
    assert get(client, "/media/none.webm", "bytes=0-")[0] == 404
