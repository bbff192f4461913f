"""Messages are signed as Standard Webhooks has it, and go to public addresses only."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from integrations.webhooks import signing, targets
from integrations.webhooks.targets import Unsafe, is_public, target_of

VECTORS = json.loads((Path(__file__).parent / "vectors/http_signing.json").read_text())["standard_webhooks"]


@pytest.mark.parametrize("vector", VECTORS)
def test_the_signature_is_the_known_one(vector: dict[str, Any]) -> None:
    at = datetime.fromtimestamp(vector["timestamp"], UTC)
    made = signing.headers([vector["secret"]], vector["msg_id"], at, vector["body"].encode())
    assert made["webhook-signature"] == vector["webhook_signature"]
    assert signing.is_signed(vector["secret"], made, vector["body"].encode())


def test_while_a_secret_changes_both_know_the_message() -> None:
    old, new = signing.new_secret(), signing.new_secret()
    made = signing.headers([new, old], "msg_1", datetime.now(UTC), b"{}")
    assert [signing.is_signed(secret, made, b"{}") for secret in (old, new)] == [True, True]
    assert not signing.is_signed(signing.new_secret(), made, b"{}")
    assert not signing.is_signed(new, made, b"{ }")


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://www.agency.example/", "https"),
        ("ftp://www.agency.example/", "https"),
        ("https://user:secret@www.agency.example/", "form"),
        ("https:///hooks", "form"),
        ("https://[::1/hooks", "form"),
        ("https://127.0.0.1/", "private"),
        ("https://localhost/", "private"),
        ("https://10.1.2.3/", "private"),
        ("https://[::1]/", "private"),
        ("https://[::ffff:127.0.0.1]/", "private"),
        ("https://169.254.169.254/latest/meta-data/", "private"),
        ("https://agency.example/" + "x" * 500, "form"),
    ],
)
def test_an_address_that_is_not_safe_is_refused(url: str, code: str) -> None:
    with pytest.raises(Unsafe) as refused:
        targets.check(url, private_allowed=False)
    assert refused.value.code == code


@pytest.mark.parametrize(
    "number",
    ["127.0.0.1", "10.0.0.8", "172.16.0.1", "192.168.1.1", "0.0.0.0", "100.64.0.1", "::1", "fd00::1"],
)
def test_a_name_that_leads_into_our_own_network_is_refused(monkeypatch: Any, number: str) -> None:
    found = [(0, 0, 0, "", ("93.184.216.34", 443)), (0, 0, 0, "", (number, 443))]
    monkeypatch.setattr(targets.socket, "getaddrinfo", lambda *_a, **_k: found)
    with pytest.raises(Unsafe, match="private"):
        target_of("https://rebinding.example/", private_allowed=False)
    assert not is_public(number)


def test_the_line_goes_to_the_number_that_was_checked(monkeypatch: Any) -> None:
    monkeypatch.setattr(
        targets.socket, "getaddrinfo", lambda *_a, **_k: [(0, 0, 0, "", ("93.184.216.34", 443))]
    )
    target = target_of("https://www.agency.example/hooks?a=b", private_allowed=False)
    assert (target.address, target.host, target.path) == ("93.184.216.34", "www.agency.example", "/hooks?a=b")
