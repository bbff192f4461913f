"""Screens of the admin: the questions of a report type, and what hangs on one before it is retired."""

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.models import User
from forms.compile import compile_page
from forms.exchange.views import editable
from forms.models import ReportTypePage
from forms.retiring.retire import Asked, question_at, questions_of, set_retired
from forms.retiring.uses import uses_of
from workflows.definition import Definition, Group


@require_GET
def questions(request: HttpRequest, pk: int) -> HttpResponse:
    """List the questions of the draft, retired ones too."""
    page = editable(request, pk)
    draft = cast(ReportTypePage, page.get_latest_revision_as_object())
    context = {"page": page, "questions": questions_of(draft)}
    return TemplateResponse(request, "forms/retiring/questions.html", context)


@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, pk: int, path: str) -> HttpResponse:
    """Show what hangs on a question; on POST retire it in a new draft, or bring it back."""
    page = editable(request, pk)
    draft = cast(ReportTypePage, page.get_latest_revision_as_object())
    found = question_at(draft, path)
    if found is None:
        raise Http404
    if request.method == "POST":
        return _change(request, page, draft, found)
    return TemplateResponse(request, "forms/retiring/question.html", _context(page, draft, found))


def _context(page: ReportTypePage, draft: ReportTypePage, found: Asked) -> dict[str, Any]:
    block = found.block
    published = page.version is not None and _is_asked(page.version.definition, block.group, block.key)
    body = page.version.definition if page.version is not None and published else compile_page(draft)
    return {
        "page": page,
        "asked": found,
        "published": published,
        "uses": uses_of({**body, "key": page.key}, block.key, block.group),
        "from_part": block.part is not None,
    }


def _is_asked(body: Any, group: str, key: str) -> bool:
    asked = Definition.of(body).asked
    if not group:
        return key in asked
    rows = asked.get(group)
    return isinstance(rows, Group) and any(each.key == key for each in rows.questions)


def _change(request: HttpRequest, page: ReportTypePage, draft: ReportTypePage, found: Asked) -> HttpResponse:
    user = cast(User, request.user)
    lock = page.get_lock()
    if not page.permissions_for_user(user).can_edit() or found.block.part is not None:
        raise PermissionDenied
    if lock is not None and lock.for_user(user):
        messages.error(request, _("The page is locked, so nothing was changed. Ask who locked it."))
        return redirect("report_types:question", page.pk, found.path)
    retired = not found.block.retired
    set_retired(draft, found.path, retired=retired, by=user)
    done = _("“%(name)s” is retired in the draft. Citizens are asked it until the draft is published.")
    undone = _("“%(name)s” is asked again in the draft.")
    messages.success(request, (done if retired else undone) % {"name": found.block.called})
    return redirect("report_types:questions", page.pk)
