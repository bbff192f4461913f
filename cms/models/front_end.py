"""Drafts for a front end of somebody else's: what an editor sees in the preview, by a token that ends."""

import secrets
from datetime import timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core import signing
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

SALT = "front-end-preview"
MODE = "front-end"
LIVES = timedelta(hours=1)


class FrontEndDraft(models.Model):
    """One state of one page as its editor previewed it. Opened by a signed token, of which only a hash is here."""

    token_hash = models.CharField(max_length=64, unique=True)
    page = models.PositiveBigIntegerField()
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    content = models.TextField()
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.page)

    @classmethod
    def keep(cls, page: Any) -> str:
        """Keep the page as it is in memory and return the token that opens it for an hour."""
        cls.objects.filter(made_at__lt=now() - LIVES).delete()
        secret = secrets.token_urlsafe(24)
        cls.objects.create(
            token_hash=_hash(secret),
            page=page.pk or 0,
            content_type=ContentType.objects.get_for_model(type(page)),
            content=page.to_json(),
            made_at=now(),
        )
        return signing.dumps(secret, salt=SALT)

    @classmethod
    def opened(cls, token: str) -> Any:
        """Return the page that a token opens, or nothing when it is forged, expired or gone."""
        try:
            secret = signing.loads(token, salt=SALT, max_age=LIVES)
        except signing.BadSignature:
            return None
        kept = cls.objects.filter(token_hash=_hash(str(secret)), made_at__gt=now() - LIVES).first()
        model: Any = kept.content_type.model_class() if kept else None
        return model.from_json(kept.content, check_fks=False, strict_fks=False) if kept and model else None


def _hash(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


class PreviewedInFrontEnd:
    """A page that has one more way to preview it, once a front end is named (HEADLESS_PREVIEW_URLS)."""

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """Wagtail's own, and the front end of the page's language."""
        modes: list[tuple[str, Any]] = list(super().preview_modes)  # type: ignore[misc]
        return [*modes, (MODE, _("Preview in the front end"))] if front_end_of(self) else modes

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Lead to the front end with a token for what the editor has in hand."""
        address = front_end_of(self)
        if mode_name != MODE or not address:
            response: HttpResponse = super().serve_preview(request, mode_name)  # type: ignore[misc]
            return response
        query = urlencode({"token": FrontEndDraft.keep(self)})
        response = HttpResponseRedirect(f"{address}{'&' if '?' in address else '?'}{query}")
        response["Cache-Control"] = "private, no-store"
        response["Referrer-Policy"] = "no-referrer"
        return response


def front_end_of(page: Any) -> str:
    """Return where drafts in the page's language are shown, nothing when no front end is named."""
    known: dict[str, str] = settings.HEADLESS_PREVIEW_URLS
    return known.get(page.locale.language_code, "") if page.locale_id else ""
