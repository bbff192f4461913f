"""Sol keeps webhooks in the settings: adds one, sees its secret once, tries it, sees how it went, ends it."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from workflows import follow_ups
from workflows.models import Event, FollowUp, WebhookSubscription
from workflows.webhooks import secrets_of

ADDRESS = "http://127.0.0.1:9/hooks"
CHOSEN = {"name": "Web site", "url": ADDRESS, "kinds": ["page.published"], "active": "on"}


@pytest.fixture
def as_sol(sol: User, signed_in: Callable[[User], Client]) -> Client:
    """Sol, signed in."""
    return signed_in(sol)


@pytest.fixture
def webhook(as_sol: Client) -> WebhookSubscription:
    """A webhook that Sol added."""
    as_sol.post("/admin/webhooks/new/", CHOSEN)
    return WebhookSubscription.objects.get()


def test_a_new_one_shows_its_secret_once(as_sol: Client) -> None:
    made = as_sol.post("/admin/webhooks/new/", CHOSEN)
    row = WebhookSubscription.objects.get()
    (secret,) = secrets_of(row)
    assert secret in made.content.decode()
    assert "no-store" in made["Cache-Control"]
    assert secret not in as_sol.get(f"/admin/webhooks/{row.pk}/").content.decode()
    assert row.kinds == ["page.published"]


def test_an_address_that_nothing_may_go_to_is_said_beside_the_box(as_sol: Client, settings) -> None:
    settings.WEBHOOK_PRIVATE_TARGETS = False
    told = as_sol.post("/admin/webhooks/new/", {**CHOSEN, "url": "https://10.0.0.1/hooks"}).content.decode()
    assert "leads to a private network" in told
    assert not WebhookSubscription.objects.exists()


def test_a_change_holds_and_is_an_event(as_sol: Client, webhook: WebhookSubscription) -> None:
    as_sol.post(f"/admin/webhooks/{webhook.pk}/", {**CHOSEN, "kinds": ["page.deleted"], "active": ""})
    webhook.refresh_from_db()
    assert (webhook.kinds, webhook.active) == (["page.deleted"], False)
    event = Event.objects.filter(kind="register_changed").latest("pk")
    assert event.data["fields"] == ["active", "kinds"]


def test_a_test_that_does_not_arrive_is_shown_and_sent_again(
    as_sol: Client, webhook: WebhookSubscription
) -> None:
    as_sol.post(f"/admin/webhooks/{webhook.pk}/act/", {"test": ""})
    follow_ups.sweep()
    assert "not reached" in as_sol.get(f"/admin/webhooks/{webhook.pk}/").content.decode()
    FollowUp.objects.filter(kind="webhook").update(state=FollowUp.State.DEAD)
    assert "Send again" in as_sol.get(f"/admin/webhooks/{webhook.pk}/").content.decode()
    delivery = webhook.deliveries.get()
    as_sol.post(f"/admin/webhooks/{webhook.pk}/{delivery.pk}/again/")
    assert FollowUp.objects.get(kind="webhook").state == FollowUp.State.PENDING


def test_one_that_is_off_cannot_be_tried(as_sol: Client, webhook: WebhookSubscription) -> None:
    WebhookSubscription.objects.update(active=False)
    told = as_sol.post(f"/admin/webhooks/{webhook.pk}/act/", {"test": ""}, follow=True).content.decode()
    assert "This webhook is switched off." in told
    assert not webhook.deliveries.exists()


def test_a_new_secret_leaves_the_one_before_for_a_day(as_sol: Client, webhook: WebhookSubscription) -> None:
    (before,) = secrets_of(webhook)
    told = as_sol.post(f"/admin/webhooks/{webhook.pk}/act/", {"secret": ""}).content.decode()
    webhook.refresh_from_db()
    newest, kept = secrets_of(webhook)
    assert kept == before
    assert newest in told


def test_an_ended_one_is_gone(as_sol: Client, webhook: WebhookSubscription) -> None:
    as_sol.post(f"/admin/webhooks/{webhook.pk}/act/", {"end": ""})
    assert as_sol.get(f"/admin/webhooks/{webhook.pk}/").status_code == 404
    assert "Web site" not in as_sol.get("/admin/webhooks/").content.decode()


def test_an_auditor_looks_and_changes_nothing(
    ada: User, signed_in: Callable[[User], Client], webhook: WebhookSubscription
) -> None:
    as_ada = signed_in(ada)
    assert (
        '<form method="post" novalidate' not in as_ada.get(f"/admin/webhooks/{webhook.pk}/").content.decode()
    )
    for button in ("secret", "test", "end"):
        as_ada.post(f"/admin/webhooks/{webhook.pk}/act/", {button: ""})
    assert WebhookSubscription.objects.get().secret == webhook.secret


@pytest.mark.parametrize("path", ["", "new/", "1/"])
def test_others_have_no_such_screen(noor: User, signed_in: Callable[[User], Client], path: str) -> None:
    assert signed_in(noor).get(f"/admin/webhooks/{path}").status_code in (302, 403)
