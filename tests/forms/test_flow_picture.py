"""The picture of a report type: its steps, conditions, groups and early ends, drawn and in words."""

from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from lxml import etree, html
from wagtail.users.models import UserProfile

from forms.flow.drawing import CENTRE, CHARACTER, LANES, PAD, svg_of, wrapped
from forms.flow.reading import flow_of
from forms.flow.words import LONGEST, Words, short
from forms.models import ReportTypePage
from tests.conftest import sign_in
from tests.definitions import both, choices, question, step, theft
from workflows.definition import Definition

SVG = "{http://www.w3.org/2000/svg}"
NASTY = "</text><script>alert(1)</script> & \" ' ]]> \u202e \x00 \ud83d " + "x" * 300


def with_everything() -> dict[str, Any]:
    body = theft()
    items = body["steps"][2]["items"][0]
    items["questions"].append(question("colour", "short_text", show_if={"eq": [{"row": "kind"}, "bicycle"]}))
    seen = question("seen", "one_of", choices=choices("well", "badly"))
    who = question("who", "short_text", show_if={"in": [{"var": "seen"}, ["well", "badly"]]})
    only_if = {"all": [{"eq": [{"var": "in_danger"}, "no"]}, {"any": [{"answered": {"var": "story"}}]}]}
    rule = {
        "key": "too_much",
        "from": "2020-01-01",
        "until": None,
        "if": {"some": ["items", {"gt": [{"row": "value"}, "25000.00"]}]},
        "title": both("Call us", "Appelez-nous"),
        "text": both("It is worth too much."),
        "link": None,
    }
    return {
        **body,
        "steps": [*body["steps"], step("witness", seen, who, show_if=only_if)],
        "eligibility": [rule],
    }


def drawn(body: Any, language: str = "en") -> list[str]:
    """The lines of text in the picture."""
    tree = etree.fromstring(str(svg_of(flow_of(body, language))).encode())
    return ["".join(each.itertext()) for each in tree.iter(f"{SVG}text")]


def test_it_shows_steps_counts_groups_and_early_ends() -> None:
    lines = " ".join(drawn(with_everything()))
    assert "3. Items" in lines
    assert "5. You" in lines
    assert "3 questions, 2 need an answer" in lines
    assert "Group “Stolen items”: 1 to 20 times, 5 questions each" in lines
    assert "Call 911 now" in lines
    assert "rule from 2020-01-01 on" in lines


def test_conditions_are_said_in_words_with_labels_and_choices() -> None:
    lines = " ".join(drawn(with_everything()))
    assert "If “In danger” is “Yes”" in lines
    assert "If “In danger” is “No” and “Story” is answered" in lines
    assert "“Who”, if “Seen” is one of “Well”, “Badly”" in lines
    assert "if “Kind” is “Bicycle”" in lines
    assert "If for one of “Stolen items”: “Value” is more than “25000.00”" in lines


def test_it_is_in_the_language_of_the_form() -> None:
    lines = " ".join(drawn(with_everything(), "fr"))
    assert "Composez le 911 maintenant" in lines
    assert "Objets volés" in lines


def test_hostile_labels_stay_text_and_fit() -> None:
    body = theft(title=both(NASTY))
    body["steps"][0]["title"] = both(NASTY)
    body["steps"][0]["items"][0]["label"] = both(NASTY)
    body["steps"][1]["show_if"] = {"eq": [{"var": "in_danger"}, NASTY]}
    picture = str(svg_of(flow_of(body, "en")))
    assert "<script" not in picture
    assert {element.tag for element in etree.fromstring(picture.encode()).iter()} <= {
        f"{SVG}{name}" for name in ("svg", "title", "defs", "marker", "path", "rect", "text")
    }
    assert max(len(line) for line in drawn(body)) < 80


@pytest.mark.parametrize(
    "condition",
    [
        5,
        {},
        {"eq": 1},
        {"eq": [1]},
        {"nope": []},
        {"all": "x"},
        {"some": [1, 2]},
        {"in": [{"var": 3}, None]},
        {"not": None},
    ],
)
def test_a_broken_condition_is_said_and_never_raised(condition: Any) -> None:
    assert Words(Definition.of(theft()), "en").say(condition)


def test_a_deep_condition_ends_in_words() -> None:
    condition: Any = {"answered": {"var": "story"}}
    for _depth in range(200):
        condition = {"not": {"all": [condition]}}
    assert len(Words(Definition.of(theft()), "en").say(condition)) < 500


@pytest.mark.parametrize("body", [None, {}, {"steps": "x"}, {"steps": [{"key": "a"}, 3]}])
def test_a_broken_definition_is_drawn_as_far_as_it_goes(body: Any) -> None:
    assert "The report is sent" in " ".join(drawn(body))


def test_what_opens_a_step_is_clear_of_the_lines_to_early_ends() -> None:
    body = with_everything()
    body["steps"][0]["items"][0]["label"] = both(
        "Is anyone hurt, in danger or in need of help at this moment?"
    )
    tree = etree.fromstring(str(svg_of(flow_of(body, "en"))).encode())
    beside = [each for each in tree.iter(f"{SVG}text") if each.get("x") == str(CENTRE + PAD)]
    assert len(beside) > 3
    assert all(CENTRE + PAD + CHARACTER * len(each.text) <= min(LANES) for each in beside)


def test_a_long_name_is_cut_between_words() -> None:
    assert short("Report it to the police of the place, however far away that place may be from here") == (
        "Report it to the police of the place, however far away that place may be from…"
    )
    assert short("x" * 300) == "x" * (LONGEST - 1) + "…"


def test_lines_break_at_words_and_within_long_ones() -> None:
    assert wrapped("one two three", 7) == ["one two", "three"]
    assert wrapped("abcdefghij", 4) == ["abcd", "efgh", "ij"]
    assert wrapped("漢字漢字", 4) == ["漢字", "漢字"]
    assert wrapped("", 4) == []
    assert wrapped("est «\u00a0Non\u00a0»", 9) == ["est", "«\u00a0Non\u00a0»"]


def test_the_page_has_the_picture_and_the_same_in_words(theft_page: ReportTypePage, dana: Any) -> None:
    client = sign_in(Client(), dana)
    response = client.get(f"/admin/report-types/{theft_page.pk}/flow/?language=fr")
    tree = html.fromstring(response.content)
    assert tree.xpath("//svg")
    assert len(tree.xpath("//ol[@lang='fr']/li")) == 5
    assert "Composez le 911 maintenant" in response.content.decode()
    with translation.override("en"):
        edit = client.get(f"/admin/pages/{theft_page.pk}/edit/").content.decode()
    assert f"/admin/report-types/{theft_page.pk}/flow/" in edit


def test_picture_and_trying_begin_in_the_language_of_the_editor(
    theft_page: ReportTypePage, dana: Any
) -> None:
    UserProfile.objects.update_or_create(user=dana, defaults={"preferred_language": "fr"})
    client = sign_in(Client(), dana)
    tree = html.fromstring(client.get(f"/admin/report-types/{theft_page.pk}/flow/").content)
    assert tree.xpath("//ol[@lang='fr']/li")
    tried = client.get(f"/admin/report-types/{theft_page.pk}/try/").content.decode()
    assert f"/admin/report-types/{theft_page.pk}/try/frame/fr/" in tried


def test_a_version_is_drawn_and_handed_out_as_a_file(theft_page: ReportTypePage, dana: Any) -> None:
    response = sign_in(Client(), dana).get(f"/admin/report-types/{theft_page.pk}/flow/picture.svg?version=1")
    assert response["Content-Type"] == "image/svg+xml"
    assert "theft-1-en.svg" in response["Content-Disposition"]
    assert b"prefers-color-scheme" in response.content
    etree.fromstring(response.content)


@pytest.mark.parametrize("name", ["noor", "sam"])
def test_it_is_for_those_who_may_edit_the_page(theft_page: ReportTypePage, person: Any, name: str) -> None:
    response = sign_in(Client(), person(name)).get(f"/admin/report-types/{theft_page.pk}/flow/")
    assert response.status_code in (302, 403)
