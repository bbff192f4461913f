"""Telling other systems what happened: a message is written in the transaction of what it tells, and carried later.

A message has ids and states only. Who wants to know more asks the API, with a token and its permissions.
"""

import json
import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import transaction
from django.utils.timezone import localtime, now
from django.utils.translation import gettext_lazy as _

from integrations.outcomes import GiveUp, TryAgain
from integrations.webhooks import send, signing, targets
from workflows.extensions import register_effect_kind, register_event_kind
from workflows.follow_ups import follow_up_alone, follows
from workflows.models import (
    FollowUp,
    Submission,
    ToldPage,
    WebhookAttempt,
    WebhookDelivery,
    WebhookMessage,
    WebhookSubscription,
)
from workflows.secrets import keyed_hash

BOTH_SECRETS_COUNT = timedelta(days=1)
KEPT_FOR = timedelta(days=90)
TEST = "test"
KINDS: dict[str, Any] = {
    "page.published": _("A page is published, or a published page changed"),
    "page.unpublished": _("A page is taken down"),
    "page.moved": _("A page has another address"),
    "page.deleted": _("A page is deleted"),
    "report_type.published": _("A report type has a new version"),
    "report.status_changed": _("A report has another state"),
}
register_effect_kind("webhook", _("Message to another system"))
register_event_kind("webhook_secret", _("Secret of a webhook made"))


def tell(kind: str, data: dict[str, Any]) -> None:
    """Write a message for everybody who listens to `kind`, in the caller's transaction."""
    listening = WebhookSubscription.objects.listening(kind)
    if listening:
        _write(kind, data, listening)


def tell_of_state(report: Submission, before: str, after: str) -> None:
    """Tell that a report changed its state."""
    if before != after:
        tell("report.status_changed", _report_data(report, before, after))


def tell_of_page(
    kind: str, page: int, live: bool, data: Callable[[], dict[str, Any]], *, was_public: bool
) -> None:
    """Tell of a page that is or was public; what never was is nobody's business.

    `was_public` counts for pages that were there before anything was told.
    """
    known = ToldPage.objects.filter(pk=page).first()
    if not live and not (known.live if known else was_public):
        return
    if known is None or known.live != live:
        ToldPage.objects.update_or_create(pk=page, defaults={"live": live})
    if WebhookSubscription.objects.listening(kind):
        tell(kind, data())


def send_a_test(subscription: WebhookSubscription) -> WebhookDelivery:
    """Send a message that tells nothing, so that whoever listens sees that it arrives."""
    with transaction.atomic():
        return _write(TEST, {"webhook": subscription.pk}, [subscription])[0]


def _write(kind: str, data: dict[str, Any], to: list[WebhookSubscription]) -> list[WebhookDelivery]:
    key = f"msg_{secrets.token_urlsafe(18)}"
    message = WebhookMessage.objects.create(key=key, kind=kind, data=data, at=now())
    written = []
    for subscription in to:
        delivery = WebhookDelivery.objects.create(message=message, subscription=subscription)
        delivery.follow_up = follow_up_alone("webhook", mark=str(delivery.pk), delivery=delivery.pk)
        delivery.save(update_fields=["follow_up"])
        written.append(delivery)
    return written


def body_of(message: WebhookMessage) -> bytes:
    """Return the body of a message: the same bytes however often it is sent."""
    told = {"type": message.kind, "timestamp": localtime(message.at).isoformat(), "data": message.data}
    return json.dumps(told, separators=(",", ":"), sort_keys=True).encode()


@follows("webhook")
def deliver(row: FollowUp) -> None:
    """Carry a message to its address. Receivers know a repeated one by its id."""
    delivery = WebhookDelivery.objects.select_related("message", "subscription").get(pk=row.data["delivery"])
    subscription = delivery.subscription
    if subscription.deleted_at is not None:
        return
    if not subscription.active:
        raise GiveUp("the webhook is switched off")
    answer = _attempt(delivery, secrets_of(subscription))
    if (
        answer.status == 410
    ):  # Gone: nobody listens there any more (Standard Webhooks, "Response status codes")
        WebhookSubscription.objects.filter(pk=subscription.pk).update(active=False)
        raise GiveUp("the address answered 410 and is switched off")
    if not answer.taken:
        raise TryAgain(f"the address answered {answer.status}", after=answer.wait)


def _attempt(delivery: WebhookDelivery, known: list[str]) -> send.Answer:
    body, at = body_of(delivery.message), now()
    headers = signing.headers(known, delivery.message.key, at, body)
    note = WebhookAttempt(delivery=delivery, at=at)
    try:
        answer = send.post(
            delivery.subscription.url, body, headers, private_allowed=settings.WEBHOOK_PRIVATE_TARGETS
        )
    except targets.Unsafe as unsafe:
        note.problem = f"not sent: {unsafe.code}"
        note.save()
        raise GiveUp("no message may go to this address") from unsafe
    except TryAgain as problem:
        note.problem = str(problem)[:100]
        note.save()
        raise
    note.status, note.milliseconds = answer.status, answer.milliseconds
    note.save()
    return answer


def new_secret(subscription: WebhookSubscription) -> str:
    """Make a secret and return it, for the only time. The one before counts for another day: both sign."""
    secret = signing.new_secret()
    subscription.old_secret = subscription.secret
    subscription.old_secret_until = now() + BOTH_SECRETS_COUNT if subscription.secret else None
    subscription.secret = _sealed(secret)
    subscription.save(update_fields=["secret", "old_secret", "old_secret_until"])
    return secret


def secrets_of(subscription: WebhookSubscription) -> list[str]:
    """Return the secrets that sign now, the newest first."""
    until = subscription.old_secret_until
    kept = [subscription.secret, subscription.old_secret if until and until > now() else None]
    return [_opened(bytes(each)) for each in kept if each]


def _cipher() -> AESGCM:
    return AESGCM(bytes.fromhex(keyed_hash("webhook-secrets", "")))


def _sealed(secret: str) -> bytes:
    nonce = secrets.token_bytes(12)
    return nonce + _cipher().encrypt(nonce, secret.encode(), None)


def _opened(sealed: bytes) -> str:
    return _cipher().decrypt(sealed[:12], sealed[12:], None).decode()


def _report_data(report: Submission, before: str, after: str) -> dict[str, Any]:
    number = report.temporary_number
    return {
        "number": number,
        "report_type": report.report_type.key,
        "from": before,
        "to": after,
        "version": report.version,
        "href": f"/api/v1/desk/reports/{number}",
    }


def forget_old_messages() -> int:
    """Delete messages that arrived long ago, with their tries; return how many."""
    old = WebhookDelivery.objects.filter(
        message__at__lt=now() - KEPT_FOR, follow_up__state=FollowUp.State.DONE
    )
    follow_ups = list(old.values_list("follow_up", flat=True))
    gone = old.delete()[1].get("workflows.WebhookDelivery", 0)
    FollowUp.objects.filter(pk__in=follow_ups).delete()
    WebhookMessage.objects.filter(at__lt=now() - KEPT_FOR, deliveries=None).delete()
    return gone
