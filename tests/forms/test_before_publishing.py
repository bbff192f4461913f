"""The dialog before publishing: what changes, who is affected, what would fail; then publish, or do not."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from forms.models import ReportTypePage, SampleAnswers
from tests.definitions import ANSWERS, question, step, theft
from tests.forms.editor import form_of
from tests.forms.test_gate_of_publishing import change
from workflows.drafts import begin_draft, save_answers
from workflows.models import Event, ReportType
from workflows.submitting import submit_report

SignIn = Callable[[User], Client]


def dialog(page: ReportTypePage) -> str:
    """The address of the dialog."""
    return reverse("report_types:review", args=[page.pk])


def number() -> int:
    """The number of the version that citizens get."""
    return ReportType.objects.get(key="theft").current_version.number


@pytest.fixture
def asks_more(theft_page: ReportTypePage) -> ReportTypePage:
    """A draft that asks one more question, which nobody has answered."""
    body = theft()
    body["steps"].append(step("more", question("colour", "short_text")))
    change(theft_page, body).save_revision()
    return ReportTypePage.objects.get(pk=theft_page.pk)


@pytest.fixture
def one_report(theft_page: ReportTypePage) -> None:
    """Camille's report on the first version, and a draft beside it."""
    report_type = ReportType.objects.get(key="theft")
    draft = save_answers(begin_draft(report_type, language="en"), ANSWERS)[0]
    submit_report(draft, declaration=True, key="camille")
    begin_draft(report_type, language="en")


def shown(client: Client, page: ReportTypePage) -> str:
    """What the dialog shows."""
    return client.get(dialog(page)).content.decode()


def sent(client: Client, page: ReportTypePage, **more: str) -> str:
    """Press the button of the dialog; return what comes."""
    revision = ReportTypePage.objects.get(pk=page.pk).latest_revision_id
    return client.post(dialog(page), {"revision": revision, **more}, follow=True).content.decode()


def test_says_what_changes_which_drafts_stay_and_what_would_fail(
    asks_more: ReportTypePage, one_report: None, dana: User, signed_in: SignIn
) -> None:
    page = shown(signed_in(dana), asks_more)
    assert "Added: “Colour”." in page
    assert "1 of them could not be sent any more." in page
    assert "<td>1 (what citizens get now)</td><td>1</td>" in page
    assert "Camille" not in page


def test_says_that_french_may_be_out_of_date(
    theft_page: ReportTypePage, dana: User, signed_in: SignIn
) -> None:
    client = signed_in(dana)
    assert "may be out of date" not in shown(client, theft_page)
    edit = reverse("wagtailadmin_pages:edit", args=[theft_page.pk])
    client.post(edit, form_of(theft_page, **{"steps-3-value-items-0-value-label-en": "Tell us all"}))
    page = shown(client, theft_page)
    assert "1 French text may be out of date: its English was changed after it was written." in page
    assert reverse("reportforms_check_saved", args=[theft_page.pk]) in page


def test_an_editor_looks_and_does_not_publish(
    asks_more: ReportTypePage, dana: User, signed_in: SignIn
) -> None:
    client = signed_in(dana)
    assert "somebody who may publish decides" in shown(client, asks_more)
    assert client.post(dialog(asks_more), {"revision": asks_more.latest_revision_id}).status_code in {
        302,
        403,
    }
    assert number() == 1


def test_others_do_not_come_in(asks_more: ReportTypePage, noor: User, signed_in: SignIn) -> None:
    assert signed_in(noor).get(dialog(asks_more)).status_code == 302
    assert not Event.objects.filter(kind="replayed").exists()


def test_a_publisher_publishes(asks_more: ReportTypePage, pat: User, signed_in: SignIn) -> None:
    page = sent(signed_in(pat), asks_more)
    assert "“Theft” is published." in page
    assert "This is version 2 of the form." in page
    assert number() == 2


def test_the_button_of_the_editor_saves_and_leads_here(
    theft_page: ReportTypePage, pat: User, signed_in: SignIn
) -> None:
    client = signed_in(pat)
    edit = reverse("wagtailadmin_pages:edit", args=[theft_page.pk])
    editor = client.get(edit).content.decode()
    assert ('name="action-review"' in editor, 'name="action-publish"' in editor) == (True, False)
    answer = client.post(edit, form_of(theft_page, next_en="We call you.", **{"action-review": "1"}))
    assert answer["Location"] == dialog(theft_page)
    assert "The start page changed." in shown(client, theft_page)
    assert number() == 1


def test_all_reasons_of_refusal_are_said_here(
    theft_page: ReportTypePage, pat: User, signed_in: SignIn
) -> None:
    body = theft()
    body["steps"][3]["items"][0]["label"] = {"en": "Story", "fr": ""}
    body["steps"].append(step("more", question("x", "short_text", show_if={"answered": {"var": "gone"}})))
    change(theft_page, body).save_revision()
    client = signed_in(pat)
    page = shown(client, theft_page)
    assert all(each in page for each in ("It cannot be published yet", "“gone”", "missing in one language"))
    assert "Publish now" not in page
    assert "“gone”" in sent(client, theft_page)
    assert number() == 1


def test_a_number_that_cannot_be_kept_is_a_sentence(
    theft_page: ReportTypePage, pat: User, signed_in: SignIn
) -> None:
    body = theft()
    body["steps"][3]["items"][0]["show_if"] = {"eq": [{"var": "in_danger"}, 10**40]}
    change(theft_page, body).save_revision()
    assert "a number or a character that cannot be kept" in shown(signed_in(pat), theft_page)


def test_a_draft_that_changed_meanwhile_is_shown_again(
    asks_more: ReportTypePage, pat: User, signed_in: SignIn
) -> None:
    page = sent(signed_in(pat), asks_more, revision="1")
    assert "The draft was changed since you opened this page." in page
    assert number() == 1


def test_what_test_answers_gave_is_shown(theft_page: ReportTypePage, pat: User, signed_in: SignIn) -> None:
    draft = theft_page.get_latest_revision_as_object()
    draft.sample_answers.add(SampleAnswers(name="Bike", answers=ANSWERS))
    draft.sample_answers.add(SampleAnswers(name="Danger", answers={"in_danger": "yes"}))
    draft.save_revision()
    page = shown(signed_in(pat), theft_page)
    assert ("as expected" in page, "not as expected" in page) == (True, True)
    assert "the way is stopped by emergency" in page


def test_who_approves_what_an_editor_submitted_does_it_here(
    asks_more: ReportTypePage, dana: User, pat: User, signed_in: SignIn
) -> None:
    state = asks_more.get_workflow().start(asks_more, dana)
    client = signed_in(pat)
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[asks_more.pk])).content.decode()
    assert dialog(asks_more) in edit
    assert "Approve and publish" in shown(client, asks_more)
    sent(client, asks_more)
    state.refresh_from_db()
    assert (state.status, number()) == ("approved", 2)


def test_an_approval_that_test_answers_refuse_is_not_given(
    asks_more: ReportTypePage, dana: User, pat: User, signed_in: SignIn
) -> None:
    draft = asks_more.get_latest_revision_as_object()
    draft.sample_answers.add(SampleAnswers(name="Bike", answers=ANSWERS))
    draft.save_revision()
    page = ReportTypePage.objects.get(pk=asks_more.pk)
    state = page.get_workflow().start(page, dana)
    said = sent(signed_in(pat), page)
    assert "Test answers “Bike”. Expected: the report can be sent. What came: still asked: colour." in said
    state.refresh_from_db()
    assert (state.status, number()) == ("in_progress", 1)


def test_the_first_version_is_said_to_be_the_first(
    theft_page: ReportTypePage, pat: User, signed_in: SignIn
) -> None:
    copied = theft_page.copy(update_attrs={"slug": "copy"})
    page = shown(signed_in(pat), copied)
    assert "This will be version 1 of the form, the first." in page
    assert "Give the report type a key." in page


def test_the_french_page_leads_to_the_dialog_of_the_whole_type(
    theft_page: ReportTypePage, pat: User, signed_in: SignIn
) -> None:
    assert signed_in(pat).get(dialog(theft_page.twins.get()))["Location"] == dialog(theft_page)


def test_looking_is_in_history(
    asks_more: ReportTypePage, one_report: None, dana: User, signed_in: SignIn
) -> None:
    shown(signed_in(dana), asks_more)
    event = Event.objects.get(kind="replayed")
    assert (event.actor, event.data["reports"]) == (dana, 1)
