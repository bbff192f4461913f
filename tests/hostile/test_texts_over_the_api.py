"""Hostile texts over the API: each is named, none breaks anything, and the rest of the draft stays."""

import json

import pytest

from tests.api.calls import problem
from tests.definitions import ANSWERS
from tests.hostile.texts import BODIES, KEYS, TEXTS
from workflows.definition.answers import MOST_KEPT_ROWS
from workflows.drafts import MOST_UNKNOWN

REST = {key: value for key, value in ANSWERS.items() if key not in {"story", "items"}}


@pytest.fixture
def written(begun):
    """Camille's draft, complete but for the story."""
    begun.api.patch(begun.at, {"answers": {**ANSWERS, "story": None}})
    return begun


def rest_of(draft):
    kept = draft.api.get(draft.at).json()["answers"]
    return {key: kept.get(key) for key in REST}


def codes(told, path):
    return [each["code"] for each in told["errors"] if each["path"] == path and each["message"]]


@pytest.mark.parametrize(("text", "code"), TEXTS.values(), ids=list(TEXTS))
def test_a_text_is_named_and_cannot_be_sent(written, text, code):
    saved = written.api.patch(written.at, f'{{"answers": {{"story": {text}}}}}'.encode())
    assert saved.status_code == 200
    assert code in codes(saved.json(), "/story")
    refused = problem(written.api.post(f"{written.at}/submission", {"declaration": True}), 422)
    assert [each["path"] for each in refused["errors"]] == ["/story"]
    assert rest_of(written) == REST


@pytest.mark.parametrize("body", BODIES.values(), ids=list(BODIES))
def test_a_body_that_nobody_should_read_is_malformed(written, body):
    assert problem(written.api.patch(written.at, body), 400)["code"] == "malformed"
    assert rest_of(written) == REST
    assert "story" not in written.api.get(written.at).json()["answers"]


def test_more_than_a_megabyte_is_too_much(written):
    told = written.api.patch(written.at, {"answers": {"story": "x" * 2**20}})
    assert problem(told, 413)["detail"]
    assert rest_of(written) == REST


@pytest.mark.parametrize("key", KEYS)
def test_a_key_that_no_question_has_is_named(written, key):
    told = written.api.patch(written.at, {"answers": {key: "x"}}).json()
    assert {"unknown", "characters"} & {each["code"] for each in told["errors"]}
    assert rest_of(written) == REST
    written.api.patch(written.at, {"answers": {key: None}})
    sent = written.api.patch(written.at, {"answers": {"story": "The lock was cut."}}).json()
    assert sent["errors"] == []
    assert sent["answers"].keys() == ANSWERS.keys()


def test_the_same_within_a_row(written):
    for name, (text, code) in TEXTS.items():
        rows = f'{{"kind": "bicycle", "description": {text}, "__proto__": "x"}}, {{"kind": "phone"}}'
        told = written.api.patch(written.at, f'{{"answers": {{"items": [{rows}]}}}}'.encode()).json()
        assert code in codes(told, "/items/0/description"), name
        assert codes(told, "/items/0/__proto__") == ["unknown"], name
        assert [row["kind"] for row in told["answers"]["items"]] == ["bicycle", "phone"], name
    assert rest_of(written) == REST


def test_more_rows_than_a_group_takes_are_never_cut_to_what_it_takes(written):
    for count in (21, 60, 10_000):
        rows = [{"kind": "phone", "description": f"Phone {number}"} for number in range(count)]
        told = written.api.patch(
            written.at, {"answers": {"story": "The lock was cut.", "items": rows}}
        ).json()
        assert codes(told, "/items") == ["too_many"], count
        assert len(told["answers"]["items"]) == min(count, MOST_KEPT_ROWS)
        assert codes(written.api.patch(written.at, {"answers": {"story": "Cut."}}).json(), "/items") == [
            "too_many"
        ]
        problem(written.api.post(f"{written.at}/submission", {"declaration": True}), 422)
    assert rest_of(written) == REST


def test_far_more_answers_than_there_are_questions_are_refused(written):
    flood = {f"key_{number}": "x" for number in range(MOST_UNKNOWN + 1)}
    refused = problem(written.api.patch(written.at, {"answers": {"story": "Cut.", **flood}}), 422)
    assert [(each["path"], each["code"]) for each in refused["errors"]] == [("", "too_many")]
    some = dict(list(flood.items())[:600])
    assert written.api.patch(written.at, {"answers": some}).status_code == 200
    problem(written.api.patch(written.at, {"answers": {f"{key}_more": "x" for key in some}}), 422)
    assert written.api.patch(written.at, {"answers": dict.fromkeys(some)}).status_code == 200
    assert rest_of(written) == REST


def test_a_draft_is_found_by_no_other_text(api, begun):
    for name in ("\x00", "../../etc/passwd", "' OR 1=1 --", "x" * 5000, "%00"):
        assert begun.api.get(f"drafts/{name}").status_code in {400, 404}
    for token in ("x" * 10_000, "\udcff", "0" * 64, "Bearer"):
        told = api.client.get(f"/api/v1/{begun.at}", HTTP_AUTHORIZATION=f"Bearer {token}")
        assert told.status_code in {401, 404}


def test_json_of_ours_is_read_as_before(written):
    body = json.dumps({"answers": {"story": "Le cadenas \u2067عربي\u2069 \u200f 😀 e\u0301"}}).encode()
    assert written.api.patch(written.at, body).json()["errors"] == []
