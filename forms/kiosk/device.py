"""Which devices are kiosks: those that carry a signed cookie that staff gave them. It says nothing of any person."""

import secrets
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation

from workflows.drafts import HELD_FOR
from workflows.models import Submission

SALT = "kiosk"
# As long as browsers keep a cookie; the device stays a kiosk until staff end it.
YEAR = 400 * 24 * 3600
IDLE_SECONDS = 60
WARN_SECONDS = 15


@dataclass(frozen=True)
class Kiosk:
    """What the pages of a kiosk need to know: its language, where wiping is, where it starts."""

    language: str
    idle: int = IDLE_SECONDS
    warn: int = WARN_SECONDS

    @property
    def start(self) -> str:
        """The page that waits for the next person."""
        return f"/{self.language}/"

    @property
    def script(self) -> str:
        """The address of the script that counts down."""
        return static("forms/kiosk.js")

    @property
    def wipe(self) -> str:
        """The address that forgets whoever was here."""
        with translation.override(self.language):
            return reverse("reportforms:kiosk_wipe")


def kiosk_of(request: HttpRequest) -> Kiosk | None:
    """Return what this device is as a kiosk, or None: it is an ordinary one."""
    cookie = request.COOKIES.get(settings.KIOSK_COOKIE_NAME)
    if not cookie:
        return None
    try:
        told = signing.loads(cookie, salt=SALT)
    except signing.BadSignature:
        return None
    language = told.get("language") if isinstance(told, dict) else ""
    return Kiosk(language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE)


def channel_of(request: HttpRequest) -> str:
    """Return how a report that is begun in this browser comes in."""
    return Submission.Channel.KIOSK if kiosk_of(request) else Submission.Channel.WEB


def shorten_session(request: HttpRequest) -> None:
    """Have the session of a kiosk end by itself, if it should ever not be wiped."""
    if kiosk_of(request):
        request.session.set_expiry(int(HELD_FOR.total_seconds()))


def make_kiosk(response: HttpResponse, language: str) -> None:
    """Have the browser that gets this answer be a kiosk from now on."""
    response.set_cookie(
        settings.KIOSK_COOKIE_NAME,
        signing.dumps({"device": secrets.token_hex(8), "language": language}, salt=SALT),
        max_age=YEAR,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def end_kiosk(response: HttpResponse) -> None:
    """Have the browser that gets this answer be an ordinary one again."""
    response.delete_cookie(settings.KIOSK_COOKIE_NAME, samesite="Lax")
