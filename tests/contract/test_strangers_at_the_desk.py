"""A report is not there for staff who may not see any, on the screen as over the API."""

import pytest


@pytest.mark.parametrize("stranger", ["dana", "pat", "ana", "sol"])
def test_no_report_is_there_for_other_staff(signed_in, person, submitted_report, stranger):
    client = signed_in(person(stranger))
    for number in (submitted_report.temporary_number, "T-0000-0000-0"):
        for place in ("", "claim/", "message/", "copies/official.pdf"):
            assert client.get(f"/desk/{number}/{place}").status_code in {404, 405}
            assert client.post(f"/desk/{number}/{place}", {"version": 1}).status_code in {404, 405}
