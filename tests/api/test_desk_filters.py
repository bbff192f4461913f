"""The queue says what it can be asked for, and takes exactly that."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import now

from tests.api.calls import problem
from workflows.desk.filters import FIELDS
from workflows.models import Submission


@pytest.fixture
def noors(staff, noor):
    return staff(noor)


def found(noors, query):
    return [item["number"] for item in noors.get(f"desk/reports?{query}").json()["items"]]


def test_every_filter_has_a_title_and_says_how_it_is_asked(noors):
    told = noors.get("desk/filters").json()
    assert {item["name"] for item in told["items"]} == {field.name for field in FIELDS}
    by_name = {item["name"]: item for item in told["items"]}
    assert {"token": "submitted", "title": "Submitted"} in by_name["status"]["choices"]
    assert by_name["submitted"]["operators"][0]["parameter"] == "submitted_from"
    assert [each["token"] for each in by_name["unit"]["choices"]] == ["online-reporting"]
    assert {"token": "noor", "title": "Noor"} in by_name["reviewer"]["choices"]


def test_titles_are_in_the_language_asked_for(noors):
    told = noors.get("desk/filters?language=fr").json()
    assert told["items"][0]["title"] == "État"


def test_every_value_that_is_described_is_taken(noors, number):
    for item in noors.get("desk/filters").json()["items"]:
        for choice in item.get("choices", []):
            query = f"{item['operators'][0]['parameter']}={choice['token']}"
            assert noors.get(f"desk/reports?{query}").status_code == 200, query


@pytest.mark.parametrize(
    "query",
    [
        "status=submitted,under_review",
        "unit=online-reporting",
        "type=theft,lost",
        "reviewer=none",
        "reviewer=none,me",
        "q=bicycle",
        "q=bicycle&type=theft",
        "submitted_from=2020-01-01",
        "due_from=2020-01-01&due_to=2999-01-01",
        "priority_from=0",
        "channel=api",
        "report_language=en",
        "flagged=false",
        "overdue=false",
        "sort=-submitted",
    ],
)
def test_a_report_that_fits_is_found(noors, number, query):
    assert found(noors, query) == [number]


@pytest.mark.parametrize(
    "query",
    [
        "status=filed,rejected",
        "unit=elsewhere",
        "type=lost",
        "reviewer=me",
        "reviewer=ravi",
        "q=bicycle&type=lost",
        "submitted_to=2020-01-01",
        "due_to=2020-01-01",
        "decided_from=2020-01-01",
        "priority_from=1",
        "offence=2140",
        "reason=duplicate",
        "channel=web",
        "report_language=fr",
        "source=poster",
        "flagged=true",
        "overdue=true",
    ],
)
def test_a_report_that_does_not_fit_is_not_found(noors, number, query):
    assert found(noors, query) == []


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("state=submitted", "unknown"),
        ("status=lost", "unknown"),
        ("channel=pigeon", "unknown"),
        ("sort=size", "unknown"),
        ("submitted_from=yesterday", "date"),
        ("due_to=2026-02-30", "date"),
        ("overdue=perhaps", "type"),
        ("priority_from=high", "type"),
        ("cursor=here", "unknown"),
        ("type=" + "x" * 50, "too_long"),
    ],
)
def test_what_is_not_described_is_refused(noors, query, code):
    told = problem(noors.get(f"desk/reports?{query}"), 422)
    assert (told["errors"][0]["path"], told["errors"][0]["code"]) == (f"/{query.split('=')[0]}", code)


def test_a_day_is_the_agencys_day(noors, number):
    sent = now().astimezone().date()
    assert found(noors, f"submitted_from={sent - timedelta(1)}&submitted_to={sent + timedelta(1)}") == [
        number
    ]


@pytest.mark.parametrize("sort", ["queue", "due", "-due", "submitted", "-submitted"])
def test_pages_follow_each_other_in_every_order(noors, several_reports, sort):
    seen, address = [], f"/api/v1/desk/reports?sort={sort}&type=theft"
    while address:
        page = noors.get(address).json()
        seen += [item["number"] for item in page["items"]]
        address = page["next"]
    assert len(seen) == len(set(seen)) == len(several_reports)
    rows = {row.temporary_number: row for row in Submission.objects.all()}
    column = "submitted_at" if sort.endswith("submitted") else "due_on"
    values = [getattr(rows[number], column) for number in seen]
    assert values == sorted(values, reverse=sort in {"queue", "-due", "-submitted"})


@pytest.fixture
def several_reports(noor, sent_over_api):
    """Thirty reports, copied, sent and due on different days."""
    first = Submission.objects.get()
    rows = []
    for index in range(29):
        fields = {f.attname: getattr(first, f.attname) for f in first._meta.concrete_fields}
        for name in ("id", "public_id", "resume_code_hash"):
            del fields[name]
        fields["temporary_number"] = f"T-{index:04d}-0000-0"
        fields["submitted_at"] = first.submitted_at - timedelta(hours=index % 7)
        fields["due_on"] = date(2030, 1, 1 + index % 5)
        rows.append(Submission(**fields))
    Submission.objects.bulk_create(rows)
    return [first, *rows]
