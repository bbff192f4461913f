"""RFC 8785 bytes and their digest: the same definition always has the same name."""

import json

import pytest
import rfc8785

from tests.workflows.definition.sample import THEFT
from workflows.definition import canonical, digest, pick
from workflows.definition.structure import Definition, VersionBody


def test_the_order_of_keys_does_not_matter():
    assert digest({"b": 1, "a": "é"}) == digest({"a": "é", "b": 1.0})
    assert canonical({"b": 1, "a": "é"}) == '{"a":"é","b":1}'.encode()


def test_the_bytes_are_the_definition():
    assert json.loads(canonical(THEFT)) == THEFT
    assert len(digest(THEFT)) == 64


def test_what_is_no_json_is_refused():
    with pytest.raises(rfc8785.CanonicalizationError):
        canonical({"a": float("nan")})


def test_a_version_is_read_once():
    body = VersionBody(THEFT)
    assert Definition.of(body) is Definition.of(body)
    assert Definition.of(body) == Definition.of(THEFT)


def test_a_text_falls_back_to_a_language_it_has():
    assert pick({"en": "Theft", "fr": "Vol"}, "fr") == "Vol"
    assert pick({"en": "Theft", "fr": ""}, "fr") == "Theft"
    assert pick({"fr": "Vol"}, "en") == "Vol"
    assert pick(None, "en") == ""
