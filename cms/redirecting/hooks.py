"""What redirects add to Wagtail's admin: our screens before its own, printed codes among the reports."""

from django.contrib import messages
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from cms.printed import leading_to
from cms.redirecting import views


def urls() -> list[URLPattern]:
    """Return our addresses; those that Wagtail has too are found here first and keep their names there."""
    return [
        path("redirects/", views.RedirectList.as_view()),
        path("redirects/results/", views.RedirectList.as_view(results_only=True)),
        path("redirects/add/", views.AddRedirect.as_view()),
        path("redirects/<int:redirect_id>/", views.EditRedirect.as_view()),
        path("redirects/import/", views.start_import),
        path("redirects/import/process/", views.process_import),
        path("redirects/export/", views.export, name="cms_redirects_export"),
        path("reports/printed-codes/", views.printed_codes, name="cms_printed_codes"),
    ]


def printed_menu_item() -> MenuItem:
    """The way to the list of printed codes."""
    address = reverse_lazy("cms_printed_codes")
    return MenuItem(_("Printed codes"), address, name="printed-codes", icon_name="doc-full", order=940)


def warn_before_moving(request: HttpRequest, page: Page, destination: Page) -> None:
    """Name the printed codes that lead to a page which is about to move; they are led on."""
    found = leading_to(page) if request.method == "GET" else []
    if found:
        sentence = ngettext(
            "%(count)d printed code leads here: %(names)s. It will be led on to the new address.",
            "%(count)d printed codes lead here: %(names)s. They will be led on to the new address.",
            len(found),
        )
        names = ", ".join(code.called for code in found)
        messages.warning(request, sentence % {"count": len(found), "names": names})
