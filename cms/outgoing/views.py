"""The list of outgoing links: what leads people to another body first, and of that what is dead."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Case, IntegerField, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.permissions import page_permission_policy

from cms.models import OutgoingLink
from cms.outgoing.checking import want_all
from cms.outgoing.finding import collect
from integrations.sites.asking import Reason

Status = OutgoingLink.Status
WORST_FIRST = (
    *(Status.DEAD, Status.FAILING, Status.MOVED),
    *(Status.KEPT_OUT, Status.NO_RULES, Status.NEW, Status.GOOD),
)
PER_PAGE = 50
REASONS = {
    Reason.NO_HOST: gettext_lazy("There is no such site."),
    Reason.NO_CONNECTION: gettext_lazy("The site takes no connection."),
    Reason.TIMEOUT: gettext_lazy("The site did not answer in time."),
    Reason.CERTIFICATE: gettext_lazy("The certificate of the site is not good."),
    Reason.CIRCLE: gettext_lazy("The site leads in a circle."),
    Reason.NOT_ALLOWED: gettext_lazy("The address is not a public web page."),
}


@never_cache
@require_safe
def outgoing_links(request: HttpRequest) -> HttpResponse:
    """Show the list."""
    allow(request)
    collect()
    place = Case(
        *[When(status=status, then=Value(number)) for number, status in enumerate(WORST_FIRST)],
        output_field=IntegerField(),
    )
    rows = OutgoingLink.objects.alias(place=place).order_by("-hand_off", "place", "url")
    status = request.GET.get("status", "")
    if status in Status.values:
        rows = rows.filter(status=status)
    context = {
        "page_title": _("Outgoing links"),
        "header_icon": "link-external",
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("p")),
        "status": status,
        "choices": Status.choices,
        "reasons": REASONS,
        "dead": OutgoingLink.objects.filter(status=Status.DEAD).count(),
        "waiting": OutgoingLink.objects.filter(wanted=True).exists(),
    }
    return render(request, "cms/admin/outgoing_links.html", context)


@require_POST
def check_now(request: HttpRequest) -> HttpResponse:
    """Have every link asked for: the rows say so, and the worker is rung."""
    allow(request)
    want_all()
    transaction.on_commit(_ring)
    messages.success(request, _("The links are being checked. Look again in a few minutes."))
    return redirect("cms_outgoing_links")


def _ring() -> None:
    from cms import tasks

    try:
        tasks.check_links()
    except tasks.UNREACHABLE:
        return  # the next hour finds them


def allow(request: HttpRequest) -> None:
    """Refuse whoever edits no page."""
    user: Any = request.user
    if not page_permission_policy.user_has_any_permission(user, {"add", "change", "publish"}):
        raise PermissionDenied
