"""No report type is live whose form would not hold, whichever way it was to be published."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now
from wagtail.actions.copy_page import CopyPageAction
from wagtail.models import Revision
from wagtail.users.models import UserProfile

from accounts.models import User
from cms.models import ListPage
from forms.models import ReportTypePage
from forms.publishing import Refused
from tests.definitions import question, step, theft
from workflows.models import FormVersion, ReportType

Make = Callable[..., ReportTypePage]


def change(page: ReportTypePage, body: dict[str, Any]) -> ReportTypePage:
    """Put the steps of a definition into the page's draft."""
    from forms.portable import content_of

    draft = page.get_latest_revision_as_object()
    for name, value in content_of(body).items():
        setattr(draft, name, value)
    return draft


def broken() -> dict[str, Any]:
    """A definition with a condition on a question that is not there."""
    body = theft()
    body["steps"].append(step("more", question("more", "short_text", show_if={"answered": {"var": "gone"}})))
    return body


def longer(label: str = "More") -> dict[str, Any]:
    """The theft with one more step."""
    body = theft()
    body["steps"].append(step("more", question("more", "short_text", label={"en": label, "fr": label})))
    return body


def live_digest(key: str = "theft") -> str:
    """The digest of the version that citizens get."""
    return ReportType.objects.get(key=key).current_version.digest


def test_publishing_makes_a_version_and_publishes_the_translation(theft_page: ReportTypePage) -> None:
    french = theft_page.twins.get()
    assert (theft_page.live, french.live, french.key) == (True, True, "theft")
    assert FormVersion.objects.get().number == 1
    assert french.version == theft_page.version


def test_publishing_an_unchanged_form_adds_no_version(theft_page: ReportTypePage) -> None:
    theft_page.save_revision().publish()
    theft_page.save()
    assert FormVersion.objects.count() == 1


def test_going_back_to_an_earlier_form_goes_back_to_its_version(theft_page: ReportTypePage) -> None:
    first = live_digest()
    change(theft_page, longer()).save_revision().publish()
    assert live_digest() != first
    change(theft_page, theft()).save_revision().publish()
    assert (live_digest(), FormVersion.objects.count()) == (first, 2)


def test_a_draft_changes_nothing_for_citizens(theft_page: ReportTypePage) -> None:
    change(theft_page, longer()).save_revision()
    assert FormVersion.objects.count() == 1


@pytest.mark.parametrize("way", ["publish", "save"])
def test_code_cannot_publish_a_broken_form(theft_page: ReportTypePage, way: str) -> None:
    before = live_digest()
    draft = change(theft_page, broken())
    with pytest.raises(Refused, match="gone"):
        draft.save_revision().publish() if way == "publish" else draft.save()
    assert live_digest() == before
    assert ReportTypePage.objects.get(pk=theft_page.pk).steps[-1].value["key"] != "more"


def test_a_first_publishing_that_is_refused_leaves_nothing_live(make_type: Make) -> None:
    with pytest.raises(Refused):
        make_type(broken())
    assert not ReportType.objects.exists()
    assert not ReportTypePage.objects.exists()


def test_a_report_type_needs_its_translation(theft_page: ReportTypePage) -> None:
    theft_page.twins.get().delete()
    with pytest.raises(Refused, match="French"):
        theft_page.save()


def test_a_page_cannot_take_the_key_of_another(
    theft_page: ReportTypePage, damage_page: ReportTypePage
) -> None:
    draft = damage_page.get_latest_revision_as_object()
    draft.key = "theft"
    with pytest.raises(Refused, match="damage"):
        draft.save_revision().publish()


def test_a_policy_without_retention_schedule_is_refused(theft_page: ReportTypePage) -> None:
    type(theft_page.policy).objects.filter(pk=theft_page.policy.pk).update(retention=None)
    with pytest.raises(Refused, match="retention"):
        ReportTypePage.objects.get(pk=theft_page.pk).save()


def test_the_schedule_publishes_what_holds_and_tells_the_editor_of_the_rest(
    theft_page: ReportTypePage, damage_page: ReportTypePage, dana: User
) -> None:
    due = now() - timedelta(minutes=1)
    bad = change(theft_page, broken()).save_revision(
        user=dana, approved_go_live_at=due - timedelta(minutes=1)
    )
    good_body = {**longer(), "key": "damage"}
    change(damage_page, good_body).save_revision(user=dana, approved_go_live_at=due)
    before = live_digest()
    call_command("publish_scheduled")
    bad.refresh_from_db()
    assert (live_digest(), bad.approved_go_live_at) == (before, None)
    assert ReportType.objects.get(key="damage").current_version.number == 2
    assert [message.to for message in mail.outbox] == [["dana@agency.example"]]
    assert "gone" in mail.outbox[0].body


def test_an_error_that_nobody_foresaw_loses_no_other_page_of_the_schedule(
    theft_page: ReportTypePage, damage_page: ReportTypePage
) -> None:
    due = now() - timedelta(minutes=1)
    unreadable = change(theft_page, longer()).save_revision(approved_go_live_at=due - timedelta(minutes=1))
    Revision.objects.filter(pk=unreadable.pk).update(content={})
    change(damage_page, {**longer(), "key": "damage"}).save_revision(approved_go_live_at=due)
    with pytest.raises(KeyError):
        call_command("publish_scheduled")
    assert ReportType.objects.get(key="damage").current_version.number == 2


def test_a_refusal_on_schedule_speaks_the_language_that_the_editor_chose(
    theft_page: ReportTypePage, dana: User
) -> None:
    UserProfile.objects.create(user=dana, preferred_language="fr")
    due = now() - timedelta(minutes=1)
    change(theft_page, broken()).save_revision(user=dana, approved_go_live_at=due)
    call_command("publish_scheduled")
    assert mail.outbox[0].subject == "Une page n’a pas été publiée comme prévu"


def test_an_approval_that_is_refused_leads_back_with_the_sentences(
    theft_page: ReportTypePage, dana: User, pat: User, signed_in: Callable[[User], Client]
) -> None:
    before = live_digest()
    draft = change(theft_page, broken())
    draft.save_revision(user=dana)
    state = draft.get_workflow().start(draft, dana)
    address = reverse(
        "wagtailadmin_pages:workflow_action", args=[draft.pk, "approve", state.current_task_state.pk]
    )
    answer = signed_in(pat).post(address, {"comment": ""}, follow=True)
    assert answer.status_code == 200
    assert "gone" in answer.content.decode()
    state.refresh_from_db()
    assert (live_digest(), state.status) == (before, "in_progress")


def test_several_pages_at_once_are_refused_without_an_error(
    theft_page: ReportTypePage, pat: User, signed_in: Callable[[User], Client]
) -> None:
    before = live_digest()
    change(theft_page, broken()).save_revision()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = signed_in(pat).post(f"{address}?id={theft_page.pk}", follow=True)
    assert answer.status_code == 200
    assert "gone" in answer.content.decode()
    assert live_digest() == before


def test_of_several_pages_all_or_none_are_published_and_it_is_said_in_the_language_of_the_editor(
    theft_page: ReportTypePage, damage_page: ReportTypePage, pat: User, signed_in: Callable[[User], Client]
) -> None:
    UserProfile.objects.update_or_create(user=pat, defaults={"preferred_language": "fr"})
    change(damage_page, {**longer(), "key": "damage"}).save_revision()
    change(theft_page, broken()).save_revision()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    chosen = f"{address}?id={damage_page.pk}&id={theft_page.pk}"
    said = signed_in(pat).post(chosen, follow=True).content.decode()
    assert "n’a pas été publié." in said
    assert "Aucune des pages choisies n’a été publiée." in said
    assert live_digest("damage") == damage_page.version.digest


def test_the_admin_api_says_why(
    theft_page: ReportTypePage, pat: User, signed_in: Callable[[User], Client]
) -> None:
    before = live_digest()
    change(theft_page, broken()).save_revision()
    answer = signed_in(pat).post(f"/admin/api/main/pages/{theft_page.pk}/action/publish/")
    assert answer.status_code == 400
    assert "gone" in answer.content.decode()
    assert live_digest() == before


def test_an_alias_is_refused(theft_page: ReportTypePage, lists: dict[str, ListPage]) -> None:
    with pytest.raises(Refused, match="alias"):
        theft_page.create_alias(parent=lists["en"], update_slug="theft-again")
    with pytest.raises(Refused, match="alias"):
        lists["en"].create_alias(recursive=True, parent=lists["en"].get_parent(), update_slug="again")
    assert ReportTypePage.objects.count() == 2


def test_a_copy_is_a_draft_without_a_key(theft_page: ReportTypePage, lists: dict[str, ListPage]) -> None:
    copied = theft_page.copy(update_attrs={"slug": "copy"}, keep_live=True)
    assert (copied.live, copied.key, len(copied.steps)) == (False, "", 5)
    assert copied.get_latest_revision_as_object().key == ""


def test_a_copy_of_the_whole_list_has_drafts_only(
    theft_page: ReportTypePage, lists: dict[str, ListPage]
) -> None:
    copied = CopyPageAction(
        lists["en"], recursive=True, update_attrs={"slug": "copy"}, keep_live=True
    ).execute()
    page = copied.get_children().get().specific
    assert (page.live, page.key, page.get_latest_revision_as_object().key) == (False, "", "")


def test_unpublishing_one_language_takes_that_address_only(
    theft_page: ReportTypePage, client: Client
) -> None:
    before = live_digest()
    theft_page.unpublish()
    french = ReportTypePage.objects.get(pk=theft_page.twins.get().pk)
    assert (french.live, live_digest()) == (True, before)
    assert client.get("/en/report/theft/").status_code == 404
    assert client.get("/fr/report/vol/").status_code == 200


def test_a_translation_published_by_itself_brings_its_title_into_a_new_version(
    theft_page: ReportTypePage,
) -> None:
    french = theft_page.twins.get()
    french.title = "Vol simple"
    french.save_revision().publish()
    body = ReportType.objects.get(key="theft").current_version.definition
    assert (body["title"], FormVersion.objects.count()) == ({"en": "Theft", "fr": "Vol simple"}, 2)
