"""The dialog before publishing: editors look, publishers publish. Whatever refuses is said here."""

from datetime import datetime
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Revision

from accounts.models import User
from forms.dialog.plan import plan_for
from forms.dialog.said import say_what_changed
from forms.models import ReportTypePage


@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what publishing the latest draft would do; on POST do it, unless the draft changed meanwhile."""
    page = get_object_or_404(ReportTypePage, pk=pk)
    if not page.is_source and page.source is not None:
        return redirect("report_types:review", page.source.pk)
    user = cast(User, request.user)
    rights = page.permissions_for_user(user)
    if not (rights.can_edit() or rights.can_publish()):
        raise PermissionDenied
    if request.method == "GET":
        return _screen(request, page)
    if not may_publish(page, user):
        raise PermissionDenied
    return _publish(request, page)


def may_publish(page: ReportTypePage, user: User) -> bool:
    """Say whether `user` may publish the page now: by right or as who approves it, and nobody has locked it."""
    lock = page.get_lock()
    if lock is not None and lock.for_user(user):
        return False
    return bool(page.permissions_for_user(user).can_publish()) or _approves(page, user)


def _publish(request: HttpRequest, page: ReportTypePage) -> HttpResponse:
    user, revision = cast(User, request.user), latest_revision(page)
    if str(revision.pk) != request.POST.get("revision"):
        messages.warning(request, _("The draft was changed since you opened this page. Look at it again."))
        return _screen(request, page)
    before = page.version.pk if page.version else None
    try:
        with transaction.atomic():
            publish(page, revision, user)
    except ValidationError as refusal:
        return _screen(request, page, refusal.messages)
    _say(request, page.pk, before)
    return redirect("wagtailadmin_pages:edit", page.pk)


def publish(page: ReportTypePage, revision: Revision, user: User) -> None:
    """Publish a revision; where it waits for approval and `user` may give it, that is how it is published."""
    state = page.current_workflow_task_state
    if state is not None and state.revision_id == revision.pk and _approves(page, user):
        state.task.specific.on_action(state, user, "approve")
        return
    PublishPageRevisionAction(revision, user=user).execute(skip_permission_checks=True)


def latest_revision(page: ReportTypePage) -> Revision:
    """Return the latest draft of the page; a page without any gets its first."""
    return cast(Revision, page.get_latest_revision() or page.save_revision())


def _approves(page: ReportTypePage, user: User) -> bool:
    task = page.current_workflow_task
    return task is not None and "approve" in {name for name, *_rest in task.get_actions(page, user)}


def _say(request: HttpRequest, pk: int, before: int | None) -> None:
    page = ReportTypePage.objects.get(pk=pk)
    if page.scheduled_revision is not None and page.has_unpublished_changes:
        messages.success(request, _("“%(title)s” will be published as scheduled.") % {"title": page.title})
        return
    messages.success(request, _("“%(title)s” is published.") % {"title": page.title})
    say_what_changed(request, page, before)


def _screen(request: HttpRequest, page: ReportTypePage, refused: list[str] | None = None) -> HttpResponse:
    user = cast(User, request.user)
    revision = latest_revision(page)
    draft = cast(ReportTypePage, revision.as_object())
    plan = plan_for(page, draft, by=user)
    context: dict[str, Any] = {
        "page": page,
        "draft": draft,
        "revision": revision,
        "plan": plan,
        "refused": refused or [each.sentence for each in plan.refusals],
        "may_publish": may_publish(page, user),
        "approves": _approves(page, user),
        "scheduled": _scheduled(draft),
        "back": reverse("wagtailadmin_pages:edit", args=[page.pk]),
    }
    return TemplateResponse(request, "forms/dialog/review.html", context)


def _scheduled(draft: ReportTypePage) -> datetime | None:
    return draft.go_live_at if draft.go_live_at and draft.go_live_at > now() else None
