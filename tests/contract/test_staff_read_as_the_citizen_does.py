"""`reports/{number}` with a token of staff: the citizen's view and copies by either number, nothing to do there."""

from tests.api.calls import problem


def test_by_either_number(staff, noor, approved_report):
    desk, report = staff(noor), approved_report
    for number in (report.temporary_number, report.permanent_number):
        told = desk.get(f"reports/{number}").json()
        assert told["number"] == report.temporary_number
        assert told["actions"] == []
    assert report.events.filter(kind="read", actor=noor).count() == 2


def test_the_official_copy_is_not_ready_for_staff_either(staff, noor, approved_report):
    refused = staff(noor).get(f"reports/{approved_report.permanent_number}/copies/official.pdf")
    assert problem(refused, 404)["code"] == "not_ready"


def test_who_has_no_access_to_reports_has_none_here(staff, dana, sam, number):
    for stranger in (dana, sam):
        problem(staff(stranger).get(f"reports/{number}"), 403)
        problem(staff(stranger).get(f"reports/{number}/copies/unofficial.pdf"), 403)


def test_a_token_narrowed_to_acting_does_not_read(staff, noor, number):
    problem(staff(noor, "desk:act").get(f"reports/{number}"), 403)


def test_staff_do_not_act_in_the_citizens_name(staff, noor, number):
    problem(staff(noor).post(f"reports/{number}/withdrawal"), 401)
    problem(staff(noor).post(f"reports/{number}/messages", {"text": "I am Camille"}), 401)
