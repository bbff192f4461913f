"""What blocks a report, what counts, what is dropped, and where the citizen goes on."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflows.definition.sample import (
    ANSWERS,
    THEFT,
    ask,
    equals,
    form,
    group,
    question,
    step,
    stopper,
)
from tests.workflows.definition.test_kinds_take_answers_as_people_write_them import JSON
from workflows.definition import Definition, FileFacts, assess, check_patch, ensure_row_ids, merged, present

TODAY = date(2026, 11, 21)


def outcome(answers, body=THEFT, language="en", **rest):
    return assess(body, answers, language, today=TODAY, **rest)


def codes(answers, body=THEFT, **rest):
    return {problem.path: problem.code for problem in outcome(answers, body, **rest).problems}


def test_a_complete_report_can_be_submitted():
    found = outcome(ANSWERS)
    assert found.problems == []
    assert found.can_submit
    assert found.next_step is None
    assert found.steps == ["safety", "when", "items", "seen", "story", "you"]
    assert found.dropped == {}


def test_what_is_missing_is_named_with_what_to_do():
    missing = {key: value for key, value in ANSWERS.items() if key not in {"phone", "seen", "items"}}
    found = outcome(missing)
    assert [(problem.path, problem.code) for problem in found.problems] == [
        ("/items", "required"),
        ("/seen", "required"),
        ("/phone", "required"),
    ]
    assert found.problems[0].message == "Add at least one to “Items”."
    assert found.problems[2].message == "Enter “Phone”, or choose Not sure."
    assert found.next_step == "items"


def test_an_empty_report_starts_at_the_first_step():
    assert outcome({}).next_step == "safety"
    assert outcome({}).stopper is None


def test_the_first_stopper_that_is_established_holds():
    found = outcome({"in_danger": "yes", "in_city": "no"})
    assert found.stopper.key == "emergency"
    assert found.stopper.step == "safety"
    assert (found.problems[0].path, found.problems[0].code) == ("/in_danger", "stopped")
    assert outcome({"in_danger": "no", "in_city": "not_sure"}).stopper.key == "outside_area"


def test_a_stopper_does_not_stop_before_its_question_is_answered():
    body = ask(
        question("a", "yes_no"),
        question("b", "yes_no"),
        stopper("s", {"not": {"any": [equals("a", "yes"), equals("b", "yes")]}}),
    )
    assert outcome({}, body).stopper is None
    assert outcome({"a": "no"}, body).stopper is None
    assert outcome({"a": "no", "b": "no"}, body).stopper.key == "s"


def test_answers_that_are_not_visible_are_dropped_and_named():
    answers = {**ANSWERS, "suspect_description": "Tall", "old_question": 1}
    answers["items"] = [{"_id": "r1", "kind": "other", "make": "Trek", "value": "5.00"}]
    found = outcome(answers)
    assert found.dropped == {
        "/suspect_description": "Tall",
        "/old_question": 1,
        "/items/0/make": "Trek",
        "/bike_lock": "yes",
    }
    assert found.kept["items"] == [{"_id": "r1", "kind": "other", "value": "5.00"}]
    assert "suspect_description" not in found.visible
    assert "items/0/value" in found.visible
    assert found.can_submit


def test_what_hangs_on_a_dropped_answer_goes_too():
    body = ask(
        question("a", "yes_no"),
        question("b", "yes_no", show_if=equals("a", "yes")),
        question("c", "yes_no", show_if=equals("b", "yes")),
    )
    assert outcome({"a": "no", "b": "yes", "c": "yes"}, body).kept == {"a": "no"}


def test_a_cycle_of_conditions_ends():
    body = ask(
        question("a", "yes_no", show_if={"not": {"answered": {"var": "b"}}}),
        question("b", "yes_no", show_if={"not": {"answered": {"var": "a"}}}),
    )
    assert outcome({"a": "yes", "b": "yes"}, body).steps == ["only"]


def test_a_whole_step_under_a_condition_goes_with_all_in_it():
    body = form(
        step("one", question("a", "yes_no")), step("two", question("b", "yes_no"), show_if=equals("a", "yes"))
    )
    assert outcome({"a": "no", "b": "yes"}, body).steps == ["one"]
    assert outcome({"a": "no", "b": "yes"}, body).dropped == {"/b": "yes"}
    assert outcome({"a": "yes"}, body).next_step == "two"


def test_rows_are_counted_and_each_is_checked():
    body = ask(group("items", question("kind", "short_text"), min=2, max=3))
    assert codes({"items": [{"kind": "x"}]}, body) == {"/items": "too_few"}
    assert codes({"items": [{"kind": "x"}] * 4}, body) == {"/items": "too_many"}
    assert codes({"items": [{"kind": "x"}, {}]}, body) == {"/items/1/kind": "required"}
    assert codes({"items": [{"kind": 1}, {"kind": "x"}]}, body) == {"/items/0/kind": "type"}
    assert codes({"items": "x"}, body) == {"/items": "type"}


def test_rows_get_ids_that_stay_and_are_unique():
    rows = [
        {"kind": "bike"},
        {"_id": "r1", "kind": "bike"},
        {"_id": "r1", "kind": "other"},
        {"_id": 7, "kind": "other"},
    ]
    clean, _ = check_patch(THEFT, {"items": rows}, "en")
    ids = [row["_id"] for row in clean["items"]]
    assert ids[1] == "r1"
    assert len(set(ids)) == 4
    assert ensure_row_ids(THEFT, clean) == clean


def test_a_patch_merges_and_null_removes():
    clean, problems = check_patch(THEFT, {"email": None, "first_name": "Ada"}, "en")
    assert problems == []
    assert merged({"email": "a@b.ca", "count": 1}, clean) == {"first_name": "Ada", "count": 1}


def test_a_long_chain_of_conditions_closes_to_its_end():
    chain = [
        question(f"q{at}", "yes_no", show_if=equals(f"q{at - 1}", "yes") if at else None) for at in range(150)
    ]
    answers = {f"q{at}": "yes" for at in range(150)}
    assert len(assess(ask(*chain), answers, "en", today=TODAY).visible) == 150
    closed = assess(ask(*chain), {**answers, "q0": "no"}, "en", today=TODAY)
    assert closed.visible == {"q0"}
    assert closed.kept == {"q0": "no"}
    assert closed.can_submit


def test_unknown_keys_are_named_and_saved_but_never_submitted():
    clean, problems = check_patch(THEFT, {"nope": 1, "items": [{"kind": "bike", "nope": 2}]}, "en")
    assert [(each.path, each.code) for each in problems] == [
        ("/nope", "unknown"),
        ("/items/0/nope", "unknown"),
    ]
    assert clean["nope"] == 1
    assert outcome({**ANSWERS, "nope": 1}).dropped == {"/nope": 1}


def test_dates_are_held_against_today():
    assert codes({**ANSWERS, "birth_date": "2026-11-21"}) == {}
    assert codes({**ANSWERS, "birth_date": "2026-11-22"}) == {"/birth_date": "too_late"}
    body = ask(question("day", "date", limits={"min": "today", "max": "2026-12-31"}))
    assert codes({"day": "2026-11-20"}, body) == {"/day": "too_early"}


def test_files_have_to_be_there_and_accepted():
    photo = FileFacts("image/jpeg", 20_000, "bike.jpg", "clean")
    files = {
        "a": photo,
        "b": FileFacts("image/png", 1, "bad.png", "refused"),
        "c": FileFacts("text/html", 1, "x.html", "clean"),
    }
    assert codes({**ANSWERS, "photos": ["a"]}, files=files) == {}
    assert codes({**ANSWERS, "photos": ["zz"]}, files=files) == {"/photos": "unknown_file"}
    assert codes({**ANSWERS, "photos": ["b"]}, files=files) == {"/photos": "refused_file"}
    assert codes({**ANSWERS, "photos": ["c"]}, files=files) == {"/photos": "file_type"}


def test_an_invalid_answer_is_named_once_and_never_as_missing():
    assert codes({**ANSWERS, "phone": "12"}) == {"/phone": "phone"}


@pytest.mark.parametrize("language", ["en", "fr", "xx", ""])
def test_messages_come_in_any_language_without_a_fuss(language):
    assert outcome({}, language=language).problems


KEYS = [*sorted(Definition.of(THEFT).asked), "nope"]


@given(st.dictionaries(st.sampled_from(KEYS), JSON) | JSON)
def test_hostile_answers_give_problems_and_never_an_exception(answers):
    check_patch(THEFT, answers, "en")
    outcome(answers)
    present(THEFT, answers, "fr")


@given(JSON, st.dictionaries(st.sampled_from(KEYS), JSON))
def test_a_broken_definition_never_raises(body, answers):
    for broken in (
        body,
        {"steps": body},
        {"steps": [{"items": body}]},
        {"steps": [{"items": [{"item": "group", "key": "items", "questions": body}]}]},
    ):
        outcome(answers, broken)
        present(broken, answers, "en")


@pytest.mark.parametrize(
    "value",
    [
        "nul\x00",
        "half \ud83d",
        float("nan"),
        float("inf"),
        10**400,
        [[[[[[[[[[[[[["deep"]]]]]]]]]]]]]],
        "x" * 1_000_001,
    ],
)
def test_what_no_database_takes_is_named_and_not_saved(value):
    for answers in (
        {"story": value},
        {"nope": value},
        {"incident_place": {"street": value}},
    ):
        clean, problems = check_patch(THEFT, answers, "en")
        assert problems
        assert clean == {}
    rows = [{"_id": "one", "make": value, "kind": "other"}]
    clean, problems = check_patch(THEFT, {"items": rows}, "en")
    assert problems
    assert clean == {"items": [{"_id": "one", "kind": "other"}]}
