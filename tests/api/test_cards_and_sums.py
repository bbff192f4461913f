"""Over the API too: a whole card number is refused and not kept, and a sum is worked out and not taken."""

import json

import pytest

from tests.api.calls import Api
from tests.conftest import publish
from tests.definitions import both, question, step, theft
from workflows.models import Submission

NUMBER = "4520 1234 5678 9012"
ITEMS = {
    "item": "group",
    "key": "items",
    "label": both("Items"),
    "help": None,
    "row_label": both("Item"),
    "min": 1,
    "max": 3,
    "show_if": None,
    "questions": [question("value", "money")],
}
TOTAL = question("total_value", "computed", required=False, limits={"group": "items", "sum": "value"})


@pytest.fixture
def draft(api: Api, unit):
    """A draft of a type with a sum and the ending of a card: its client, and where it is."""
    publish(theft(steps=[step("things", ITEMS, TOTAL, question("card", "card_ending"))]))
    told = api.post("drafts", {"report_type": "theft", "language": "fr"}).json()
    return api.by(told["token"]), f"drafts/{told['id']}"


def test_a_whole_number_is_refused_and_gone(draft):
    client, at = draft
    told = client.patch(at, {"answers": {"card": {"last_four": NUMBER, "type": "debit_card"}}}).json()
    assert ("/card/last_four", "full_number") in [(each["path"], each["code"]) for each in told["errors"]]
    assert told["answers"]["card"] == {"last_four": "removed", "type": "debit_card"}
    assert "4520" not in json.dumps(Submission.objects.get().answers)
    again = client.get(at).json()
    assert "full_number" in [each["code"] for each in again["errors"]]


def test_nor_does_it_come_back_when_another_device_was_first(draft):
    client, at = draft
    client.patch(at, {"answers": {"items": [{"value": "5.00"}]}})
    stale = client.patch(at, {"answers": {"card": NUMBER}}, if_match='"0"')
    assert stale.status_code == 412
    assert "4520" not in stale.content.decode()


def test_a_sum_that_is_sent_is_not_taken(draft):
    client, at = draft
    answers = {
        "items": [{"value": "5.00"}, {"value": "7.25"}],
        "total_value": "1.00",
        "card": {"last_four": "9012"},
    }
    told = client.patch(at, {"answers": answers}).json()
    assert told["errors"] == []
    assert "total_value" not in told["answers"]
    client.post(f"{at}/submission", {"declaration": True}, idempotency_key="k1")
    assert Submission.objects.get().answers["total_value"] == "12.25"


def test_the_schema_does_not_ask_for_it(draft, api):
    digest = Submission.objects.get().form_version.digest
    schema = api.get(f"definitions/{digest}/answers.schema.json").json()
    assert set(schema["properties"]) == {"items", "card"}
    assert schema["properties"]["card"]["properties"]["last_four"]["examples"] == ["1234"]
