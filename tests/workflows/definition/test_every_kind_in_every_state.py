"""Every kind: valid, invalid, not sure, empty; on the page and back; as its JSON Schema says; with hostile values."""

import jsonschema
import pytest
from django.http import QueryDict
from django.utils import translation
from hypothesis import example, given
from hypothesis import strategies as st

from tests.workflows.definition.every_kind import CASES, NO_NOT_SURE
from tests.workflows.definition.sample import ask, question
from tests.workflows.definition.test_assess_a_whole_report import TODAY
from tests.workflows.definition.test_kinds_take_answers_as_people_write_them import JSON
from workflows.definition import (
    answers_schema,
    assess,
    check_patch,
    fields_of_step,
    hints,
    initial_for,
    kind_names,
    kind_of,
    present,
    read_post,
)
from workflows.definition.structure import question_of

NS = {"not_sure": True}
every_kind = pytest.mark.parametrize("case", CASES, ids=lambda case: case.kind)


def asked(case, **rest):
    return ask(question("it", case.kind, **{**case.rest, **rest}))


def put(case, value, **rest):
    clean, problems = check_patch(asked(case, **rest), {"it": value}, "en")
    return clean.get("it"), [problem.code for problem in problems]


def test_every_kind_has_its_case():
    assert {case.kind for case in CASES} == {*kind_names()} - {"computed"}


@every_kind
def test_takes_what_people_write_in_one_normal_form(case):
    assert put(case, case.written) == (case.normal, [])
    assert put(case, case.normal) == (case.normal, [])


@every_kind
def test_refuses_what_it_cannot_take_and_keeps_it(case):
    assert put(case, case.refused) == (case.refused, [case.code])


@every_kind
def test_not_sure_is_an_answer_where_it_is_offered_and_nowhere_else(case):
    offered = case.kind not in NO_NOT_SURE
    assert put(case, NS, not_sure=True) == (NS, [] if offered else ["type"])
    assert put(case, NS)[1] == ["not_sure" if offered else "type"]
    if offered:
        body = asked(case, not_sure=True)
        assert present(body, {"it": NS}, "en")[0].rows[0].not_sure
        assert fields_of_step(body, "only", {"it": NS}, "en")[0].not_sure


@every_kind
@pytest.mark.parametrize("nothing", [None, "", [], {}])
def test_what_says_nothing_is_no_answer(case, nothing):
    value, wrong = put(case, nothing)
    assert value is None or wrong


@every_kind
def test_without_an_answer_a_required_question_says_what_to_do(case):
    for language in ("en", "fr"):
        (problem,) = assess(asked(case), {}, language, today=TODAY).problems
        assert (problem.path, problem.code) == ("/it", "required")
        assert "It" in problem.message
    assert assess(asked(case, required=False), {}, "en", today=TODAY).can_submit


@every_kind
def test_reads_in_both_languages(case):
    body = asked(case)
    assert present(body, {"it": case.normal}, "en")[0].rows[0].text == case.english
    french = present(body, {"it": case.normal}, "fr")[0].rows[0].text
    assert french == case.french if case.french else french


@every_kind
def test_comes_back_to_the_page_as_it_was_saved(case):
    body = question("it", case.kind, not_sure=True, **case.rest)
    for value in (case.normal, case.refused, NS if case.kind not in NO_NOT_SURE else None):
        post = QueryDict(mutable=True)
        for name, texts in initial_for(body, value).items():
            post.setlist(name, texts if isinstance(texts, list) else [texts])
        again = check_patch(ask(body), {"it": read_post(body, post)}, "en")[0].get("it")
        assert again == value or value == case.refused, case.kind


@every_kind
def test_its_schema_takes_the_normal_form_and_not_what_is_refused(case):
    schema = kind_of(question_of(question("it", case.kind, **case.rest))).schema(
        question_of(question("it", case.kind, **case.rest))
    )
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(case.normal, schema)
    assert not jsonschema.Draft202012Validator(schema).is_valid(case.refused)


@pytest.mark.parametrize(
    ("kind", "value", "taken"),
    [
        ("email", "x" * 64 + "@example.ca", True),
        ("email", "x" * 65 + "@example.ca", False),
        ("card_ending", {"institution": "Bank 1234", "last_four": "1234"}, True),
        ("card_ending", {"institution": "Bank 12-345", "last_four": "1234"}, False),
        ("address", {"street": "1 Main", "note": "Behind\nthe house"}, True),
        ("short_text", "\ufffd", True),
    ],
)
def test_its_schema_and_the_server_take_the_same(kind, value, taken):
    body = ask(question("it", kind))
    assert (check_patch(body, {"it": value}, "en")[1] == []) is taken
    assert jsonschema.Draft202012Validator(answers_schema(body, "en")).is_valid({"it": value}) is taken


@every_kind
def test_every_pattern_of_its_schema_comes_with_examples_that_fit(case):
    for schema in patterns(answers_schema(asked(case), "en")):
        assert schema["examples"]
        for given_one in schema["examples"]:
            jsonschema.validate(given_one, schema)


def patterns(schema):
    if isinstance(schema, dict):
        if "pattern" in schema and not schema.get("readOnly") and "examples" in schema:
            yield schema
        for each in schema.values():
            yield from patterns(each)
    elif isinstance(schema, list):
        for each in schema:
            yield from patterns(each)


DEEP = {}
for _ in range(9):
    DEEP = {"first_name": DEEP, "plate": [DEEP], "last_four": DEEP}
HOSTILE = [
    *(0, 1, -1, 1.5, True, False, 10**18, float("inf"), float("nan"), 10**400),
    *("\x00", "\ud83d", "\u202eevil", "\u200b\u200d", "x" * 100_000, "' OR 1=1 --", "<script>", "{{ 7*7 }}"),
    *(
        [[]],
        [{}],
        [None],
        ["x"] * 500,
        {"": ""},
        {"__proto__": 1},
        {"plate": {"plate": 1}},
        {"last_four": 1.5},
    ),
    *({"not_sure": False}, {"not_sure": True, "plate": "x"}, {"year": "9" * 50}, {"vin": ["x"]}, DEEP),
    *(
        {"phone": "\ud83d"},
        {"email": "x\x00"},
        {"birth_date": 19900517},
        {"province": {"x": 1}},
        {"contact_by": []},
    ),
]


@every_kind
def test_hostile_values_give_problems_and_never_an_exception(case):
    body = asked(case, not_sure=True, limits={"parts": "x", "required_parts": 7, "min": [], "max": {}})
    for value in HOSTILE:
        clean, _problems = check_patch(body, {"it": value}, "fr")
        assess(body, {"it": value}, "en", today=TODAY)
        present(body, {"it": value}, "fr")
        hints(body, {"it": value}, "en")
        fields_of_step(body, "only", clean, "en")
        assert check_patch(body, clean, "en")[0] == clean


@every_kind
def test_every_code_has_the_editors_own_words_if_there_are_any(case):
    own = {"en": "Say it otherwise.", "fr": "Dites-le autrement."}
    for messages in ({case.code: own}, {}):
        found = check_patch(asked(case, messages=messages), {"it": case.refused}, "fr")[1]
        assert (found[0].message == "Dites-le autrement.") is bool(messages)


def test_the_editors_words_for_one_part_come_before_those_for_all():
    own = {"phone.phone": {"en": "The witness’s number?"}, "phone": {"en": "Numbers."}}
    body = ask(question("it", "witness", messages=own))
    assert check_patch(body, {"it": {"phone": "1"}}, "en")[1][0].message == "The witness’s number?"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_scale_is_offered_in_the_language_of_the_page(language):
    with translation.override(language):
        options = fields_of_step(ask(question("it", "how_known", not_sure=True)), "only", {}, language)[
            0
        ].options
    assert len(options) == 5
    assert read_post(question("it", "how_known", not_sure=True), QueryDict("it=not_sure")) == NS


PART_NAMES = sorted(
    {part.name for case in CASES for part in kind_of(question_of({"kind": case.kind})).parts(question_of({}))}
)
ANYTHING = JSON | st.dictionaries(st.sampled_from(PART_NAMES), JSON, max_size=5)
ALL = ask(*(question(case.kind, case.kind, not_sure=True, **case.rest) for case in CASES))


@example({"card_ending": {"age": [10000], "institution": False}})
@example({"card_ending": {"institution": None, "4111111111111111": None}})
@given(st.dictionaries(st.sampled_from([case.kind for case in CASES]), ANYTHING, max_size=5))
def test_normal_form_is_stable_and_everything_can_be_shown(answers):
    once, problems = check_patch(ALL, answers, "en")
    again, same = check_patch(ALL, once, "fr")
    assert again == once
    assert {problem.code for problem in same} <= {problem.code for problem in problems}
    assess(ALL, answers, "en", today=TODAY)
    present(ALL, once, "fr")
    hints(ALL, once, "en")
    fields_of_step(ALL, "only", once, "fr")
