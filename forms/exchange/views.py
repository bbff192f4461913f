"""Screens of the admin: versions and export, import, copy as new."""

import json
from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.models import User
from forms.compile import compile_page
from forms.exchange.asking import CopyForm, ImportForm
from forms.exchange.taking import TakenIn, copy_as_new, list_pages, parents_of, take_in
from forms.exchange.writing import exported
from forms.models import ReportTypePage
from forms.publishing import NOT_KEPT, can_be_kept
from workflows.models import FormVersion


@require_GET
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the draft and each published version, each with its file."""
    page = editable(request, pk)
    found = (
        FormVersion.objects.filter(report_type__key=page.key).select_related("created_by").order_by("-number")
    )
    context = {"page": page, "versions": found if page.key else [], "current": page.version}
    return TemplateResponse(request, "forms/exchange/versions.html", context)


@require_GET
def export(request: HttpRequest, pk: int, number: int | None = None) -> HttpResponse:
    """Give the file of the draft, or of one published version."""
    page = editable(request, pk)
    version = None
    if number is not None:
        version = get_object_or_404(FormVersion, report_type__key=page.key, number=number)
    draft = cast(ReportTypePage, page.get_latest_revision_as_object())
    if version is None and not can_be_kept(compile_page(draft)):
        messages.error(request, str(NOT_KEPT))
        return redirect("report_types:versions", pk)
    body = exported(draft, version)
    response = HttpResponse(json.dumps(body, ensure_ascii=False, indent=1), content_type="application/json")
    mark = f"v{number}" if number is not None else "draft"
    response["Content-Disposition"] = f'attachment; filename="{page.key or "report-type"}-{mark}.json"'
    return response


@require_http_methods(["GET", "POST"])
def take(request: HttpRequest) -> HttpResponse:
    """Make drafts of a file."""
    user = cast(User, request.user)
    if not list_pages(user):
        raise PermissionDenied
    form = ImportForm(user, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and form.taken is not None:
        chosen = form.cleaned_data
        taken = take_in(
            form.taken,
            key=chosen["key"],
            parents=parents_of(chosen["parent"]),
            policy=chosen["policy"],
            privacy_notice=chosen["privacy_notice"],
            by=user,
        )
        _say(request, taken)
        return redirect("wagtailadmin_pages:edit", taken.page.pk)
    return TemplateResponse(request, "forms/exchange/import.html", {"form": form})


@require_http_methods(["GET", "POST"])
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a new report type of this one."""
    page, user = editable(request, pk), cast(User, request.user)
    if not page.get_parent().permissions_for_user(user).can_add_subpage():
        raise PermissionDenied
    draft = cast(ReportTypePage, page.get_latest_revision_as_object())
    form = CopyForm(draft, request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = copy_as_new(
            draft,
            key=form.cleaned_data["key"],
            titles=form.by_language("title"),
            slugs=form.by_language("slug"),
            by=user,
        )
        sentence = _("“%(title)s” is a draft in both languages. Nothing is published.")
        messages.success(request, sentence % {"title": made.title})
        return redirect("wagtailadmin_pages:edit", made.pk)
    return TemplateResponse(request, "forms/exchange/copy.html", {"form": form, "page": page})


def editable(request: HttpRequest, pk: int) -> ReportTypePage:
    """Return the page in the default language, for those who may edit it."""
    found = get_object_or_404(ReportTypePage, pk=pk)
    page = found.source or found
    rights = page.permissions_for_user(cast(User, request.user))
    if not (rights.can_edit() or rights.can_publish()):
        raise PermissionDenied
    return page


def _say(request: HttpRequest, taken: TakenIn) -> None:
    heading = _("“%(title)s” is a draft in both languages. Nothing is published.") % {
        "title": taken.page.title
    }
    notes = format_html_join("", "<li>{}</li>", ([note] for note in taken.notes))
    messages.success(request, format_html("{}<ul>{}</ul>", heading, notes))
