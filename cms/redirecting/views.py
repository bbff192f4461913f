"""Redirects in the admin: Wagtail's screens with our form, the file out and in, what is printed."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin.widgets.button import Button
from wagtail.contrib.redirects import views
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.redirects.permissions import permission_policy

from accounts.models import User
from cms.printed import codes, shown_end
from cms.redirecting.csv_files import Line, Outcome, Unreadable, plan, take, written
from cms.redirecting.form import CarefulRedirectForm

MOST_BYTES = 512 * 1024
SALT = "cms.redirecting.import"


class RedirectList(views.IndexView):
    """Wagtail's list; its file is one that can be taken in again."""

    list_export: list[str] = []

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """Add the file out, and the list of printed codes."""
        export, printed = reverse("cms_redirects_export"), reverse("cms_printed_codes")
        return [
            *super().header_more_buttons,
            Button(_("Export as CSV"), url=export, icon_name="download", priority=60),
            Button(_("Printed codes"), url=printed, icon_name="doc-full", priority=70),
        ]


class AddRedirect(views.CreateView):
    """A new redirect."""

    form_class = CarefulRedirectForm

    def get_success_message(self, instance: Redirect) -> str:
        """Say also what was shortened."""
        return " ".join([super().get_success_message(instance), *told(self.form)])


class EditRedirect(views.EditView):
    """A redirect and its changes."""

    form_class = CarefulRedirectForm

    def get_success_message(self) -> str:
        """Say also what was shortened."""
        return " ".join([super().get_success_message(), *told(self.form)])


def told(form: Any) -> list[str]:
    """Return what the form did beside saving, in sentences."""
    notes = list(form.settled.notes) if form.settled else []
    if form.led_on:
        sentence = ngettext(
            "%(count)d redirect that led here leads on with it.",
            "%(count)d redirects that led here lead on with it.",
            form.led_on,
        )
        notes.append(sentence % {"count": form.led_on})
    return notes


class FileForm(forms.Form):
    """The file to take in."""

    file = forms.FileField(
        label=gettext_lazy("CSV file"),
        help_text=gettext_lazy("Its columns are from, to and permanent (yes or no). The export has them."),
    )


def may_import(request: HttpRequest) -> None:
    """Refuse whoever may not add redirects and change them."""
    if not all(permission_policy.user_has_permission(request.user, verb) for verb in ("add", "change")):
        raise PermissionDenied


@never_cache
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Give all redirects as a file."""
    if not permission_policy.user_has_any_permission(request.user, ["add", "change", "delete"]):
        raise PermissionDenied
    rows = Redirect.objects.select_related("redirect_page").order_by("old_path")
    headers = {"Content-Disposition": 'attachment; filename="redirects.csv"'}
    return HttpResponse(written(rows), content_type="text/csv; charset=utf-8", headers=headers)


@never_cache
def start_import(request: HttpRequest) -> HttpResponse:
    """Ask for the file, then show line by line what it would do; nothing is changed yet."""
    may_import(request)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return _screen(request, form)
    try:
        text = _text_of(form.cleaned_data["file"])
        lines = plan(text)
    except Unreadable as refusal:
        form.add_error("file", str(refusal))
        return _screen(request, form)
    return _screen(request, form, lines=lines, kept=signing.dumps(text, salt=SALT, compress=True))


@never_cache
def process_import(request: HttpRequest) -> HttpResponse:
    """Take in the good lines of the file that was shown."""
    may_import(request)
    try:
        text = signing.loads(request.POST.get("kept", ""), salt=SALT, max_age=3600)
    except signing.BadSignature:
        messages.error(request, _("The file is no longer at hand. Choose it again."))
        return redirect("wagtailredirects:start_import")
    lines = take(text, by=_staff(request))
    count = _good(lines)
    sentence = ngettext("%(count)d redirect was taken in.", "%(count)d redirects were taken in.", count)
    messages.success(request, sentence % {"count": count})
    return redirect("wagtailredirects:index")


def _screen(
    request: HttpRequest, form: FileForm, *, lines: list[Line] | None = None, kept: str = ""
) -> HttpResponse:
    context = {
        "page_title": _("Import redirects"),
        "header_icon": "redirect",
        "form": form,
        "lines": lines,
        "kept": kept,
        "good": _good(lines or []),
        "refused": sum(1 for line in lines or [] if line.outcome is Outcome.REFUSE),
        "labels": OUTCOMES,
    }
    return render(request, "cms/admin/import_redirects.html", context)


OUTCOMES = {
    Outcome.ADD: gettext_lazy("New"),
    Outcome.CHANGE: gettext_lazy("Changed"),
    Outcome.SAME: gettext_lazy("As it is"),
    Outcome.REFUSE: gettext_lazy("Not taken"),
}


def _good(lines: list[Line]) -> int:
    return sum(1 for line in lines if line.outcome in (Outcome.ADD, Outcome.CHANGE))


def _text_of(file: Any) -> str:
    if file.size > MOST_BYTES:
        raise Unreadable(_("The file is larger than %(most)d kB. Divide it.") % {"most": MOST_BYTES // 1024})
    try:
        return str(file.read().decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Unreadable(_("The file is not in UTF-8. Save it as “CSV UTF-8”.")) from None


def _staff(request: HttpRequest) -> User:
    return cast(User, request.user)


@never_cache
@require_safe
def printed_codes(request: HttpRequest) -> HttpResponse:
    """List the addresses that hang on paper, those that lead nowhere first."""
    rows = sorted(((code, shown_end(code)) for code in codes()), key=lambda row: (bool(row[1]), row[0].path))
    context = {
        "page_title": _("Printed codes"),
        "header_icon": "doc-full",
        "rows": rows,
        "broken": sum(1 for _code, end in rows if not end),
    }
    return render(request, "cms/admin/printed_codes.html", context)
