"""What keeps a page from being published holds at every door, and whoever publishes is told the sentence."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now
from wagtail.models import Page, Revision

from accounts.models import User
from cms.checking.gate import Refused
from cms.models import InformationPage
from forms.finder.models import FinderPage
from tests.cms.test_before_publishing import EMPTY_LINK, a_page

SignedIn = Callable[[User], Client]
SAID = "A link has no words."
BULK = ("wagtail_bulk_action", ["wagtailcore", "page", "publish"])


@pytest.fixture
def contact(site: None) -> InformationPage:
    """A live page with a draft that shuts somebody out."""
    page = a_page([("text", EMPTY_LINK)])
    page.save_revision()
    return page


def is_public(client: Client) -> bool:
    return "Lock it." in client.get("/en/contact/").content.decode()


@pytest.mark.parametrize("way", ["publish", "save"])
def test_code_cannot_publish_it(contact: InformationPage, client: Client, way: str) -> None:
    with pytest.raises(Refused, match=SAID):
        contact.latest_revision.publish() if way == "publish" else contact.save()
    assert not is_public(client)


def test_a_new_page_cannot_be_born_live_with_it(contact: InformationPage) -> None:
    page = InformationPage(title="New", locale=contact.locale, body=[("text", EMPTY_LINK)])
    with pytest.raises(Refused):
        contact.get_parent().add_child(instance=page)
    page = InformationPage(title="New", locale=contact.locale, body=[("text", EMPTY_LINK)], live=False)
    assert contact.get_parent().add_child(instance=page).pk


def test_a_finder_that_leads_nowhere_cannot_be_published_by_code(contact: InformationPage) -> None:
    page = FinderPage(title="Finder", locale=contact.locale)
    with pytest.raises(Refused, match="Add a question"):
        contact.get_parent().add_child(instance=page)


def test_several_pages_at_once(contact: InformationPage, pat: User, signed_in: SignedIn) -> None:
    client = signed_in(pat)
    answer = client.post(f"{reverse(BULK[0], args=BULK[1])}?id={contact.pk}", follow=True)
    assert SAID in answer.content.decode()
    assert not is_public(client)


def test_the_admin_api(contact: InformationPage, pat: User, signed_in: SignedIn) -> None:
    client = signed_in(pat)
    answer = client.post(f"/admin/api/main/pages/{contact.pk}/action/publish/")
    assert (answer.status_code, SAID in answer.content.decode()) == (400, True)
    assert not is_public(client)


def test_an_approval(contact: InformationPage, dana: User, pat: User, signed_in: SignedIn) -> None:
    state = contact.get_workflow().start(contact, dana)
    names = [contact.pk, "approve", state.current_task_state.pk]
    client = signed_in(pat)
    answer = client.post(
        reverse("wagtailadmin_pages:workflow_action", args=names), {"comment": ""}, follow=True
    )
    assert SAID in answer.content.decode()
    state.refresh_from_db()
    assert (state.status, is_public(client)) == ("in_progress", False)


def test_the_schedule_tells_the_editor(contact: InformationPage, dana: User, client: Client) -> None:
    revision = contact.save_revision(user=dana, approved_go_live_at=now() - timedelta(minutes=1))
    call_command("publish_scheduled")
    assert not is_public(client)
    assert Revision.objects.get(pk=revision.pk).approved_go_live_at is None
    assert [message.to for message in mail.outbox] == [[dana.email]]
    assert SAID in mail.outbox[0].body


def test_a_page_that_was_live_before_is_moved_locked_and_taken_down(contact: InformationPage) -> None:
    Page.objects.filter(pk=contact.pk).update(live=True)
    InformationPage.objects.filter(pk=contact.pk).update(body=contact.body)
    contact.locked = True
    contact.save(update_fields=["locked"])
    other = InformationPage.objects.sibling_of(contact, inclusive=False).first()
    contact.move(other, pos="last-child")
    page = InformationPage.objects.get(pk=contact.pk)
    page.unpublish()
    assert (page.live, page.locked, page.get_parent().specific) == (False, True, other)
