"""Webhooks over the API, for administrators: who is told what, the secret, the deliveries."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router

from accounts.models import User
from integrations.webhooks import targets
from workflows.api import bodies, shapes
from workflows.api.answers import answers
from workflows.api.keys import StaffToken, staff_of
from workflows.api.once import once
from workflows.api.refusals import Forbidden, NotFound, Unprocessable
from workflows.api.replies import ROOT, moment, reply
from workflows.definition import Problem
from workflows.models import WebhookDelivery, WebhookSubscription
from workflows.models.webhooks import UNSAFE
from workflows.subscribing import (
    add_webhook,
    change_webhook,
    end_webhook,
    renew_secret,
    send_again,
    try_webhook,
)
from workflows.webhooks import KINDS

router = Router(tags=["Webhooks"])
BY_TOKEN = StaffToken("webhooks", session=False)
PAGE_SIZE = 25
LARGEST_ID = 2**63 - 1


@router.get(
    "/webhooks/kinds",
    auth=BY_TOKEN,
    summary="What can be heard of",
    response=answers({200: shapes.VocabularyOut}, 401, 403),
)
def kinds(request: HttpRequest) -> HttpResponse:
    """List the kinds of messages."""
    _may(request, "view")
    return reply(
        {"items": [{"token": kind, "title": str(title)} for kind, title in KINDS.items()], "next": None}
    )


@router.get(
    "/webhooks", auth=BY_TOKEN, summary="All webhooks", response=answers({200: shapes.WebhookList}, 401, 403)
)
def webhooks(request: HttpRequest) -> HttpResponse:
    """List the addresses that are told what happens. No secret is among it."""
    _may(request, "view")
    return reply({"items": [_item(row) for row in _all()], "next": None})


@router.post(
    "/webhooks",
    auth=BY_TOKEN,
    summary="Add a webhook",
    response=answers({201: shapes.WebhookMade}, 401, 403, 409, 413, 415, 422),
)
@once
def add(request: HttpRequest, body: bodies.WebhookIn) -> HttpResponse:
    """Add an address. The answer has its secret, which nothing shows a second time."""
    user = _may(request, "add")
    _check(body.url, body.kinds)
    row = WebhookSubscription(name=body.name, url=body.url, kinds=body.kinds, active=body.active)
    secret = add_webhook(row, by=user)
    return reply({**_item(row), "secret": secret}, 201, Location=_at(row))


@router.get(
    "/webhooks/{webhook_id}",
    auth=BY_TOKEN,
    summary="One webhook",
    response=answers({200: shapes.WebhookOut}, 401, 403, 404),
)
def one(request: HttpRequest, webhook_id: str) -> HttpResponse:
    """Give one webhook."""
    _may(request, "view")
    return reply(_item(_find(webhook_id)))


@router.patch(
    "/webhooks/{webhook_id}",
    auth=BY_TOKEN,
    summary="Change a webhook",
    response=answers({200: shapes.WebhookOut}, 401, 403, 404, 413, 415, 422),
)
def change(request: HttpRequest, webhook_id: str, body: bodies.WebhookChange) -> HttpResponse:
    """Change what is named in the body, and nothing else."""
    user = _may(request, "change")
    row = _find(webhook_id)
    given = {name: value for name, value in body.model_dump().items() if value is not None}
    _check(given.get("url", row.url), given.get("kinds", row.kinds))
    change_webhook(row, given, by=user)
    return reply(_item(row))


@router.delete(
    "/webhooks/{webhook_id}",
    auth=BY_TOKEN,
    summary="End a webhook",
    response=answers({204: None}, 401, 403, 404),
)
def end(request: HttpRequest, webhook_id: str) -> HttpResponse:
    """End a webhook: what is still on its way to it is not sent."""
    user = _may(request, "delete")
    end_webhook(_find(webhook_id), by=user)
    return HttpResponse(status=204)


@router.post(
    "/webhooks/{webhook_id}/secret",
    auth=BY_TOKEN,
    summary="Change its secret",
    response=answers({200: shapes.WebhookMade}, 401, 403, 404, 409, 413, 415, 422),
)
@once
def secret(request: HttpRequest, webhook_id: str) -> HttpResponse:
    """Make a new secret. For a day the one before counts too: every message has a signature by each."""
    user = _may(request, "change")
    row = _find(webhook_id)
    made = renew_secret(row, by=user)
    return reply({**_item(row), "secret": made})


@router.post(
    "/webhooks/{webhook_id}/test",
    auth=BY_TOKEN,
    summary="Send a test",
    response=answers({202: shapes.WebhookDeliveryOut}, 401, 403, 404, 409, 413, 415, 422),
)
@once
def test(request: HttpRequest, webhook_id: str) -> HttpResponse:
    """Send a message of the kind `test`. Its delivery says how it went."""
    _may(request, "change")
    return reply(_delivery(try_webhook(_find(webhook_id))), 202)


@router.get(
    "/webhooks/{webhook_id}/deliveries",
    auth=BY_TOKEN,
    summary="What it was told",
    response=answers({200: shapes.WebhookDeliveries}, 401, 403, 404, 422),
)
def deliveries(request: HttpRequest, webhook_id: str, before: str = "", state: str = "") -> HttpResponse:
    """List what was sent or is on its way, the latest first, with each try. Bodies of answers are not kept."""
    _may(request, "view")
    row = _find(webhook_id)
    if before and not _is_id(before):
        raise Unprocessable(problems=[Problem("/before", "unknown", _("Give the id of a delivery."))])
    rows = _deliveries(row)
    rows = rows.filter(pk__lt=int(before)) if before else rows
    rows = rows.filter(follow_up__state=state[:10]) if state else rows
    found = list(rows[: PAGE_SIZE + 1])
    page, more = found[:PAGE_SIZE], len(found) > PAGE_SIZE
    further = f"&state={state[:10]}" if state.isalpha() else ""
    following = f"{_at(row)}/deliveries?before={page[-1].pk}{further}" if more else None
    return reply({"items": [_delivery(each) for each in page], "next": following})


@router.post(
    "/webhooks/{webhook_id}/deliveries/{delivery_id}/replay",
    auth=BY_TOKEN,
    summary="Send again",
    response=answers({202: shapes.WebhookDeliveryOut}, 401, 403, 404, 409, 413, 415, 422),
)
@once
def again(request: HttpRequest, webhook_id: str, delivery_id: str) -> HttpResponse:
    """Send a message again that was given up, after its cause was mended."""
    user = _may(request, "change")
    found = (
        _deliveries(_find(webhook_id)).filter(pk=int(delivery_id)).first() if _is_id(delivery_id) else None
    )
    if found is None:
        raise NotFound
    send_again(found, by=user)
    return reply(_delivery(_deliveries(found.subscription).get(pk=found.pk)), 202)


def _may(request: HttpRequest, verb: str) -> User:
    user = staff_of(request)
    if not user.has_perm(f"workflows.{verb}_webhooksubscription"):
        raise Forbidden(_("Your role has no access to webhooks."))
    return user


def _all() -> "QuerySet[WebhookSubscription]":
    return WebhookSubscription.objects.standing()


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdecimal() and int(text[:20]) <= LARGEST_ID


def _find(webhook_id: str) -> WebhookSubscription:
    found = _all().filter(pk=int(webhook_id)).first() if _is_id(webhook_id) else None
    if found is None:
        raise NotFound
    return found


def _check(url: str, kinds: list[str]) -> None:
    problems = []
    try:
        targets.check(url, private_allowed=settings.WEBHOOK_PRIVATE_TARGETS)
    except targets.Unsafe as unsafe:
        problems.append(Problem("/url", unsafe.code, str(UNSAFE[unsafe.code])))
    if not kinds or not set(kinds) <= set(KINDS):
        problems.append(Problem("/kinds", "unknown", _("Choose from the list.")))
    if problems:
        raise Unprocessable(problems=problems)


def _at(row: WebhookSubscription) -> str:
    return f"{ROOT}/webhooks/{row.pk}"


def _item(row: WebhookSubscription) -> dict[str, Any]:
    at = _at(row)
    return {
        "id": row.pk,
        "name": row.name,
        "url": row.url,
        "kinds": row.kinds,
        "active": row.active,
        "created_at": moment(row.created_at),
        "old_secret_until": moment(row.old_secret_until),
        "links": {"self": at, **{name: f"{at}/{name}" for name in ("secret", "test", "deliveries")}},
    }


def _deliveries(row: WebhookSubscription) -> "QuerySet[WebhookDelivery]":
    found = WebhookDelivery.objects.filter(subscription=row).order_by("-pk")
    return found.select_related("message", "follow_up", "subscription").prefetch_related("attempts")


def _delivery(row: WebhookDelivery) -> dict[str, Any]:
    return {
        "id": row.pk,
        "message_id": row.message.key,
        "kind": row.message.kind,
        "at": moment(row.message.at),
        "state": row.follow_up.state if row.follow_up else "pending",
        "due_at": moment(row.follow_up.due_at) if row.follow_up else None,
        "attempts": [
            {
                "at": moment(each.at),
                "status": each.status,
                "milliseconds": each.milliseconds,
                "problem": each.problem,
            }
            for each in row.attempts.all()
        ],
        "replay": f"{_at(row.subscription)}/deliveries/{row.pk}/replay",
    }
