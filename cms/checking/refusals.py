"""What Wagtail does not catch when a page is refused: approval, several pages at once, a copy as an alias."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from cms.checking.gate import Refused


class RefusalMiddleware:
    """Leads an editor whose page was refused back to it, with the sentences. Nothing was published."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refusal in the admin; any other error is not ours."""
        if not isinstance(exception, Refused) or not request.path.startswith(reverse("wagtailadmin_home")):
            return None
        with override(_language_of(request.user)):
            several = len(request.GET.getlist("id")) > 1
            messages.error(request, told(exception, several=several))
        address = back_to(exception)
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            # What Wagtail's dialogues understand: they close and open the address.
            return JsonResponse({"step": "success", "redirect": address})
        return redirect(address)


def _language_of(user: Any) -> str:
    """Return the language of a person's admin, which Wagtail speaks only within its own views."""
    profile = getattr(user, "wagtail_userprofile", None)
    return (profile and profile.get_preferred_language()) or get_language() or "en"


def told(refusal: Refused, *, several: bool = False) -> str:
    """Return the refusal as a message of the admin; of several pages chosen at once none was published."""
    title = refusal.page.get_admin_display_title() if refusal.page else ""
    heading = _("“%(title)s” was not published.") % {"title": title} if title else _("This was not done.")
    sentences = format_html_join("", "<li>{}</li>", ([sentence] for sentence in refusal.messages))
    none = _("None of the pages that you chose was published.") if several else ""
    return format_html('{} {}<ul class="errorlist">{}</ul>', heading, none, sentences)


def back_to(refusal: Refused) -> str:
    """Return where the editor mends it."""
    if refusal.page is None or refusal.page.pk is None:
        return reverse("wagtailadmin_explore_root")
    return reverse("wagtailadmin_pages:edit", args=[refusal.page.pk])
