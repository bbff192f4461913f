"""The check in the admin: of the form as it stands on the screen, of the draft as it was last saved."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from forms.checking import french
from forms.checking.report import check
from forms.checking.unsaved import page_on_screen
from forms.models import ReportTypePage


def draft_for(request: HttpRequest, page_id: int) -> ReportTypePage:
    """Return the draft of a report type that this person may edit, in the language that holds the steps."""
    page = get_object_or_404(ReportTypePage, pk=page_id)
    draft: ReportTypePage = page.get_latest_revision_as_object()
    if not draft.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return draft


@never_cache
@require_POST
def on_screen(request: HttpRequest, page_id: int) -> HttpResponse:
    """Check the posted form of the editor, for the panel beside it; nothing is saved."""
    draft = draft_for(request, page_id)
    try:
        page, faults = page_on_screen(request, draft)
    except MultiValueDictKeyError:  # a stream that did not arrive: nothing can be said of half a form
        return HttpResponseBadRequest()
    found = check(page, faults=faults, still_right=request.POST.getlist(french.STILL_RIGHT))
    told = {"check": found, "page": page, "in_editor": True, "level": 3}
    return render(request, "forms/admin/check.html", told)


@never_cache
@require_safe
def saved(request: HttpRequest, page_id: int) -> HttpResponse:
    """Check the draft as it was last saved, on a page of its own."""
    draft = draft_for(request, page_id)
    if not draft.is_source and draft.source is not None:
        return redirect("reportforms_check_saved", draft.source.pk)
    told = {"check": check(draft), "page": draft, "in_editor": False, "level": 2}
    return render(request, "forms/admin/check_page.html", told)


@require_POST
def still_right(request: HttpRequest, page_id: int) -> HttpResponse:
    """Note in a new draft that the French of a text is right for the English that it has now."""
    draft = draft_for(request, page_id)
    lock = draft.get_lock()
    if lock is not None and lock.for_user(request.user):
        messages.error(request, _("The page is locked, so nothing was changed. Ask who locked it."))
        return redirect("reportforms_check_saved", page_id)
    french.keep_seen(draft, request.POST.getlist(french.STILL_RIGHT))
    by = request.user if isinstance(request.user, User) else None
    draft.save_revision(user=by, log_action=True)
    messages.success(request, _("Noted in the draft: the French is still right."))
    return redirect("reportforms_check_saved", page_id)
