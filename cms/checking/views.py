"""The check in the admin: of the page on the screen, of the saved draft, and publishing from there."""

import copy
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms.models import construct_instance
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.checking.panel import has_check
from cms.checking.report import check


def draft_for(request: HttpRequest, page_id: int) -> Page:
    """Return the latest draft of a page that this person may edit."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not has_check(page) or not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page.get_latest_revision_as_object()


@never_cache
@require_POST
def on_screen(request: HttpRequest, page_id: int) -> HttpResponse:
    """Check the posted form of the editor, for the panel beside it; nothing is saved."""
    draft = draft_for(request, page_id)
    try:
        page = page_on_screen(request, draft)
    except MultiValueDictKeyError:  # a stream that did not arrive: nothing can be said of half a form
        return HttpResponseBadRequest()
    return render(request, "cms/admin/page_check.html", {"check": check(page), "page": page, "level": 3})


def page_on_screen(request: HttpRequest, draft: Page) -> Page:
    """Return the page that the posted form stands for, a stream with a fault in one box as it was posted."""
    form: Any = draft.get_edit_handler().get_form_class()(
        request.POST, instance=draft, parent_page=draft.get_parent().specific, for_user=request.user
    )
    form.defer_required_fields()
    form.is_valid()
    page: Any = construct_instance(form, copy.copy(draft), form._meta.fields, form._meta.exclude)
    for name in form.errors:
        field = form.fields.get(name)
        if field is not None and isinstance(type(page)._meta.get_field(name), StreamField):
            posted = field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
            setattr(page, name, posted)
    return page


@never_cache
@require_safe
def saved(request: HttpRequest, page_id: int) -> HttpResponse:
    """Check the draft as it was last saved, with the button to publish it where one may."""
    draft = draft_for(request, page_id)
    may = draft.permissions_for_user(request.user)
    context = {
        "check": check(draft),
        "page": draft,
        "level": 2,
        "may_publish": may.can_publish() and draft.has_unpublished_changes and not draft.locked,
        "on_its_own": True,
        "edit_url": reverse("wagtailadmin_pages:edit", args=[page_id]),
    }
    return render(request, "cms/admin/page_check_page.html", context)


@require_POST
def publish(request: HttpRequest, page_id: int) -> HttpResponse:
    """Publish the draft that was looked at, unless something must be mended first or it was changed meanwhile."""
    draft = draft_for(request, page_id)
    if not draft.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    revision = draft.latest_revision
    if revision is None or str(revision.pk) != request.POST.get("revision") or check(draft).blocking:
        messages.error(
            request, _("The draft was changed meanwhile, or something must be mended. Look again.")
        )
        return redirect("cms_page_check_saved", page_id)
    revision.publish(user=request.user)
    title = draft.get_admin_display_title()
    messages.success(request, _("“%(title)s” is published.") % {"title": title})
    return redirect("wagtailadmin_explore", draft.get_parent().pk)
