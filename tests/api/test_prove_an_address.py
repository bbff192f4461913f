"""An address proved over the API: asked for, given back, and in the way of sending until then."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from tests.api.calls import Api, problem
from tests.conftest import publish
from tests.definitions import both, question, step, theft
from workflows.follow_ups import sweep
from workflows.models import EmailProof

ADDRESS = "camille@example.org"


@pytest.fixture
def begun(unit):
    """Camille's draft of a type that asks for a proved address, and for those of witnesses."""
    rows = {
        "item": "group",
        "key": "others",
        "label": both("Others"),
        "help": None,
        "row_label": both("Person"),
        "min": 0,
        "max": 3,
        "show_if": None,
        "questions": [question("their_email", "verified_email")],
    }
    asked = [question("email", "verified_email"), question("story", "long_text"), rows]
    publish(theft(steps=[step("you", *asked)]))
    told = Api(Client()).post("drafts", {"report_type": "theft"}).json()
    return Api(Client(), told["token"]), f"drafts/{told['id']}"


def code() -> str:
    sweep()
    found = re.search(r"\b(\d{3}) (\d{3})\b", str(mail.outbox[-1].body))
    return f"{found[1]}{found[2]}" if found else ""


def test_an_address_is_proved_and_then_the_report_can_be_sent(begun):
    api, at = begun
    saved = api.patch(at, {"answers": {"email": ADDRESS, "story": "It was cut."}}).json()
    assert [(each["path"], each["code"]) for each in saved["errors"]] == [("/email", "not_proved")]
    problem(api.post(f"{at}/submission", {"declaration": True}), 422)
    asked = api.post(f"{at}/email-proof", {"question": "email"})
    assert asked.status_code == 202
    assert set(asked.json()) == {"question", "row", "expires_at"}
    assert api.post(f"{at}/email-proof/confirm", {"code": code()}).json()["errors"] == []
    assert api.post(f"{at}/submission", {"declaration": True}).status_code == 201


def test_an_address_in_a_row_is_named_by_its_row(begun):
    api, at = begun
    rows = api.patch(at, {"answers": {"others": [{"their_email": ADDRESS}]}}).json()["answers"]["others"]
    body = {"question": "their_email", "row": rows[0]["_id"]}
    assert api.post(f"{at}/email-proof", body).status_code == 202
    errors = api.post(f"{at}/email-proof/confirm", {"code": code()}).json()["errors"]
    assert "/others/0/their_email" not in {each["path"] for each in errors}


@pytest.mark.parametrize(
    "body", [{"question": "story"}, {"question": "nothing"}, {"question": "their_email"}]
)
def test_only_a_question_for_a_proved_address_has_a_code(begun, body):
    api, at = begun
    told = problem(api.post(f"{at}/email-proof", body), 422)
    assert [(each["path"], each["code"]) for each in told["errors"]] == [("/question", "unknown")]


@pytest.mark.parametrize("value", [None, "camille", {"not_sure": True}])
def test_only_a_whole_address_that_is_saved_gets_a_code(begun, value):
    api, at = begun
    api.patch(at, {"answers": {"email": value}})
    told = problem(api.post(f"{at}/email-proof", {"question": "email"}), 422)
    assert told["errors"][0]["code"] == "no_address"


def test_a_code_that_proves_nothing_says_why(begun):
    api, at = begun
    api.patch(at, {"answers": {"email": ADDRESS}})

    def reason(text: str) -> str:
        told = problem(api.post(f"{at}/email-proof/confirm", {"code": text}), 422)
        return str(told["errors"][0]["code"])

    assert reason("123456") == "no_code"
    api.post(f"{at}/email-proof", {"question": "email"})
    right = code()
    assert [reason(f"{(int(right) + 1) % 10**6:06d}") for _each in range(6)] == ["wrong_code"] * 5 + [
        "used_up_code"
    ]
    EmailProof.objects.update(attempts=0, sent_at=EmailProof.objects.get().sent_at - timedelta(minutes=11))
    assert reason(right) == "expired_code"


def test_too_many_codes_are_429_with_a_pause(begun, settings):
    api, at = begun
    settings.EMAIL_CODES_PER_MAILBOX = 1
    api.patch(at, {"answers": {"email": ADDRESS}})
    api.post(f"{at}/email-proof", {"question": "email"})
    refused = api.post(f"{at}/email-proof", {"question": "email"})
    assert problem(refused, 429)["code"] == "too_many_codes"
    assert int(refused["Retry-After"]) > 0


def test_codes_are_nobody_elses(begun):
    _api, at = begun
    problem(Api(Client()).post(f"{at}/email-proof", {"question": "email"}), 401)
    problem(Api(Client(), "0" * 64).post(f"{at}/email-proof/confirm", {"code": "1"}), 404)
