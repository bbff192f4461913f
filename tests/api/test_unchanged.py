"""What a client has already is not sent again, on every address that is read."""

import pytest

PLACES = ["", "report-types", "workflow", "vocabularies/units", "definition.schema.json"]


@pytest.mark.parametrize("place", PLACES)
def test_the_same_again_is_a_304(api, theft_type, place):
    first = api.get(place)
    again = api.get(place, if_none_match=first["ETag"])
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])


@pytest.mark.parametrize("named", ["W/{}", '"other", {}', "*"])
def test_every_form_of_the_header_counts(api, named):
    etag = api.get("workflow")["ETag"]
    assert api.get("workflow", if_none_match=named.replace("{}", etag)).status_code == 304


def test_another_language_is_another_answer(api):
    etag = api.get("workflow?language=en")["ETag"]
    assert api.get("workflow?language=fr", if_none_match=etag).status_code == 200


def test_a_report_that_did_not_change_is_still_a_report_that_was_read(staff, noor, number):
    noors = staff(noor)
    etag = noors.get(f"desk/reports/{number}")["ETag"]
    assert noors.get(f"desk/reports/{number}", if_none_match=etag).status_code == 304


def test_a_draft_comes_whole_each_time(begun):
    etag = begun.api.get(begun.at)["ETag"]
    assert begun.api.get(begun.at, if_none_match=etag).status_code == 200
