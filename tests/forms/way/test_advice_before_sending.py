"""Before sending, a person reads what would make the report stronger, and sends it as it is all the same."""

from collections.abc import Callable
from typing import Any

import pytest

from forms.models import ReportTypePage
from tests.definitions import both, theft
from tests.forms.walking import Camille

INSURER = {
    "key": "serial_number",
    "if": {"some": ["items", {"eq": [{"row": "kind"}, "bicycle"]}]},
    "question": "serial_number",
    "text": both("An insurer will ask for the serial number.", "Un assureur demandera le numéro de série."),
}
PHOTOS = {"key": "photos", "if": None, "question": "photos", "text": both("A photo helps us to find it.")}


@pytest.fixture
def theft_page(make_type: Callable[..., ReportTypePage]) -> ReportTypePage:
    """The theft report, with advice."""
    return make_type(theft(advice=[INSURER, PHOTOS]))


def advised(page: Any) -> list[tuple[str, str]]:
    """What is advised, each with where it leads."""
    found = page.tree.xpath("//section[@class='stronger']//li")
    return [(" ".join(each.text_content().split()), each.find("a").get("href")) for each in found]


def test_says_what_why_and_where(camille: Camille) -> None:
    found = advised(camille.up_to_check())
    assert found[0] == (
        "An insurer will ask for the serial number. Go to “Serial number”",
        "/en/report/theft/items/?from=check#items-0-serial_number",
    )
    assert found[1][0].startswith("A photo helps us to find it.")


def test_blocks_nothing(camille: Camille) -> None:
    assert camille.send().title.startswith("Your report is sent")


def test_is_gone_once_it_is_answered(camille: Camille) -> None:
    camille.up_to_check()
    page = camille.get("items/?from=check")
    more = {"items-0-serial_number": "WTU123K4567", "items-0-serial_number-not_sure": None}
    found = advised(camille.fill(page, more=more))
    assert [text for text, _address in found if "insurer" in text] == []
