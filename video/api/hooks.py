"""What a media server tells us: signed, or not heard."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Router

from video.engine.livekit import is_from_livekit
from video.models import Recording
from video.recording import take_whole_file
from workflows.api.answers import answers
from workflows.api.refusals import Malformed, NotFound, NotSignedIn

router = Router(tags=["Video"])


@router.post(
    "/video/livekit",
    auth=None,
    summary="Message of the media server",
    response=answers({204: None}, 401, 404, 413, 415),
)
def livekit(request: HttpRequest) -> HttpResponse:
    """Take a webhook of LiveKit: its token signs the hash of the body. A finished recording is taken over."""
    if settings.VIDEO_ENGINE != "livekit":
        raise NotFound
    if not is_from_livekit(request.body, request.headers.get("Authorization", "")):
        raise NotSignedIn
    told = _told(request.body)
    if told.get("event") == "egress_ended":
        _take(told.get("egressInfo") or told.get("egress_info") or {})
    return HttpResponse(status=204)


def _told(body: bytes) -> dict[str, Any]:
    try:
        told = json.loads(body)
    except ValueError:
        raise Malformed from None
    if not isinstance(told, dict):
        raise Malformed
    return told


def _take(info: dict[str, Any]) -> None:
    """Take the file of a recording that we began; of any other there is none."""
    egress_id = info.get("egressId") or info.get("egress_id") or ""
    found = Recording.objects.select_related("session__submission").filter(egress_id=egress_id).first()
    if not egress_id or found is None:
        raise NotFound
    path = Path(settings.LIVEKIT_EGRESS_FOLDER) / f"{found.pk.hex}.mp4"
    if not path.is_file():
        raise NotFound
    take_whole_file(found, path.read_bytes())
    path.unlink()
