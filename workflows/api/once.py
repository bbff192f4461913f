"""Calls that happen once however often they come: the same Idempotency-Key gives the same answer for a day.

What a call does and what it was answered are kept in one transaction: whoever is cut off has done both or neither.
The answer is sealed with a key derived from the one that the caller sent, of which only a hash is stored: whoever
reads the table learns nothing. (draft-ietf-httpapi-idempotency-key-header-06)
"""

import base64
import hashlib
import hmac
import json
import os
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now
from django.utils.translation import gettext as _

from workflows import secrets
from workflows.api.limits import address_of
from workflows.api.refusals import Conflict, Refusal, Unprocessable
from workflows.definition import Problem
from workflows.errors import WorkflowError
from workflows.models import KeptReply

HEADER = "Idempotency-Key"
LONGEST_KEY = 255
KEPT_FOR = timedelta(days=1)
# A call that began so long ago and left no answer was cut off, and so did nothing.
LONGEST_CALL = timedelta(minutes=1)
KEPT_HEADERS = ("ETag", "Location", "Content-Type", "Content-Language")

View = Callable[..., HttpResponse]


def once(view: View) -> View:
    """Let a call with an Idempotency-Key take effect once; without one it is as it was."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = request.headers.get(HEADER, "").strip()
        return (
            _once(request, key, lambda: view(request, *args, **kwargs))
            if key
            else view(request, *args, **kwargs)
        )

    asked.takes_key = True  # type: ignore[attr-defined]
    return asked


def _once(request: HttpRequest, key: str, run: Callable[[], HttpResponse]) -> HttpResponse:
    if len(key) > LONGEST_KEY or not key.isprintable():
        raise _refused("key_form", _("An Idempotency-Key has at most 255 characters that can be printed."))
    call = secrets.keyed_hash(
        "idempotency", "|".join((_caller(request), request.method or "", request.path, key))
    )
    body = _body_hash(request)
    begun = now()
    known = _begin(call, body, begun)
    if known is not None:
        return _again(known, body, request, key)
    try:
        return _act(call, begun, run, lambda response: _sealed(request, key, response))
    except BaseException:
        KeptReply.objects.filter(pk=call, at=begun, sealed=None).delete()
        raise


def _act(
    call: str, begun: datetime, run: Callable[[], HttpResponse], seal: Callable[[HttpResponse], bytes]
) -> HttpResponse:
    """Run a call and keep its answer, all or nothing. What a refused call wrote (an attempt, say) stays.

    A call that took so long that another one took its place does nothing: that one answers.
    """
    mine = KeptReply.objects.filter(pk=call, at=begun)
    with transaction.atomic():
        if not mine.select_for_update().exists():
            raise Conflict(_("The same call is still being worked on. Ask again in a moment."))
        try:
            response = run()
        except (Refusal, WorkflowError) as refusal:
            mine.delete()
            refused: Exception | None = refusal
        else:
            refused = None
            if response.status_code < 300:
                mine.update(sealed=seal(response))
            else:
                mine.delete()
    if refused is not None:
        raise refused
    return response


def _begin(call: str, body: str, begun: datetime) -> KeptReply | None:
    """Return what is known of the call, or nothing when it is this one that runs it."""
    old = KeptReply.objects.filter(pk=call)
    old.filter(at__lt=begun - KEPT_FOR).delete()
    old.filter(at__lt=begun - LONGEST_CALL, sealed=None).delete()
    try:
        with transaction.atomic():
            KeptReply.objects.create(pk=call, body_hash=body, at=begun)
    except IntegrityError:
        return old.first()
    return None


def _again(known: KeptReply, body: str, request: HttpRequest, key: str) -> HttpResponse:
    if known.body_hash != body:
        raise _refused("key_reused", _("This Idempotency-Key came with another body before. Use a new one."))
    if known.sealed is None:
        raise Conflict(_("The same call is still being worked on. Ask again in a moment."))
    return _opened(request, key, bytes(known.sealed))


def _refused(code: str, sentence: str) -> Unprocessable:
    return Unprocessable(sentence, problems=[Problem("", code, sentence)])


def _caller(request: HttpRequest) -> str:
    """Return who calls: the token that they hold, their session, or their address."""
    if token := request.headers.get("Authorization"):
        return f"token {token}"
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return f"user {user.pk}"
    return f"address {address_of(request)}"


def _body_hash(request: HttpRequest) -> str:
    """Return the hash of what was sent; of a form its fields and files, whose boundary changes each time."""
    if not (request.content_type or "").startswith("multipart/"):
        return hashlib.sha256(request.body).hexdigest()
    digest = hashlib.sha256(json.dumps(sorted(request.POST.lists())).encode())
    files: dict[str, Any] = request.FILES.dict()
    for name, file in sorted(files.items()):
        digest.update(f"|{name}|{file.name}|{file.size}|".encode())
        for chunk in file.chunks():
            digest.update(chunk)
        file.seek(0)
    return digest.hexdigest()


def _cipher(request: HttpRequest, key: str) -> AESGCM:
    secret = f"{_caller(request)}|{key}".encode()
    return AESGCM(hmac.new(settings.CODES_KEY.encode(), b"kept-reply|" + secret, hashlib.sha256).digest())


def _sealed(request: HttpRequest, key: str, response: HttpResponse) -> bytes:
    kept = {
        "status": response.status_code,
        "headers": {name: response[name] for name in KEPT_HEADERS if name in response},
        "content": base64.b64encode(response.content).decode(),
    }
    nonce = os.urandom(12)
    return nonce + _cipher(request, key).encrypt(nonce, json.dumps(kept).encode(), None)


def _opened(request: HttpRequest, key: str, sealed: bytes) -> HttpResponse:
    try:
        kept = json.loads(_cipher(request, key).decrypt(sealed[:12], sealed[12:], None))
    except InvalidTag:  # CODES_KEY was changed since
        raise Conflict(_("What this call was answered cannot be told any more. Use a new key.")) from None
    response = HttpResponse(base64.b64decode(kept["content"]), status=kept["status"])
    del response["Content-Type"]
    for name, value in kept["headers"].items():
        response[name] = value
    response["Idempotency-Replayed"] = "true"
    return response


def forget_replies() -> int:
    """Forget answers that are older than a day; return how many."""
    return KeptReply.objects.filter(at__lt=now() - KEPT_FOR).delete()[0]
