"""Whatever a stranger sends as answers is either kept or named; nothing breaks, nothing is lost unsaid."""

import pytest


def errors_at(response, path):
    return [each["code"] for each in response.json()["errors"] if each["path"] == path]


def test_a_text_that_is_not_kept_is_said_to_be_so(begun):
    saved = begun.api.patch(begun.at, {"answers": {"story": "half \x00 of it"}})
    assert errors_at(saved, "/story") == ["characters"]


def test_a_text_of_half_a_megabyte_is_said_to_be_too_long(begun):
    saved = begun.api.patch(begun.at, {"answers": {"story": "x" * 500_000}})
    assert errors_at(saved, "/story") == ["too_long"]
    assert len(begun.api.get(begun.at).json()["answers"]["story"]) == 500_000


def test_a_draft_does_not_grow_for_ever(begun):
    answers = {f"unknown_{each}": "x" * 900_000 for each in range(5)}
    statuses = [
        begun.api.patch(begun.at, {"answers": {key: value}}).status_code for key, value in answers.items()
    ]
    assert statuses == [200, 200, 200, 200, 422]


@pytest.mark.parametrize("value", [1e308, -0.0, True, [], {}, [[]], {"not_sure": 1}, {"__proto__": []}, ""])
@pytest.mark.parametrize("key", ["story", "items", "incident_time", "photos", "in_danger", "__proto__", ""])
def test_a_value_of_any_form_is_answered(begun, key, value):
    assert begun.api.patch(begun.at, {"answers": {key: value}}).status_code == 200
    assert begun.api.get(begun.at).status_code == 200
    assert begun.api.patch(begun.at, {"answers": {key: None}}).json()["answers"] == {}
