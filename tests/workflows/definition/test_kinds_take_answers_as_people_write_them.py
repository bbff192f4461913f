"""Each kind: what citizens write comes out in one normal form; what it cannot take is refused with a reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflows.definition.sample import THEFT, ask, choices, question
from workflows.definition import Definition, check_patch, kind_names

NS = {"not_sure": True}


def put(value, kind, **rest):
    """Return the normal form of `value` and the code of what is wrong with it, None if nothing is."""
    clean, problems = check_patch(ask(question("it", kind, **rest)), {"it": value}, "en")
    return clean.get("it"), (problems[0].code if problems else None)


@pytest.mark.parametrize(
    ("kind", "written", "normal"),
    [
        ("short_text", "  A red bike\r\n", "A red bike"),
        ("short_text", "two\nlines", "two lines"),
        ("short_text", "   ", None),
        ("short_text", "\u202eright to left\u202c", "\u202eright to left\u202c"),
        ("short_text", "e\u0301te\u0301", "e\u0301te\u0301"),
        ("long_text", "one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("long_text", "  indented  ", "  indented  "),
        ("long_text", "ᓀᐦᐃᔭᐍᐏᐣ 😀 ਪੰਜਾਬੀ", "ᓀᐦᐃᔭᐍᐏᐣ 😀 ਪੰਜਾਬੀ"),
        ("yes_no", "yes", "yes"),
        ("email", " Camille@Example.CA ", "Camille@example.ca"),
        ("email", "o'brien+tips@mail.example.ca", "o'brien+tips@mail.example.ca"),
        ("email", "jean@exämple.ca", "jean@xn--exmple-cua.ca"),
        ("phone", "(204) 555-0142", "+12045550142"),
        ("phone", "1 204 555 0142", "+12045550142"),
        ("phone", "204.555.0142", "+12045550142"),
        ("phone", "+33 1 42 68 53 00", "+33142685300"),
        ("number", 3, 3),
        ("number", 3.0, 3),
        ("number", -0.0, 0),
        ("number", "1 200,5", 1200.5),
        ("number", "1,200.5", 1200.5),
        ("money", "120", "120.00"),
        ("money", "1,200.5", "1200.50"),
        ("money", "1 200,50 $", "1200.50"),
        ("money", "1\u202f200,50\u00a0$", "1200.50"),
        ("money", "$1,200", "1200.00"),
        ("money", "1.200,50", "1200.50"),
        ("money", "CA$ 12.5", "12.50"),
        ("money", 120.5, "120.50"),
        ("number", "0,005", 0.005),
        ("short_text", "\U0001fae8", "\U0001fae8"),
        ("money", "0", "0.00"),
        ("date", "2026-11-02", "2026-11-02"),
        ("date", "2 nov 2026", "2026-11-02"),
        ("date", "November 2, 2026", "2026-11-02"),
        ("date", "1er février 2026", "2026-02-01"),
        ("date", "2026/11/02", "2026-11-02"),
        ("date", "25/12/2026", "2026-12-25"),
        ("date", "", None),
        ("date", "le 3 mars 2026", "2026-03-03"),
        ("date", "lundi 2 novembre 2026", "2026-11-02"),
        ("date", "Monday, November 2, 2026", "2026-11-02"),
    ],
)
def test_takes_what_people_write(kind, written, normal):
    assert put(written, kind) == (normal, None)


@pytest.mark.parametrize(
    ("kind", "written", "code"),
    [
        ("short_text", 1, "type"),
        ("short_text", "\u200b\u200d", "blank"),
        ("short_text", "bell\x07", "characters"),
        ("short_text", "x" * 201, "too_long"),
        ("long_text", "x" * 20001, "too_long"),
        ("yes_no", "maybe", "choice"),
        ("yes_no", True, "type"),
        ("yes_no", "not_sure", "choice"),
        ("email", "camille@example", "email"),
        ("email", "camille.example.ca", "email"),
        ("email", "a..b@example.ca", "email"),
        ("phone", "555-0142", "phone"),
        ("phone", "911", "phone"),
        ("phone", "204-555-0142 ext. 7", "extension"),
        ("phone", "204-555-0142, poste 7", "extension"),
        ("phone", "204-555-0142 p. 7", "extension"),
        ("number", "ten", "number"),
        ("number", True, "type"),
        ("number", 10**13, "too_large"),
        ("money", "-5", "too_small"),
        ("money", "1.200", "decimals"),
        ("money", "12,5,5", "money"),
        ("money", "0,005", "decimals"),
        ("money", "0.005,00", "money"),
        ("money", "5" + " " * 60 + "00", "money"),
        ("number", "5" + " " * 60 + "00", "number"),
        ("date", "2026-11-02" + " " * 60 + "or so", "date"),
        ("short_text", "\ufdd0\U000e0fff", "blank"),
        ("money", "twelve", "money"),
        ("date", "02/11/2026", "ambiguous_date"),
        ("date", "2026-02-30", "date"),
        ("date", "1026-11-02", "year"),
        ("date", 20261102, "type"),
        ("file", "abc", "type"),
        ("file", ["a/b"], "type"),
        ("file", list("abcdef"), "too_many"),
        ("address", "510 Main", "type"),
        ("address", {"planet": "Earth"}, "type"),
        ("address", {"city": "Winnipeg"}, "required"),
        ("address", {"street": "1 Main", "postal_code": "90210"}, "postal_code"),
        ("address", {"street": "1 Main", "province": "Texas"}, "province"),
        ("short_text", NS, "not_sure"),
    ],
)
def test_refuses_what_it_cannot_take_and_keeps_it(kind, written, code):
    assert put(written, kind) == (written, code)


def test_lengths_are_counted_in_characters():
    assert put("😀" * 5, "short_text", limits={"max_length": 5})[1] is None
    assert put("😀" * 6, "short_text", limits={"max_length": 5})[1] == "too_long"


def test_a_pattern_runs_on_re2_and_has_to_fit_the_whole_answer():
    limits = {"pattern": "[A-Z]{3}[0-9]{3}", "pattern_examples": ["ABC123"]}
    assert put("ABC123", "short_text", limits=limits) == ("ABC123", None)
    assert put("ABC1234", "short_text", limits=limits)[1] == "pattern"
    assert put("a" * 5000, "long_text", limits={"pattern": "(a+)+b"})[1] == "pattern"


def test_choices_come_in_the_order_of_the_question_each_once():
    assert put(["blue", "red", "blue"], "some_of", choices=choices("red", "blue")) == (["red", "blue"], None)
    assert put([], "some_of", choices=choices("red")) == (None, None)
    assert put(["green"], "some_of", choices=choices("red"))[1] == "choice"
    assert put(["red", "blue"], "some_of", choices=choices("red", "blue"), limits={"max": 1})[1] == "too_many"
    assert put("red", "one_of", choices=choices("red")) == ("red", None)
    assert put(["red"], "one_of", choices=choices("red"))[1] == "type"


def test_an_address_comes_in_the_form_of_canada_post():
    written = {
        "street": " 510 Main Street ",
        "unit": "",
        "city": "Winnipeg",
        "province": "manitoba",
        "postal_code": "r3b-1b9",
    }
    normal = {"street": "510 Main Street", "city": "Winnipeg", "province": "MB", "postal_code": "R3B 1B9"}
    assert put(written, "address") == (normal, None)
    assert put({"city": "Winnipeg"}, "address", required=False) == ({"city": "Winnipeg"}, None)
    assert put({"street": " ", "city": ""}, "address") == (None, None)


def test_every_fault_of_an_address_is_named_at_its_part():
    answers = {"it": {"street": "1 Main", "province": "Texas", "postal_code": "90210"}}
    found = check_patch(ask(question("it", "address", "Where?")), answers, "en")[1]
    assert [problem.path for problem in found] == ["/it/province", "/it/postal_code"]
    assert found[1].message == "Enter the postal code of “Where?” like R3C 1A5."


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Québec", "QC"),
        ("Que\u0301bec", "QC"),
        ("quebec", "QC"),
        ("Île-du-Prince-Édouard", "PE"),
        ("Prince Edward Island", "PE"),
        ("bc", "BC"),
    ],
)
def test_a_province_is_known_by_its_name_in_either_language(written, code):
    for language in ("en", "fr"):
        asked = ask(question("it", "address"), question("car", "vehicle"))
        written_both = {"it": {"street": "1 Main", "province": written}, "car": {"province": written}}
        clean, problems = check_patch(asked, written_both, language)
        assert (clean["it"]["province"], clean["car"]["province"], problems) == (code, code, [])


@pytest.mark.parametrize(
    ("kind", "value"), [("date", NS), ("money", NS), ("address", NS), ("one_of", NS), ("time_span", NS)]
)
def test_not_sure_is_an_answer_where_it_is_offered(kind, value):
    assert put(value, kind, not_sure=True) == (value, None)
    assert put(value, kind)[1] == "not_sure"
    assert put("not_sure", "yes_no", not_sure=True) == ("not_sure", None)


def test_the_editors_own_words_come_first():
    own = question(
        "it", "email", messages={"email": {"en": "Check your address.", "fr": "Vérifiez votre adresse."}}
    )
    assert check_patch(ask(own), {"it": "x"}, "fr")[1][0].message == "Vérifiez votre adresse."


def test_all_kinds_of_the_design_are_there():
    named = "short_text long_text one_of some_of yes_no email phone number money date time_span address file"
    assert set(named.split()) <= set(kind_names())


TEXTS = st.text(max_size=30) | st.text("-$0123456789,. ", max_size=12) | st.dates().map(str)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
KEYS = sorted(Definition.of(THEFT).asked)


@given(st.dictionaries(st.sampled_from(KEYS), JSON, max_size=6))
def test_normal_form_is_stable(answers):
    once, problems = check_patch(THEFT, answers, "en")
    again, same = check_patch(THEFT, once, "en")
    assert again == once
    assert {problem.code for problem in same} <= {problem.code for problem in problems}
