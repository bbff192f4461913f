"""Who is told what happens: adding, changing, ending a webhook, its secret, a test, sending again. Each is an event."""

from typing import Any

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from accounts.models import User
from workflows.errors import WrongState
from workflows.follow_ups import replay
from workflows.history import record
from workflows.mending import STOPPED
from workflows.models import WebhookDelivery, WebhookSubscription
from workflows.webhooks import new_secret, send_a_test

REGISTER = "webhooksubscription"


@transaction.atomic
def add_webhook(webhook: WebhookSubscription, *, by: User) -> str:
    """Save a new webhook and return its secret, which nothing shows a second time."""
    webhook.save()
    secret = new_secret(webhook)
    record("register_changed", by=by, register=REGISTER, row=webhook.pk, fields=["added"])
    return secret


@transaction.atomic
def change_webhook(webhook: WebhookSubscription, changes: dict[str, Any], *, by: User) -> None:
    """Give a webhook other values; without any, nothing is written."""
    if not changes:
        return
    for name, value in changes.items():
        setattr(webhook, name, value)
    webhook.save(update_fields=list(changes))
    record("register_changed", by=by, register=REGISTER, row=webhook.pk, fields=sorted(changes))


@transaction.atomic
def end_webhook(webhook: WebhookSubscription, *, by: User) -> None:
    """End a webhook: what is still on its way to it is not sent."""
    webhook.deleted_at, webhook.active = now(), False
    webhook.save(update_fields=["deleted_at", "active"])
    record("register_changed", by=by, register=REGISTER, row=webhook.pk, fields=["deleted"])


@transaction.atomic
def renew_secret(webhook: WebhookSubscription, *, by: User) -> str:
    """Make a new secret and return it, for the only time; the one before counts for another day."""
    secret = new_secret(webhook)
    record("webhook_secret", by=by, row=webhook.pk)
    return secret


def try_webhook(webhook: WebhookSubscription) -> WebhookDelivery:
    """Send a message that tells nothing; `WrongState` where it could not be sent or signed."""
    if not webhook.active:
        raise WrongState(_("This webhook is switched off."))
    if webhook.secret is None:
        raise WrongState(_("This webhook has no secret yet. Make one first."))
    return send_a_test(webhook)


@transaction.atomic
def send_again(delivery: WebhookDelivery, *, by: User) -> None:
    """Send a message again that was given up; `WrongState` while it is at work or done."""
    row = delivery.follow_up
    if row is None or row.state not in STOPPED:
        raise WrongState(_("This is at work or done: there is nothing to try again."))
    replay(row)
    record("replay", by=by, effect="webhook", follow_up=row.pk)
