"""Retiring a question instead of deleting it: what hangs on it is shown first, and it can come back."""

import json
from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now
from wagtail.models import GroupPagePermission

from accounts.models import User
from forms.compile import compile_page, stored
from forms.models import ReportTypePage
from forms.publishing import findings_for
from forms.retiring.uses import uses_of
from tests.definitions import ANSWERS, both, question, theft
from workflows.drafts import begin_draft, save_answers
from workflows.models import LetterTemplate, ReportType
from workflows.submitting import submit_report

SignIn = Callable[[User], Client]


def address(page: ReportTypePage, path: str) -> str:
    """The address of one question."""
    return reverse("report_types:question", args=[page.pk, path])


def draft_of(page: ReportTypePage) -> ReportTypePage:
    """The draft of the page."""
    found: ReportTypePage = ReportTypePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    return found


def asked(body: dict[str, object]) -> str:
    """A definition as text, to look for keys in it."""
    return json.dumps(body["steps"])


@pytest.fixture
def as_dana(dana: User, signed_in: SignIn) -> Client:
    """Dana, signed in."""
    return signed_in(dana)


def test_shows_what_hangs_on_a_question(theft_page: ReportTypePage, as_dana: Client) -> None:
    LetterTemplate.objects.filter(kind="received").update(body_en="Dear {email}")
    report_type = ReportType.objects.get()
    draft = save_answers(begin_draft(report_type, language="en"), ANSWERS)[0]
    submit_report(draft, declaration=True, key="camille")
    save_answers(begin_draft(report_type, language="en"), {"email": "a@example.org"})
    page = as_dana.get(address(theft_page, "email")).content.decode()
    for sentence in ("The letter “received”", "All letters", "records system", "1 report answers it."):
        assert sentence in page
    assert "1 open draft answers it." in page


def test_shows_the_rules_that_read_it(theft_page: ReportTypePage, as_dana: Client) -> None:
    page = as_dana.get(address(theft_page, "in_danger")).content.decode()
    assert "stop “Call 911 now”" in page


def test_finds_what_reads_a_question_in_rows(db: None) -> None:
    body = theft()
    questions = body["steps"][2]["items"][0]["questions"]
    questions[2]["show_if"] = {"eq": [{"row": "kind"}, "phone"]}
    body["offence_map"] = [
        {"if": {"some": ["items", {"eq": [{"row": "kind"}, "bicycle"]}]}, "offence": "2130"}
    ]
    body["advice"] = [{"key": "tip", "if": None, "question": "story", "text": both("Say more.")}]
    rules = uses_of(body, "kind", "items").rules
    assert ["Serial number" in rules[0], "2130" in rules[1]] == [True, True]
    assert uses_of(body, "description", "items").rules == []
    assert uses_of(body, "story").rules == ["Advice “Say more.” leads to it"]


@pytest.mark.parametrize("kind", ["person", "verified_email"])
def test_says_that_letters_go_to_the_address_of_a_person(db: None, kind: str) -> None:
    body = theft()
    body["steps"][4]["items"].append(question("reporting", kind))
    assert ["All letters" in each for each in uses_of(body, "reporting").letters] == [True]


def test_a_retired_question_is_asked_until_the_draft_is_published(
    theft_page: ReportTypePage, as_dana: Client
) -> None:
    said = as_dana.post(address(theft_page, "email"), follow=True).content.decode()
    assert "“Email” is retired in the draft." in said
    assert '"email"' in asked(theft_page.definition)
    draft = draft_of(theft_page)
    assert '"email"' not in asked(compile_page(draft))
    assert not [each for each in findings_for(draft) if each.blocks or each.code == "removed"]
    draft.get_latest_revision().publish()
    assert '"email"' not in asked(ReportType.objects.get().current_version.definition)


def test_a_question_in_rows_is_retired_too(theft_page: ReportTypePage, as_dana: Client) -> None:
    as_dana.post(address(theft_page, "items.serial_number"))
    assert '"serial_number"' not in asked(compile_page(draft_of(theft_page)))


def test_it_can_be_brought_back(theft_page: ReportTypePage, as_dana: Client) -> None:
    as_dana.post(address(theft_page, "email"))
    assert "Ask it again" in as_dana.get(address(theft_page, "email")).content.decode()
    as_dana.post(address(theft_page, "email"))
    assert compile_page(draft_of(theft_page)) == theft_page.definition


def test_what_reads_a_retired_question_blocks(theft_page: ReportTypePage, as_dana: Client) -> None:
    as_dana.post(address(theft_page, "in_danger"))
    assert "dangling" in {each.code for each in findings_for(draft_of(theft_page)) if each.blocks}


def test_its_key_is_not_used_again(theft_page: ReportTypePage, as_dana: Client) -> None:
    as_dana.post(address(theft_page, "email"))
    draft = draft_of(theft_page)
    steps = stored(draft, "steps")
    again = {"key": "email", "kind": "email", "label": both("E-mail")}
    steps[3]["value"]["items"].append({"type": "question", "value": again})
    draft.steps = json.dumps(steps)
    assert "retired_key" in {each.code for each in findings_for(draft)}


def test_the_list_has_every_question(theft_page: ReportTypePage, as_dana: Client) -> None:
    as_dana.post(address(theft_page, "email"))
    page = as_dana.get(reverse("report_types:questions", args=[theft_page.pk])).content.decode()
    assert ("items.serial_number" in page, "retired</td>" in page) == (True, True)


def test_a_question_that_is_not_there_is_404(theft_page: ReportTypePage, as_dana: Client) -> None:
    assert as_dana.get(address(theft_page, "gone")).status_code == 404


def test_a_locked_page_is_said_to_be_locked(theft_page: ReportTypePage, pat: User, as_dana: Client) -> None:
    ReportTypePage.objects.filter(pk=theft_page.pk).update(locked=True, locked_by=pat, locked_at=now())
    said = as_dana.post(address(theft_page, "email"), follow=True)
    assert said.redirect_chain == [(address(theft_page, "email"), 302)]
    assert "The page is locked, so nothing was changed." in said.content.decode()
    assert "email" in asked(compile_page(draft_of(theft_page)))


def test_others_retire_nothing(theft_page: ReportTypePage, noor: User, signed_in: SignIn) -> None:
    signed_in(noor).post(address(theft_page, "email"))
    assert '"email"' in asked(compile_page(draft_of(theft_page)))


def test_who_may_publish_only_looks_and_changes_nothing(
    theft_page: ReportTypePage, sam: User, signed_in: SignIn
) -> None:
    group = Group.objects.create(name="Release")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    publish = Permission.objects.get(codename="publish_page")
    GroupPagePermission.objects.create(group=group, page=theft_page, permission=publish)
    sam.groups.add(group)
    client = signed_in(sam)
    assert client.get(address(theft_page, "email")).status_code == 200
    client.post(address(theft_page, "email"))
    assert '"retired": true' not in json.dumps(stored(draft_of(theft_page), "steps"))
