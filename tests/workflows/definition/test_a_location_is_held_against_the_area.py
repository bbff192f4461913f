"""A place as address or pin: its numbers are checked one by one, and the pin is held against the agency's area."""

from datetime import date
from typing import Any

import pytest

from tests.workflows.definition.sample import ask, question
from workflows.definition import answers_schema, assess, check_patch, hints, kind_of, present
from workflows.definition.structure import question_of

PIN = {"lat": 49.8951, "lon": -97.1384}
BRANDON = {"lat": 49.8483, "lon": -99.9501}
TODAY = date(2026, 11, 21)


def place(inside: str = "", **more: Any) -> dict[str, Any]:
    return question("place", "location", limits={"inside": inside} if inside else {}, **more)


def codes(value: Any, **more: Any) -> list[tuple[str, str]]:
    body = ask(place(**more))
    clean, _wrong = check_patch(body, {"place": value}, "en")
    return [(each.path, each.code) for each in assess(body, clean, "en", today=TODAY).problems]


def test_takes_an_address_a_pin_or_both():
    for value in (
        {"street": "510 Main Street"},
        PIN,
        {"street": "510 Main Street", "note": "At the door", **PIN},
    ):
        assert codes(value) == []
        assert check_patch(ask(place()), {"place": value}, "en") == ({"place": value}, [])


def test_nothing_but_a_note_is_no_place():
    assert codes({"note": "By the river"}) == [("/place/street", "required")]
    assert codes({}) == codes(None) == [("/place", "required")]


def test_not_sure_is_an_answer_where_it_is_offered():
    assert codes({"not_sure": True}, not_sure=True) == []
    assert codes({"not_sure": True}) == [("/place", "not_sure")]


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ({"lat": "49.8951", "lon": -97.1}, ("/place/lat", "type")),
        ({"lat": True, "lon": -97.1}, ("/place/lat", "type")),
        ({"lat": 49.8951}, ("/place/lon", "required")),
        ({"lon": -97.1384}, ("/place/lat", "required")),
        ({"lat": -97.1384, "lon": 49.8951}, ("/place/lat", "swapped")),
        ({"lat": 91, "lon": -97.1}, ("/place/lat", "out_of_range")),
        ({"lat": 49.8951, "lon": -181}, ("/place/lon", "out_of_range")),
        ({"lat": [49], "lon": -97.1}, ("/place/lat", "type")),
        ({"lat": float("nan"), "lon": -97.1}, ("/place", "characters")),
        ({"lat": 49.8951, "lon": -97.1384, "alt": 230}, ("/place", "type")),
        ("510 Main Street", ("/place", "type")),
    ],
)
def test_what_is_no_point_says_which_number_and_why(value, found):
    _clean, problems = check_patch(ask(place()), {"place": value}, "en")
    assert [(each.path, each.code) for each in problems] == [found]
    assert all(each.message for each in problems)


def test_a_pin_is_kept_to_a_tenth_of_a_metre():
    clean, _wrong = check_patch(ask(place()), {"place": {"lat": 49.89512345678, "lon": -97}}, "en")
    assert clean == {"place": {"lat": 49.895123, "lon": -97.0}}


def test_a_pin_outside_is_refused_only_where_the_editor_wants_it():
    assert codes(BRANDON, inside="require") == [("/place", "outside_area")]
    assert codes(BRANDON) == codes(BRANDON, inside="warn") == codes(BRANDON, inside="off") == []
    assert codes(PIN, inside="require") == []


def test_an_address_without_a_pin_is_never_outside():
    assert codes({"street": "1 Main Street", "city": "Brandon"}, inside="require") == []


@pytest.mark.parametrize(("limit", "expected"), [("warn", ["outside_area"]), ("off", []), ("require", [])])
def test_a_pin_outside_is_hinted_at(limit, expected):
    asked = question_of(place(limit))
    hints = kind_of(asked).hint(asked, BRANDON)
    assert [each.code for each in hints] == expected


def test_the_hint_is_among_those_before_sending():
    found = hints(ask(place()), {"place": BRANDON}, "fr")
    assert [(each.path, each.code) for each in found] == [("/place", "outside_area")]


def test_says_where_it_is_in_both_languages():
    body = ask(place())
    for language, words in (("en", "Pin: 49.89510, -97.13840 ("), ("fr", "49.89510, -97.13840 (")):
        (row,) = present(body, {"place": {"street": "510 Main Street", **PIN}}, language)[0].rows
        assert row.text.startswith("510 Main Street\n")
        assert words in row.text
        assert "Downtown" in row.text
    assert "outside the area" in present(body, {"place": BRANDON}, "en")[0].rows[0].text


def test_the_schema_says_that_a_point_is_two_numbers():
    schema = answers_schema(ask(place("require")), "en")["properties"]["place"]
    assert schema["dependentRequired"] == {"lat": ["lon"], "lon": ["lat"]}
    assert schema["properties"]["lat"]["minimum"] > 49.7
    assert schema["allOf"] == [{"anyOf": [{"required": ["street"]}, {"required": ["lat", "lon"]}]}]


def test_an_agency_brings_its_own_area(settings, tmp_path):
    ring = [[-100.1, 49.7], [-99.8, 49.7], [-99.8, 50.0], [-100.1, 50.0], [-100.1, 49.7]]
    file = tmp_path / "area.geojson"
    file.write_text(
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "West End"}, '
        f'"geometry": {{"type": "Polygon", "coordinates": [{ring}]}}}}]}}'
    )
    settings.BOUNDARY_FILE = str(file)
    assert codes(BRANDON, inside="require") == []
    assert codes(PIN, inside="require") == [("/place", "outside_area")]
    assert "West End" in present(ask(place()), {"place": BRANDON}, "en")[0].rows[0].text


def test_a_file_that_is_no_area_is_found_by_the_check(settings, tmp_path):
    from workflows.places.checks import area_can_be_read

    assert area_can_be_read(None) == []
    settings.BOUNDARY_FILE = str(tmp_path / "nowhere.geojson")
    assert "BOUNDARY_FILE" in area_can_be_read(None)[0].msg


def test_the_outlines_are_given_to_the_map(client):
    answer = client.get("/places/outlines.json")
    parts = answer.json()
    assert len(parts) == 237
    assert {"n", "a", "r"} == set(parts[0])
    assert "immutable" in answer["Cache-Control"]
    assert len(answer.content) < 80_000
