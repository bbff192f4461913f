"""Whatever an editor does, a draft keeps its answers and ends on the version it was begun with."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from forms.models import ReportTypePage
from forms.portable import content_of
from tests.definitions import ANSWERS, both, question, step, theft
from workflows.drafts import begin_draft, save_answers
from workflows.errors import NeverChanges
from workflows.models import FormVersion, ReportType, Submission
from workflows.submitting import submit_report

Body = dict[str, Any]
STORY, YOU, ITEMS = 3, 4, 2


def relabelled(body: Body) -> None:
    body["steps"][STORY]["items"][0]["label"] = both("What happened?")


def deleted(body: Body) -> None:
    del body["steps"][YOU]["items"][2]


def reordered(body: Body) -> None:
    body["steps"][STORY], body["steps"][YOU] = body["steps"][YOU], body["steps"][STORY]


def retyped(body: Body) -> None:
    body["steps"][STORY]["items"] = [question("account", "short_text", limits={"max_length": 10})]


def made_required(body: Body) -> None:
    body["steps"].append(step("more", question("witness", "short_text")))


def choice_removed(body: Body) -> None:
    kind = body["steps"][ITEMS]["items"][0]["questions"][0]
    kind["choices"] = [each for each in kind["choices"] if each["token"] != "phone"]


def step_deleted(body: Body) -> None:
    del body["steps"][STORY]


EDITS = [relabelled, deleted, reordered, retyped, made_required, choice_removed, step_deleted]


@pytest.fixture
def open_draft(theft_page: ReportTypePage) -> Submission:
    """Camille's draft, complete but not sent."""
    begun = begin_draft(ReportType.objects.get(key="theft"), language="en")
    return save_answers(begun, ANSWERS)[0]


def finish(draft: Submission) -> Submission:
    """Go on writing, then send."""
    again = Submission.objects.get(pk=draft.pk)
    again, problems = save_answers(again, {"story": "The lock was cut. My phone is gone too."})
    assert problems == []
    return submit_report(again, declaration=True, key="camille").submission


def ends_on_its_own_version(draft: Submission) -> None:
    """Every answer is there, and the report is of the version that the draft was begun with."""
    sent = finish(draft)
    assert sent.form_version_id == draft.form_version_id
    assert sent.dropped == {}
    kept = {**draft.answers, "story": "The lock was cut. My phone is gone too."}
    assert sent.answers == kept


@pytest.mark.parametrize("edit", EDITS)
def test_a_published_change_leaves_open_drafts_alone(
    theft_page: ReportTypePage, open_draft: Submission, edit: Callable[[Body], None]
) -> None:
    body = theft()
    edit(body)
    page = theft_page.get_latest_revision_as_object()
    for name, value in content_of(body).items():
        setattr(page, name, value)
    page.save_revision().publish()
    assert ReportType.objects.get(key="theft").current_version_id != open_draft.form_version_id
    ends_on_its_own_version(open_draft)


def test_a_draft_ends_when_the_page_was_taken_down(
    theft_page: ReportTypePage, open_draft: Submission
) -> None:
    for page in (theft_page, theft_page.twins.get()):
        page.unpublish()
    ends_on_its_own_version(open_draft)


def test_a_draft_ends_when_the_pages_were_deleted(theft_page: ReportTypePage, open_draft: Submission) -> None:
    theft_page.twins.get().delete()
    ReportTypePage.objects.get(pk=theft_page.pk).delete()
    assert not ReportTypePage.objects.exists()
    ends_on_its_own_version(open_draft)


def test_no_code_changes_or_deletes_a_version(theft_page: ReportTypePage) -> None:
    version = FormVersion.objects.get()
    for attempt in (version.save, version.delete, FormVersion.objects.all().delete):
        with pytest.raises(NeverChanges):
            attempt()


@pytest.mark.parametrize(
    "statement", ["UPDATE workflows_formversion SET canonical = '{}'", "DELETE FROM workflows_formversion"]
)
def test_the_database_refuses_to_change_a_version(theft_page: ReportTypePage, statement: str) -> None:
    with (
        pytest.raises(DatabaseError, match="append only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
