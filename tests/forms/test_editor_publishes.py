"""Dana edits, Pat publishes, both in Wagtail's admin; the gate answers in sentences."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.users.models import UserProfile

from accounts.models import User
from forms.models import ReportTypePage
from tests.definitions import choices, question, step, theft
from tests.forms.editor import form_of
from workflows.drafts import begin_draft
from workflows.models import ReportType

LABEL = "steps-3-value-items-0-value-label-en"
CONDITION = "steps-3-value-items-0-value-show_if-clauses-0-value-question"


@pytest.fixture
def as_dana(dana: User, signed_in: Callable[[User], Client]) -> Client:
    """Dana, signed in."""
    return signed_in(dana)


@pytest.fixture
def as_pat(pat: User, signed_in: Callable[[User], Client]) -> Client:
    """Pat, signed in."""
    return signed_in(pat)


def edit(page: Page) -> str:
    """The address of the page's editor."""
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def number() -> int:
    """The number of the version that citizens get."""
    return ReportType.objects.get(key="theft").current_version.number


def test_an_editor_saves_a_draft_that_citizens_do_not_see(
    theft_page: ReportTypePage, as_dana: Client
) -> None:
    answer = as_dana.post(edit(theft_page), form_of(theft_page, **{LABEL: "What happened?"}), follow=True)
    assert answer.status_code == 200
    draft = ReportTypePage.objects.get(pk=theft_page.pk).get_latest_revision_as_object()
    assert draft.steps[3].value["items"][0].value["label"]["en"] == "What happened?"
    assert number() == 1


def test_an_editor_cannot_publish(theft_page: ReportTypePage, as_dana: Client) -> None:
    as_dana.post(edit(theft_page), form_of(theft_page, **{LABEL: "What?", "action-publish": "1"}))
    assert number() == 1


def test_a_publisher_is_told_what_changed_and_which_drafts_stay(
    theft_page: ReportTypePage, as_pat: Client
) -> None:
    begin_draft(ReportType.objects.get(key="theft"), language="en")
    sent = form_of(theft_page, **{LABEL: "What happened?", "action-publish": "1"})
    told = as_pat.post(edit(theft_page), sent, follow=True).content.decode()
    assert number() == 2
    assert "“Story” is now “What happened?”" in told
    assert "1 draft is open on an older version" in told


def test_publishing_leaves_what_was_not_touched_as_it_was(theft_page: ReportTypePage, as_pat: Client) -> None:
    before = theft_page.definition
    as_pat.post(
        edit(theft_page),
        form_of(
            theft_page,
            transfer='{"item_status": "STOLEN", "nibrs_offence": "LARCENY"}',
            **{"action-publish": "1"},
        ),
    )
    assert ReportTypePage.objects.get(pk=theft_page.pk).definition == before
    assert number() == 1


@pytest.mark.parametrize("button", ["action-publish", "action-submit"])
def test_a_form_that_contradicts_itself_comes_back_with_sentences(
    theft_page: ReportTypePage, as_pat: Client, button: str
) -> None:
    key = "steps-3-value-items-0-value-key"
    answer = as_pat.post(edit(theft_page), form_of(theft_page, **{key: "in_danger", button: "1"}))
    assert answer.status_code == 200
    assert "“in_danger” is used more than once" in answer.content.decode()
    assert number() == 1
    assert not ReportTypePage.objects.get(pk=theft_page.pk).has_unpublished_changes


def test_a_draft_may_contradict_itself(theft_page: ReportTypePage, as_dana: Client) -> None:
    key = "steps-3-value-items-0-value-key"
    answer = as_dana.post(edit(theft_page), form_of(theft_page, **{key: "in_danger"}))
    assert answer.status_code == 302


def test_the_key_of_a_published_type_is_shown_and_stays(theft_page: ReportTypePage, as_pat: Client) -> None:
    as_pat.post(edit(theft_page), form_of(theft_page, key="other", **{"action-publish": "1"}))
    assert ReportTypePage.objects.get(pk=theft_page.pk).key == "theft"


def test_folded_blocks_are_named_in_the_language_of_the_editor(
    theft_page: ReportTypePage, as_dana: Client, dana: User
) -> None:
    for language, other in (("en", "fr"), ("fr", "en")):
        UserProfile.objects.update_or_create(user=dana, defaults={"preferred_language": language})
        shown = as_dana.get(edit(theft_page)).content.decode()
        assert f"labelFormat&quot;: &quot;{{{language}}}" in shown
        assert f"labelFormat&quot;: &quot;{{{other}}}" not in shown


def test_the_french_page_has_no_steps_to_edit(theft_page: ReportTypePage, as_dana: Client) -> None:
    french = theft_page.twins.get()
    shown = as_dana.get(edit(french)).content.decode()
    assert 'id="tab-steps_and_questions"' not in shown
    assert "Steps and questions are in “Theft”" in shown
    assert 'name="who_for_en"' not in shown


def test_the_french_page_gets_its_title_from_the_french_editor(
    theft_page: ReportTypePage, as_pat: Client
) -> None:
    french = theft_page.twins.get()
    sent = form_of(french, title="Vol simple", **{"action-publish": "1"})
    assert as_pat.post(edit(french), sent, follow=True).status_code == 200
    assert ReportType.objects.get(key="theft").current_version.definition["title"]["fr"] == "Vol simple"
    assert len(ReportTypePage.objects.get(pk=theft_page.pk).steps) == 5


def test_a_new_type_is_made_translated_and_published_in_the_admin(
    theft_page: ReportTypePage, as_pat: Client
) -> None:
    add = reverse(
        "wagtailadmin_pages:add", args=["reportforms", "reporttypepage", theft_page.get_parent().pk]
    )
    sent = form_of(theft_page, key="found", slug="found", title="Found property")
    assert as_pat.post(add, {**sent, "action-publish": "1"}).status_code == 200
    assert not ReportTypePage.objects.filter(key="found").exists()
    as_pat.post(add, sent)
    page = ReportTypePage.objects.get(key="found")
    french = page.locale.__class__.objects.get(language_code="fr")
    as_pat.post(
        reverse("simple_translation:submit_page_translation", args=[page.pk]), {"locales": [french.pk]}
    )
    twin = page.twins.get()
    assert (len(twin.steps), twin.policy, twin.who_for_en) == (0, None, "")
    as_pat.post(edit(page), form_of(page, **{"action-publish": "1"}))
    assert [ReportTypePage.objects.get(pk=each.pk).live for each in (page, twin)] == [True, True]


def test_the_preview_shows_the_draft(theft_page: ReportTypePage, as_dana: Client) -> None:
    as_dana.post(edit(theft_page), form_of(theft_page, next_en="We call you."))
    shown = as_dana.get(reverse("wagtailadmin_pages:view_draft", args=[theft_page.pk])).content.decode()
    assert "We call you." in shown
    assert "We call you." not in as_dana.get(theft_page.url).content.decode()


SCREENS = ("review", "questions", "copy", "export", "versions")


def test_a_draft_whose_policy_and_notice_were_deleted_opens_and_asks_for_others(
    theft_page: ReportTypePage, as_pat: Client
) -> None:
    draft = theft_page.get_latest_revision_as_object()
    gone = [_another(draft.policy, "policy"), _another(draft.privacy_notice, "notice")]
    draft.policy, draft.privacy_notice = gone
    draft.save_revision()
    for each in gone:
        type(each).objects.filter(key=each.key).delete()
    addresses = [reverse(f"report_types:{name}", args=[theft_page.pk]) for name in SCREENS]
    addresses += [edit(theft_page), reverse("reportforms_check_saved", args=[theft_page.pk])]
    assert [as_pat.get(address).status_code for address in addresses] == [200] * 7
    said = as_pat.get(addresses[0]).content.decode()
    assert "Choose a review policy." in said
    assert "Choose a privacy notice." in said


def _another(registered: Any, key: str) -> Any:
    """A copy of an entry of a register under another key."""
    registered.pk, registered.key = None, key
    registered._state.adding = True
    registered.save()
    return registered


def test_the_history_of_the_page_opens(theft_page: ReportTypePage, as_dana: Client) -> None:
    assert as_dana.get(reverse("wagtailadmin_pages:history", args=[theft_page.pk])).status_code == 200


def test_moving_the_page_keeps_its_version(theft_page: ReportTypePage, lists: dict[str, Page]) -> None:
    other = lists["en"].copy(update_attrs={"slug": "more"})
    theft_page.move(other, pos="last-child")
    assert (number(), ReportTypePage.objects.get(pk=theft_page.pk).live) == (1, True)


def test_the_preview_of_the_french_page_has_the_title_that_is_being_written(
    theft_page: ReportTypePage, as_dana: Client
) -> None:
    french = theft_page.twins.get()
    as_dana.post(edit(french), form_of(french, title="Vol simple"))
    shown = as_dana.get(reverse("wagtailadmin_pages:view_draft", args=[french.pk])).content.decode()
    assert "Vol simple" in shown


def test_a_type_of_130_questions_is_not_too_large_for_the_editor(
    make_type: Callable[..., ReportTypePage], as_dana: Client
) -> None:
    body = theft()
    for number in range(13):
        asked = [
            question(f"q{number}_{each}", "one_of", choices=choices("a", "b", "c")) for each in range(10)
        ]
        body["steps"].append(step(f"page-{number}", *asked))
    page = make_type(body)
    sent = form_of(page, **{LABEL: "What happened?"})
    assert as_dana.post(edit(page), sent).status_code == 302
