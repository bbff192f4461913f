"""An editor submits, a publisher sends back with a comment or approves; both are told by mail; a schedule is kept."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.test import Client, TestCase
from django.urls import reverse
from django.utils.timezone import now
from wagtail.models import Page, TaskState

from accounts.models import User
from tests.cms.test_before_publishing import form_of

SignedIn = Callable[[User], Client]
HOUR = timedelta(hours=1)


@pytest.fixture
def submitted(site: None, dana: User, pat: User, signed_in: SignedIn) -> Page:
    """A page with a change that Dana submitted."""
    page = Page.objects.get(slug="contact").specific
    data = {**form_of(page, "<p>Come in.</p>"), "action-submit": "1"}
    with TestCase.captureOnCommitCallbacks(execute=True):
        answer = signed_in(dana).post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    assert answer.status_code == 302
    return Page.objects.get(pk=page.pk)


def decide(client: Client, page: Page, action: str) -> None:
    state = TaskState.objects.get(status="in_progress")
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
    with TestCase.captureOnCommitCallbacks(execute=True):
        client.post(address, {"comment": "Add the opening hours."})


def test_the_publisher_is_told_and_approves(
    submitted: Page, pat: User, dana: User, signed_in: SignedIn
) -> None:
    assert [message.to for message in mail.outbox] == [[pat.email]]
    mail.outbox.clear()
    decide(signed_in(pat), submitted, "approve")
    assert "Come in." in signed_in(pat).get("/en/contact/").content.decode()
    assert [message.to for message in mail.outbox] == [[dana.email]]


def test_the_editor_is_told_what_to_change(
    submitted: Page, pat: User, dana: User, signed_in: SignedIn
) -> None:
    mail.outbox.clear()
    decide(signed_in(pat), submitted, "reject")
    assert "Come in." not in signed_in(pat).get("/en/contact/").content.decode()
    told = [message for message in mail.outbox if message.to == [dana.email]]
    assert "Add the opening hours." in told[0].body


def test_an_editor_approves_nothing(submitted: Page, dana: User, signed_in: SignedIn) -> None:
    decide(signed_in(dana), submitted, "approve")
    assert TaskState.objects.get().status == "in_progress"


@pytest.mark.parametrize(("slug", "language"), [("contact", "en"), ("nous-joindre", "fr")])
def test_a_page_goes_on_and_off_on_its_dates_in_each_language(
    site: None, client: Client, slug: str, language: str
) -> None:
    page = Page.objects.get(slug=slug).specific
    page.unpublish()
    page.go_live_at, page.expire_at = now() + HOUR, now() + 3 * HOUR
    page.save_revision().publish()
    address = f"/{language}/{slug}/"
    found = []
    for hours in (0, 2, 4):
        with time_machine.travel(now() + hours * HOUR):
            call_command("publish_scheduled")
            found.append(client.get(address).status_code)
    assert found == [404, 200, 404]
