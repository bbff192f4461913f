"""Staff make the device in front of them a kiosk, and end that."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from forms.kiosk.device import end_kiosk, kiosk_of, make_kiosk
from forms.routing import private
from workflows.desk.doors import desk_view, staff
from workflows.entering import may_enter
from workflows.extensions import DeskLink, register_desk_link


@desk_view
@private
def device(request: HttpRequest) -> HttpResponse:
    """Say whether this device is a kiosk; make it one, which signs out, or end it."""
    if not may_enter(staff(request)):
        raise PermissionDenied
    if request.method != "POST":
        page = {"kiosk": kiosk_of(request), "languages": settings.LANGUAGES, "language": get_language()}
        return render(request, "forms/kiosk/device.html", page)
    return _ended(request) if "end" in request.POST else _made(request)


def _made(request: HttpRequest) -> HttpResponse:
    language = request.POST.get("language", "")
    language = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    logout(request)
    response = redirect(f"/{language}/")
    make_kiosk(response, language)
    return response


def _ended(request: HttpRequest) -> HttpResponse:
    messages.success(request, _("This device is no kiosk any more."))
    response = redirect("kiosk:device")
    end_kiosk(response)
    return response


def register() -> None:
    """Have the desk lead here."""
    register_desk_link(DeskLink("kiosk", gettext_lazy("Kiosk"), "desktop", "kiosk:device", may_enter))
