"""A report is not there for staff who may not see any, on the screen as over the API."""

import pytest


@pytest.mark.parametrize("stranger", ["dana", "pat", "ana", "sol"])
def test_no_report_is_there_for_other_staff(signed_in, person, submitted_report, stranger):
    client = signed_in(person(stranger))
    for number in (submitted_report.temporary_number, "T-0000-0000-0"):
        for place in ("", "claim/", "message/", "copies/official.pdf"):
            assert client.get(f"/desk/{number}/{place}").status_code in {404, 405}
            assert client.post(f"/desk/{number}/{place}", {"version": 1}).status_code in {404, 405}


PLACES = ("", "reports.csv", "enter/", "enter/form-link/", "kiosk/")


@pytest.mark.parametrize("stranger", ["dana", "pat", "ana", "sol"])
@pytest.mark.parametrize("place", PLACES)
def test_the_desk_is_closed_to_other_staff(signed_in, person, stranger, place):
    client = signed_in(person(stranger))
    for answer in (client.get(f"/desk/{place}"), client.post(f"/desk/{place}", {"language": "en"})):
        assert answer.status_code in {403, 405}
        assert "Location" not in answer.headers
    assert "not open to you" in client.get(f"/desk/{place}").content.decode()


def test_the_desk_is_closed_to_somebody_without_a_group(signed_in, submitted_report, sam):
    client = signed_in(sam)
    for place in PLACES:
        assert client.get(f"/desk/{place}").status_code == 403
    for place in ("", "copies/unofficial.pdf"):
        assert client.get(f"/desk/{submitted_report.temporary_number}/{place}").status_code == 404


@pytest.mark.parametrize("name", ["cleo", "ada", "vic"])
@pytest.mark.parametrize("place", ["reports.csv", "enter/", "enter/form-link/", "kiosk/"])
def test_who_reads_reports_has_no_more_than_their_role(signed_in, person, name, place):
    answer = signed_in(person(name)).get(f"/desk/{place}")
    assert answer.status_code == (200 if (name, place) == ("ada", "reports.csv") else 403)
