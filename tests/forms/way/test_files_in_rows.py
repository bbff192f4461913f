"""Files of a row without JavaScript: each stays with the row that it was chosen in, whatever else the form does."""

from typing import Any

import pytest

from tests.definitions import question, theft
from tests.forms.walking import PLACE, Camille, Page, photo
from workflows.models import Attachment, Submission

BIKE = {"items-0-kind": "bicycle", "items-0-description": "Green bicycle"}
PHONE = {"items-1-kind": "phone", "items-1-description": "Black phone"}


@pytest.fixture
def walking(client: Any, make_type: Any) -> Camille:
    """Camille before a theft whose items take photos."""
    body = theft()
    items = body["steps"][2]["items"][0]
    items["questions"].append(question("item_photos", "file", required=False))
    make_type(body)
    return Camille(client)


@pytest.fixture
def two_items(walking: Camille) -> Page:
    """The step of the items, with two rows of which the second is empty."""
    page = walking.fill(walking.begin(), more=PLACE)
    return walking.fill(page, press="add-items", more=BIKE)


def names_by_row() -> list[list[str]]:
    """The names of the files in each row, in the order of the rows."""
    names = {str(file.pk): file.name for file in Attachment.objects.filter(removed_at=None)}
    rows = Submission.objects.get().answers["items"]
    return [[names[each] for each in row.get("item_photos", [])] for row in rows]


def test_a_photo_of_a_row_that_says_nothing_else_is_kept(walking: Camille, two_items: Page) -> None:
    page = walking.fill(two_items, press="upload-items-1-item_photos", more={"items-1-item_photos": photo()})
    assert names_by_row() == [[], ["lock.jpg"]]
    assert page.has("items-1-description")


def test_a_photo_stays_with_its_row_when_the_row_before_it_goes(walking: Camille, two_items: Page) -> None:
    more = {**PHONE, "items-1-item_photos": photo("phone.jpg")}
    walking.fill(two_items, press="remove-items-0", more=more)
    assert names_by_row() == [["phone.jpg"]]
    assert Submission.objects.get().answers["items"][0]["description"] == "Black phone"


def test_a_photo_stays_with_its_row_when_an_empty_one_before_it_is_left_out(
    walking: Camille, two_items: Page
) -> None:
    emptied = {"items-0-kind": "", "items-0-description": ""}
    walking.fill(two_items, more={**emptied, **PHONE, "items-1-item_photos": photo("phone.jpg")})
    assert names_by_row() == [["phone.jpg"]]


def test_a_photo_in_a_row_that_is_added_to_comes_along(walking: Camille, two_items: Page) -> None:
    walking.fill(two_items, press="add-items", more={"items-1-item_photos": photo("phone.jpg")})
    assert names_by_row() == [[], ["phone.jpg"], []]
