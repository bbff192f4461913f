"""Hints say what to look at again or add, in the citizen's language; none of them keeps anybody from sending."""

import pytest

from tests.workflows.definition.modules import told_by_javascript
from tests.workflows.definition.sample import ask, choices, equals, group, question, text
from tests.workflows.definition.test_assess_a_whole_report import TODAY
from workflows.definition import assess, check_patch, fields_of_step, hints
from workflows.definition.kinds import kind_of
from workflows.definition.kinds.hints import has_luhn, has_vin_check
from workflows.definition.structure import question_of

IMEI, WRONG_IMEI = "490154203237518", "490154203237519"
VIN, WRONG_VIN = "1M8GDM9AXKP042788", "1M8GDM9A1KP042788"


def told(body, answers, language="en"):
    return [(hint.path, hint.code) for hint in hints(body, answers, language)]


@pytest.mark.parametrize(
    ("kind", "value", "found", "limits"),
    [
        ("serial_number", IMEI, [], {}),
        ("serial_number", WRONG_IMEI, [("/it", "imei")], {}),
        ("serial_number", "49-015420-323751-9", [("/it", "imei")], {}),
        ("serial_number", "WTU123K4567", [], {}),
        ("serial_number", "12345", [], {}),
        ("serial_number", IMEI, [], {"format": "imei"}),
        ("serial_number", WRONG_IMEI, [("/it", "imei")], {"format": "imei"}),
        ("serial_number", "12345", [("/it", "imei_length")], {"format": "imei"}),
        ("serial_number", "WTU", [("/it", "imei_length")], {"format": "imei"}),
        ("vehicle", {"vin": VIN}, [], {}),
        ("vehicle", {"vin": WRONG_VIN}, [("/it/vin", "vin_check")], {}),
        ("vehicle", {"vin": "VWZZZ1"}, [("/it/vin", "vin")], {}),
        ("vehicle", {"vin": VIN[:-1] + "O"}, [("/it/vin", "vin")], {}),
        ("vehicle", {"plate": "ABC 123"}, [], {}),
        ("vehicle", {"plate": "the blue one"}, [("/it/plate", "plate")], {}),
        (
            "person",
            {"first_name": "C", "last_name": "D", "contact_by": "phone"},
            [("/it/phone", "contact")],
            {},
        ),
        (
            "person",
            {"first_name": "C", "last_name": "D", "contact_by": "email"},
            [("/it/email", "contact")],
            {},
        ),
        ("person", {"first_name": "C", "last_name": "D", "contact_by": "mail"}, [], {}),
    ],
)
def test_a_kind_hints_at_what_may_be_mistyped_and_takes_it(kind, value, found, limits):
    body = ask(question("it", kind, limits=limits))
    clean, problems = check_patch(body, {"it": value}, "en")
    assert problems == []
    assert told(body, clean) == found
    assert assess(body, clean, "en", today=TODAY).can_submit


def test_a_hint_is_in_the_language_of_the_page_and_at_its_field():
    body = ask(question("it", "serial_number", "Serial number"))
    (hint,) = hints(body, {"it": WRONG_IMEI}, "en")
    assert "“Serial number”" in hint.message
    assert fields_of_step(body, "only", {"it": WRONG_IMEI}, "en")[0].hints == [hint]
    vehicle = ask(question("it", "vehicle"))
    parts = {
        part.part: part for part in fields_of_step(vehicle, "only", {"it": {"vin": WRONG_VIN}}, "en")[0].parts
    }
    assert "does not fit" in parts["vin"].hint
    assert parts["plate"].hint == ""


def test_an_editors_own_words_stand_in_a_hint_too():
    own = {"vin_check": {"en": "Read it once more."}, "vin.vin": {"en": "All 17, please."}}
    body = ask(question("it", "vehicle", messages=own))
    assert [hint.message for hint in hints(body, {"it": {"vin": WRONG_VIN}}, "en")] == ["Read it once more."]
    says = {part.part: part.says for part in fields_of_step(body, "only", {}, "en")[0].parts}
    assert says["vin"] == {"vin": "All 17, please.", "vin_check": "Read it once more."}


@pytest.mark.parametrize("value", ["", None, {"not_sure": True}, "x" * 61, 7, {"vin": 7}])
def test_nothing_is_hinted_at_where_there_is_no_answer_or_a_wrong_one(value):
    assert told(ask(question("it", "serial_number", not_sure=True)), {"it": value}) == []


ITEMS = group(
    "items",
    question("kind", "one_of", choices=choices("bike", "phone")),
    question(
        "serial_number", "serial_number", required=False, not_sure=True, show_if={"answered": {"row": "kind"}}
    ),
)
INSURED = question("insured", "yes_no")


def with_advice(*rules):
    return {**ask(INSURED, ITEMS, question("photo", "file", required=False)), "advice": list(rules)}


def rule(key, condition=None, about=""):
    return {
        "key": key,
        "if": condition,
        "question": about,
        "text": text("An insurer will ask.", "Un assureur demandera."),
    }


def test_advice_is_said_while_its_condition_holds_and_its_question_is_open():
    body = with_advice(rule("photo", equals("insured", "yes"), "photo"))
    assert told(body, {"insured": "yes"}) == [("/photo", "advice.photo")]
    assert told(body, {"insured": "no"}) == []
    assert told(body, {"insured": "yes", "photo": ["a"]}) == []
    assert hints(body, {"insured": "yes"}, "fr")[0].message == "Un assureur demandera."


def test_advice_about_a_row_is_said_for_each_row_that_it_is_true_of():
    body = with_advice(rule("serial", {"some": ["items", equals("kind", "bike", "row")]}, "serial_number"))
    rows = [
        {"kind": "bike"},
        {"kind": "phone"},
        {"kind": "bike", "serial_number": "WTU1"},
        {"kind": "bike", "serial_number": {"not_sure": True}},
        {},
    ]
    assert told(body, {"items": rows}) == [
        ("/items/0/serial_number", "advice.serial"),
        ("/items/3/serial_number", "advice.serial"),
    ]


def test_advice_without_a_question_is_about_the_report():
    body = with_advice(rule("call", equals("insured", "yes")), rule("always"))
    assert told(body, {"insured": "yes"}) == [("", "advice.call"), ("", "advice.always")]
    assert told(body, {}) == [("", "advice.always")]


def test_advice_about_a_question_that_is_not_asked_is_not_said():
    hidden = question("later", "short_text", show_if=equals("insured", "yes"))
    body = {**ask(INSURED, hidden), "advice": [rule("later", None, "later"), rule("gone", None, "nowhere")]}
    assert told(body, {"insured": "no"}) == []


@pytest.mark.parametrize(
    "advice", [None, 1, [1], [{}], [{"if": 1, "question": 7, "text": None}], [{"if": {"some": [1]}}]]
)
def test_broken_advice_does_not_raise(advice):
    hints({**ask(INSURED), "advice": advice}, {"insured": "yes"}, "en")
    hints(None, None, "en")


def test_check_digits_are_those_of_the_standards():
    assert has_luhn("79927398713")
    assert not has_luhn("79927398710")
    assert all(has_vin_check(vin) for vin in (VIN, "11111111111111111", "5GZCZ43D13S812715"))
    assert not has_vin_check(WRONG_VIN)


def test_the_browser_hints_as_the_server_does():
    texts = [
        IMEI,
        WRONG_IMEI,
        "35-209900-176148-1",
        "12345",
        "WTU 1",
        VIN,
        WRONG_VIN,
        VIN.lower(),
        "VWZZZ1",
        "ABC 123",
        "a",
    ]
    texts += ["the blue one", "1" * 17, "é", "12 34", "4520 1234", VIN[:-1] + "Q"]
    watches = {
        "serial": ("serial_number", {}, ""),
        "imei": ("serial_number", {"format": "imei"}, ""),
        "vin": ("vehicle", {}, "vin"),
        "plate": ("vehicle", {}, "plate"),
    }
    for watch, (kind, limits, part) in watches.items():
        asked = question_of(question("it", kind, limits=limits))
        found = told_by_javascript("kinds.js", f'hintFor("{watch}", each)', texts)
        for written, code in zip(texts, found, strict=True):
            clean = kind_of(asked).clean(asked, {part: written} if part else written)
            assert [code] * bool(code) == [each.code for each in kind_of(asked).hint(asked, clean)], (
                watch,
                written,
            )


def test_the_browser_says_that_a_card_has_too_many_digits():
    assert told_by_javascript(
        "kinds.js", 'hintFor("last_four", each)', ["1234", "12345", "4520 1234", ""]
    ) == [
        "",
        "full_number",
        "full_number",
        "",
    ]
