"""Of a card or an account only the last four digits are taken; a whole number is neither kept nor shown again."""

import json

import pytest
from django.http import QueryDict

from tests.workflows.definition.sample import ask, group, question
from tests.workflows.definition.test_assess_a_whole_report import TODAY
from workflows.definition import (
    assess,
    check_patch,
    fields_of_step,
    present,
    presentable,
    read_post,
)
from workflows.definition.kinds.cards import may_be_carried

NUMBER = "4520 1234 5678 9012"
DIGITS = NUMBER.replace(" ", "")
CARD = question("card", "card_ending")
BODY = ask(
    CARD,
    group("cards", question("card", "card_ending"), question("note", "short_text", required=False), min=0),
)
WHOLE = [
    {"last_four": NUMBER},
    {"last_four": DIGITS, "type": "credit_card"},
    {"last_four": "4520-1234-5678-9012"},
    {"last_four": int(DIGITS)},
    {"last_four": float(DIGITS)},
    {"last_four": list(DIGITS)},
    {"last_four": {"not_sure": DIGITS}},
    {"last_four": "1234", "institution": f"Prairie {NUMBER}"},
    {"last_four": "1234", "institution": "12345"},
    {"last_four": "1234", "type": DIGITS},
    {"last_four": "1234", "number": DIGITS},
    {"last_four": "1234", DIGITS: "x"},
    {"last_four": "\uff14\uff15\uff12\uff10\uff11\uff12\uff13\uff14"},
    {"last_four": "4520 1234 5678 901\u200b2"},
    NUMBER,
    int(DIGITS),
    [NUMBER],
    list(NUMBER),
    [{"last_four": NUMBER}],
]


def digits_in(value):
    return sum(each.isdecimal() for each in json.dumps(value, ensure_ascii=False))


@pytest.mark.parametrize("value", WHOLE, ids=str)
def test_a_whole_number_is_refused_and_not_kept(value):
    kept, problems = check_patch(BODY, {"card": value}, "en")
    assert problems
    assert digits_in(kept) <= 8
    assert "4520" not in json.dumps(kept)
    assert "\uff14" not in json.dumps(kept, ensure_ascii=False)


@pytest.mark.parametrize("value", WHOLE, ids=str)
@pytest.mark.parametrize("place", ["row", "rows", "key"])
def test_nor_in_the_rows_of_a_group(value, place):
    rows = {"row": [{"card": value}], "rows": value, "key": [{"other": value}]}[place]
    kept, problems = check_patch(BODY, {"cards": rows}, "en")
    assert problems
    assert "4520" not in json.dumps(kept.get("cards"))


def test_the_person_is_told_why_as_long_as_nothing_else_was_entered():
    kept, problems = check_patch(BODY, {"card": {"type": "credit_card", "last_four": NUMBER}}, "en")
    assert (problems[0].path, problems[0].code) == ("/card/last_four", "full_number")
    assert "last four digits" in problems[0].message
    assert "not kept" in problems[0].message
    again = assess(BODY, kept, "en", today=TODAY).problems
    assert again == problems
    field = fields_of_step(BODY, "only", kept, "en", again)[0]
    assert {part.part: part.value for part in field.parts} == {
        "type": "credit_card",
        "institution": "",
        "last_four": "",
    }
    assert field.parts[2].problem == problems[0].message
    assert present(BODY, kept, "en")[0].rows[0].text == "Credit card\nLast four digits: not kept"


def test_then_four_digits_make_it_right():
    kept = check_patch(BODY, {"card": {"last_four": NUMBER}}, "en")[0]
    posted = read_post(CARD, QueryDict("card-last_four=9012&card-type=credit_card"))
    clean, problems = check_patch(BODY, {**kept, "card": posted}, "en")
    assert (clean["card"], problems) == ({"last_four": "9012", "type": "credit_card"}, [])


@pytest.mark.parametrize(
    "written", ["1234", " 12 34 ", "**** 1234", "xxxx-1234", "•••• 1234", "XXXX XXXX XXXX 1234"]
)
def test_four_digits_may_be_written_as_they_stand_on_a_receipt(written):
    assert check_patch(BODY, {"card": {"last_four": written}}, "en") == ({"card": {"last_four": "1234"}}, [])


def test_what_goes_back_to_a_browser_has_no_whole_number():
    answers = {"card": {"last_four": NUMBER}, "cards": [{"card": NUMBER}, NUMBER], "other": 1}
    assert "4520" not in json.dumps(presentable(BODY, answers))
    assert presentable(BODY, {"card": {"last_four": "1234"}, "cards": [{"note": "x"}]}) == {
        "card": {"last_four": "1234"},
        "cards": [{"note": "x"}],
    }
    assert "4520" not in may_be_carried("cards-0-card-last_four", NUMBER)
    assert may_be_carried("story", NUMBER) == NUMBER
