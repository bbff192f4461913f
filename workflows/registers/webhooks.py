"""Webhooks in Wagtail's settings: who is told what, the secret (shown once), a test, what was sent and how it went."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.menu import MenuItem

from accounts.admin_numbers import PK
from accounts.models import User
from workflows.desk.doors import staff
from workflows.errors import WorkflowError
from workflows.mending import STOPPED
from workflows.models import WebhookDelivery, WebhookSubscription
from workflows.subscribing import (
    add_webhook,
    change_webhook,
    end_webhook,
    renew_secret,
    send_again,
    try_webhook,
)
from workflows.webhooks import KINDS

SHOWN = 25
ICON = "link-external"


class WebhookForm(WagtailAdminModelForm):
    """What is chosen for a webhook."""

    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("What it hears of"),
        choices=lambda: list(KINDS.items()),
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = WebhookSubscription
        fields = ("name", "url", "kinds", "active")
        help_texts = {
            "url": gettext_lazy("Begins with https:// and leads to a public machine."),
            "active": gettext_lazy("Switched off, nothing is written for it."),
        }


def allowed(request: HttpRequest, verb: str) -> User:
    """Return who asks, if they may view, add, change or delete webhooks."""
    user = staff(request)
    if not user.has_perm(f"workflows.{verb}_webhooksubscription"):
        raise PermissionDenied
    return user


@require_safe
@never_cache
def webhooks(request: HttpRequest) -> HttpResponse:
    """List the addresses that are told what happens here."""
    user = allowed(request, "view")
    rows = [(row, _last(row)) for row in WebhookSubscription.objects.standing()]
    context = {
        "page_title": _("Webhooks"),
        "header_icon": ICON,
        "rows": rows,
        "titles": KINDS,
        "may_add": user.has_perm("workflows.add_webhooksubscription"),
    }
    return TemplateResponse(request, "workflows/registers/webhooks.html", context)


def _last(row: WebhookSubscription) -> WebhookDelivery | None:
    return row.deliveries.select_related("follow_up").order_by("-pk").first()


@never_cache
def add(request: HttpRequest) -> HttpResponse:
    """Add a webhook and show its secret."""
    user = allowed(request, "add")
    form = WebhookForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        context = {"page_title": _("New webhook"), "header_icon": ICON, "form": form}
        return TemplateResponse(request, "workflows/registers/webhook.html", context)
    webhook = form.save(commit=False)
    secret = add_webhook(webhook, by=user)
    return _screen(request, user, webhook, WebhookForm(instance=webhook), secret)


@never_cache
def webhook(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one webhook with what it was sent, and change it."""
    changes = request.method == "POST"
    user = allowed(request, "change" if changes else "view")
    row = _find(pk)
    form = WebhookForm(request.POST if changes else None, instance=_find(pk))
    if not changes or not form.is_valid():
        return _screen(request, user, row, form)
    change_webhook(row, {name: form.cleaned_data[name] for name in form.changed_data}, by=user)
    messages.success(request, _("Saved. It holds for what happens from now on."))
    return redirect("workflows_webhook", row.pk)


def _find(pk: int) -> WebhookSubscription:
    return get_object_or_404(WebhookSubscription.objects.standing(), pk=pk)


def _screen(
    request: HttpRequest, user: User, row: WebhookSubscription, form: WebhookForm, secret: str = ""
) -> HttpResponse:
    sent = row.deliveries.select_related("message", "follow_up").prefetch_related("attempts").order_by("-pk")
    context = {
        "page_title": row.name,
        "page_subtitle": _("Webhook"),
        "header_icon": ICON,
        "webhook": row,
        "form": form if user.has_perm("workflows.change_webhooksubscription") else None,
        "may_end": user.has_perm("workflows.delete_webhooksubscription"),
        "secret": secret,
        "titles": KINDS,
        "deliveries": [_shown(each) for each in sent[:SHOWN]],
    }
    return TemplateResponse(request, "workflows/registers/webhook.html", context)


def _shown(delivery: WebhookDelivery) -> dict[str, Any]:
    row = delivery.follow_up
    return {
        "row": delivery,
        "what": KINDS.get(delivery.message.kind, _("Test")),
        "stopped": row is not None and row.state in STOPPED,
    }


@require_POST
@never_cache
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a new secret, send a test, or end the webhook, as the button says."""
    if "end" in request.POST:
        end_webhook(_find(pk), by=allowed(request, "delete"))
        messages.success(request, _("The webhook is ended. Nothing more goes there."))
        return redirect("workflows_webhooks")
    user, row = allowed(request, "change"), _find(pk)
    if "secret" in request.POST:
        secret = renew_secret(row, by=user)
        return _screen(request, user, row, WebhookForm(instance=row), secret)
    try:
        try_webhook(row)
    except WorkflowError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("A test is on its way. Below you see how it went."))
    return redirect("workflows_webhook", row.pk)


@require_POST
def again(request: HttpRequest, pk: int, delivery_id: int) -> HttpResponse:
    """Send a message again that was given up."""
    user, row = allowed(request, "change"), _find(pk)
    delivery = get_object_or_404(row.deliveries.select_related("follow_up"), pk=delivery_id)
    try:
        send_again(delivery, by=user)
    except WorkflowError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("It is sent again."))
    return redirect("workflows_webhook", row.pk)


def urls() -> list[URLPattern]:
    """Where webhooks are looked after."""
    return [
        path("webhooks/", webhooks, name="workflows_webhooks"),
        path("webhooks/new/", add, name="workflows_new_webhook"),
        path(f"webhooks/{PK}/", webhook, name="workflows_webhook"),
        path(f"webhooks/{PK}/act/", act, name="workflows_webhook_act"),
        path(f"webhooks/{PK}/<short:delivery_id>/again/", again, name="workflows_webhook_again"),
    ]


class WebhooksItem(MenuItem):
    """The way to the webhooks, for those who may see them."""

    def is_shown(self, request: HttpRequest) -> bool:
        return staff(request).has_perm("workflows.view_webhooksubscription")


def menu_item() -> MenuItem:
    """In the settings, beside the tokens."""
    return WebhooksItem(
        gettext_lazy("Webhooks"), reverse_lazy("workflows_webhooks"), name="webhooks", icon_name=ICON
    )
