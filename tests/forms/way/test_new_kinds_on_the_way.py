"""Cards, sums and hints on a citizen's way: what is kept, what is worked out, what is shown again."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from forms.models import ReportTypePage
from tests.definitions import both, question, step, theft
from tests.forms.walking import BASE, Camille
from workflows.models import AnswerSet, Submission

NUMBER = "4520 1234 5678 9012"
ITEMS: dict[str, Any] = {
    "item": "group",
    "key": "items",
    "label": both("Items"),
    "help": None,
    "row_label": both("Item"),
    "min": 1,
    "max": 3,
    "show_if": None,
    "questions": [question("description", "short_text"), question("value", "money")],
}
TOTAL = question("total_value", "computed", required=False, limits={"group": "items", "sum": "value"})
RECEIPTS = question("receipts", "yes_no", show_if={"gt": [{"var": "total_value"}, "1000.00"]})
FIRST = {"in_danger": "no", "items-0-description": "Bike", "items-0-value": "1 200,5"}


@pytest.fixture
def camille(client: Client, make_type: Callable[..., ReportTypePage]) -> Camille:
    """Camille, before a report with a sum over its items and the ending of a card."""
    steps = [
        step("things", *theft()["steps"][0]["items"], ITEMS, TOTAL),
        step(
            "money",
            RECEIPTS,
            question("card", "card_ending"),
            question("serial", "serial_number", required=False),
        ),
    ]
    make_type(theft(steps=steps))
    return Camille(client, BASE)


def test_a_sum_is_shown_read_by_conditions_and_stored_when_sent(camille: Camille):
    money = camille.begin(**FIRST, total_value="1.00")
    assert Submission.objects.get().answers.get("total_value") is None
    assert money.has("receipts")
    check = camille.fill(money, receipts="no", **{"card-last_four": "9012"})
    assert "$1,200.50" in check.text
    camille.fill(check, declaration="true")
    sent = Submission.objects.get()
    assert sent.answers["total_value"] == "1200.50"
    assert AnswerSet.objects.get().answers["total_value"] == "1200.50"


def test_the_page_of_the_group_shows_the_sum_again(camille: Camille):
    camille.begin(**FIRST)
    things = camille.get("things/")
    assert things.tree.xpath("//output")[0].text == "$1,200.50"
    assert [each.get("name") for each in things.tree.xpath("//input[@name='total_value']")] == []


def test_the_browser_knows_the_sum_of_an_earlier_page(camille: Camille):
    camille.begin(**FIRST)
    (known,) = camille.get("money/").tree.xpath("//script[@id='known-answers']/text()")
    assert json.loads(known) == {"total_value": "1200.50"}


def test_a_whole_card_number_is_refused_and_neither_stored_nor_shown(camille: Camille):
    money = camille.begin(**FIRST)
    again = camille.fill(money, receipts="no", **{"card-last_four": NUMBER, "card-type": "debit_card"})
    assert [address for address, _sentence in again.errors] == ["#card-last_four"]
    assert "was not kept" in again.errors[0][1]
    assert "4520" not in again.text
    assert "4520" not in json.dumps(again.fields())
    assert "4520" not in json.dumps(Submission.objects.get().answers)
    assert again.value("card-type") == "debit_card"
    assert camille.fill(again, **{"card-last_four": "9012"}).url.endswith("/check/")


def test_it_is_not_carried_over_a_lost_session(camille: Camille):
    money = camille.begin(**FIRST)
    camille.client.cookies.clear()
    lost = camille.fill(
        money, receipts="no", **{"card-last_four": NUMBER, "card-institution": f"Bank {NUMBER}"}
    )
    assert "4520" not in lost.text
    assert "4520" not in json.dumps(lost.fields())
    assert "removed" in json.dumps(lost.fields())


def test_a_serial_number_that_cannot_be_right_keeps_nobody_from_going_on(camille: Camille):
    money = camille.begin(**FIRST)
    check = camille.fill(money, receipts="no", **{"card-last_four": "9012", "serial": "490154203237519"})
    assert check.url.endswith("/check/")
    assert "does not fit" in camille.get("money/").text
