"""`?expand=` gives chosen parts along, each as its own address gives it, to whoever may read it there."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.api.calls import problem


def own(api, resource, name):
    """What the part's own address gives."""
    answer = api.get(resource["links"][name])
    assert answer.status_code == 200, answer.content
    return answer.json()


@pytest.mark.parametrize("part", ["workflow", "history", "messages", "documents", "definition"])
def test_a_report_on_the_desk_comes_with_the_part(staff, noor, number, part):
    noors = staff(noor)
    told = noors.get(f"desk/reports/{number}?expand={part}").json()
    assert told["expanded"] == {part: own(noors, told, part)}


def test_several_parts_come_in_one_answer(staff, noor, number):
    noors = staff(noor)
    told = noors.get(f"desk/reports/{number}?expand=workflow,history&expand=schema,history").json()
    assert list(told["expanded"]) == ["workflow", "history", "schema"]
    assert told["expanded"]["workflow"]["transitions"][0]["href"].endswith("/workflow/claim")


def test_without_asking_nothing_comes_along(staff, noor, number):
    assert "expanded" not in staff(noor).get(f"desk/reports/{number}").json()


@pytest.mark.parametrize(
    "place", ["", "report-types", "desk/reports", "desk/reports/{number}", "reports/{number}"]
)
def test_a_part_that_is_not_known_is_refused_with_those_that_are(staff, noor, number, place):
    told = problem(staff(noor).get(f"{place.format(number=number)}?expand=history,secrets"), 422)
    assert told["errors"][0]["path"] == "/expand"
    assert "definition" in told["errors"][0]["message"]


def test_the_citizen_reads_the_answers_and_the_form(follower, number):
    told = follower.get(f"reports/{number}?expand=answers,definition,schema").json()
    assert told["expanded"]["answers"] == own(follower, told, "answers")
    assert told["expanded"]["definition"] == own(follower, told, "definition")
    assert told["expanded"]["schema"] == own(follower, told, "schema")


def test_the_answers_of_another_report_stay_closed(follower, api, number):
    problem(follower.get("reports/T-0000-0000-0/answers"), 404)
    problem(api.get(f"reports/{number}/answers"), 401)


def test_a_draft_comes_with_its_form_and_its_files(begun, photo):
    begun.api.upload(f"{begun.at}/attachments", photo, question="photos")
    told = begun.api.get(f"{begun.at}?expand=definition,schema,attachments").json()
    assert told["expanded"]["attachments"] == own(begun.api, told, "attachments")
    assert told["expanded"]["attachments"]["items"][0]["question"] == "photos"
    assert told["expanded"]["definition"] == own(begun.api, told, "definition")


def test_the_start_gives_all_that_a_client_needs(api, theft_type):
    told = api.get("?expand=workflow,vocabularies,definitions").json()["expanded"]
    assert told["workflow"] == api.get("workflow").json()
    assert told["vocabularies"]["units"] == api.get("vocabularies/units").json()["items"]


def test_the_page_of_the_queue_names_each_version_once(staff, noor, number):
    told = staff(noor).get("desk/reports?expand=definitions,units,filters").json()
    assert told["expanded"]["definitions"][0]["body"]["key"] == "theft"
    assert told["expanded"]["units"][0]["token"] == "online-reporting"
    assert told["expanded"]["filters"] == staff(noor).get("desk/filters").json()


def test_more_reports_ask_the_database_no_more_often(staff, noor, number, api):
    from tests.definitions import ANSWERS

    noors, path = staff(noor), "desk/reports?expand=definitions,units"
    noors.get(path)
    with CaptureQueriesContext(connection) as few:
        noors.get(path)
    for _report in range(3):
        draft = api.post("drafts", {"report_type": "theft"}).json()
        own_api = api.by(draft["token"])
        own_api.patch(f"drafts/{draft['id']}", {"answers": ANSWERS})
        own_api.post(f"drafts/{draft['id']}/submission", {"declaration": True})
    with CaptureQueriesContext(connection) as more:
        assert len(noors.get(path).json()["items"]) == 4
    assert len(more) == len(few)


def test_staff_write_to_the_citizen(staff, noor, number, follower):
    noors = staff(noor)
    written = noors.post(f"desk/reports/{number}/messages", {"text": "Which lock was it?"})
    assert written.status_code == 201
    assert written.json()["items"][-1]["text"] == "Which lock was it?"
    assert follower.get(f"reports/{number}").json()["messages"][-1]["text"] == "Which lock was it?"


def test_who_may_not_write_is_told_why(staff, ada, number):
    problem(staff(ada).post(f"desk/reports/{number}/messages", {"text": "Hello"}), 403)


def test_every_read_of_a_part_is_an_event(staff, noor, number):
    from workflows.models import Event

    staff(noor).get(f"desk/reports/{number}/history")
    assert Event.objects.filter(kind="read").latest("number").data == {"what": "history"}
