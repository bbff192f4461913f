"""Stills: pictures of the scene, sealed by their hash, kept as evidence only with the resident's agreement."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import filetype
from django.conf import settings
from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from video.consent import agree_to_still
from video.errors import NotYours, WrongMove
from video.files import check_hash, check_size, destroy, read, write
from video.going import actor_of
from video.mailbox import post
from video.models import Participant, Session, Still
from video.permissions import require_role
from video.rows import lock
from video.states import IN_CALL, State
from workflows.actors import Role
from workflows.attachments import clean_caption
from workflows.clock import now
from workflows.definition import Problem
from workflows.errors import Invalid
from workflows.evidence import attach, detach
from workflows.history import record

TYPES = ("image/jpeg", "image/png", "image/webp")
MOST_STILLS = 200
# A still is of this call: its true time lies within it, give or take a clock that is a little off.
SLACK = timedelta(minutes=5)
Source, Evidence = Still.Source, Still.Evidence


def keep_still(
    taken_by: Participant,
    *,
    data: bytes,
    sha256: str,
    source: str,
    device_time: datetime,
    clock_offset_ms: int = 0,
    caption: str = "",
) -> tuple[Still, bool]:
    """Keep a picture and return it and whether it is new. A hash that does not fit is refused; the same one is one.

    What the officer's browser grabbed is theirs; all else comes from the resident.
    """
    _check_source(taken_by, source)
    check_size(data, settings.UPLOAD_MAX_BYTES)
    found = check_hash(data, sha256)
    media_type = _type_of(data)
    known = Still.objects.filter(session_id=taken_by.session_id, sha256=found).first()
    if known is not None:
        return known, False
    still_id = uuid4()
    path = write(f"video/{taken_by.session.public_id.hex}/stills/{still_id.hex}", data)
    try:
        return _insert(
            Still(
                id=still_id,
                session_id=taken_by.session_id,
                taken_by=taken_by,
                source=source,
                media_type=media_type,
                size=len(data),
                sha256=found,
                path=path,
                caption=clean_caption(caption),
                device_time=device_time,
                clock_offset_ms=clock_offset_ms,
                kept_at=now(),
            )
        )
    except BaseException:
        destroy(path)
        raise


def _check_source(taken_by: Participant, source: str) -> None:
    require_role(taken_by, Participant.Role.RESIDENT, Participant.Role.OFFICER)
    if source not in Source.values:
        raise Invalid([Problem("/source", "unknown", _("Choose from the list."))])
    if (source == Source.FRAME) != (taken_by.role == Participant.Role.OFFICER):
        raise NotYours(_("A frame is the officer's to grab; all other pictures come from the resident."))


def _type_of(data: bytes) -> str:
    kind = filetype.guess(data)
    media_type = str(kind.mime) if kind else ""
    if media_type not in TYPES:
        raise Invalid([Problem("/file", "media_type", _("Send a picture as JPEG, PNG or WebP."))])
    return media_type


@transaction.atomic
def _insert(still: Still) -> tuple[Still, bool]:
    session = lock(still.session)
    if session.state not in {*IN_CALL, State.WAITING, State.CHECKED, State.FALLBACK_PHONE, State.WRAP_UP}:
        raise WrongMove(_("Pictures can be sent while the call runs."), state=session.state)
    _check_time(still, session)
    if session.stills.count() >= MOST_STILLS:
        raise Invalid([Problem("/file", "too_many", _("This call has as many pictures as it takes."))])
    still.save(force_insert=True)
    post(session, "still", as_given(still))
    record(
        "video_still_kept",
        session.submission,
        by=actor_of(still.taken_by),
        call=session.public_id.hex,
        still=still.pk.hex,
        sha256=still.sha256,
        source=str(still.source),
    )
    return still, True


def _check_time(still: Still, session: Session) -> None:
    begins = (session.opened_at or session.invited_at) - SLACK
    if not begins <= taken_at(still) <= now() + SLACK:
        sentence = _("The time of the picture is not within this call. Measure the clock again.")
        raise Invalid([Problem("/device_time", "out_of_range", sentence)])


def taken_at(still: Still) -> datetime:
    """Return when it was taken by our clock."""
    return still.device_time + timedelta(milliseconds=still.clock_offset_ms)


@transaction.atomic
def answer_still(participant: Participant, still: Still, *, agreed: bool, version: str) -> Still:
    """Keep the resident's answer. A yes keeps it as evidence; a no destroys the bytes, the hash stays."""
    require_role(participant, Participant.Role.RESIDENT)
    session = lock(still.session)
    still = Still.objects.select_for_update(of=("self",)).get(pk=still.pk)
    if still.destroyed_at is not None:
        raise WrongMove(_("This picture is destroyed already."), state=session.state)
    agree_to_still(participant, still, version=version, agreed=agreed)
    if agreed:
        still.evidence = Evidence.AGREED
        still.save(update_fields=["evidence"])
        post(session, "still", as_given(still))
        file = attach(
            session.submission,
            name=_("Photo of %(time)s") % {"time": f"{localtime(taken_at(still)):%Y-%m-%d %H:%M:%S}"},
            data=read(still.path),
            caption=still.caption,
            by=Role.CITIZEN if still.source != Source.FRAME else Role.VIDEO_OFFICER,
        )
        _record("video_still_agreed", still, by=Role.CITIZEN, file=file.pk.hex if file else "")
    else:
        destroy_still(still, by=Role.CITIZEN)
        post(session, "still", as_given(still))
    return still


@transaction.atomic
def destroy_still(still: Still, *, by: Any) -> None:
    """Destroy the bytes of a picture that may not be kept."""
    still.evidence, still.destroyed_at = Evidence.REFUSED, now()
    still.save(update_fields=["evidence", "destroyed_at"])
    detach(still.session.submission, sha256=still.sha256)
    _record("video_still_destroyed", still, by=by)
    transaction.on_commit(lambda: destroy(still.path))


def _record(kind: str, still: Still, *, by: Any, **more: str) -> None:
    call = still.session.public_id.hex
    told = {"call": call, "still": still.pk.hex, "sha256": still.sha256, **more}
    record(kind, still.session.submission, by=by, **told)


def as_given(still: Still) -> dict[str, Any]:
    """Return a still as it goes out; never where its bytes are."""
    return {
        "id": str(still.pk),
        "source": str(still.source),
        "media_type": still.media_type,
        "size": still.size,
        "sha256": still.sha256,
        "device_time": still.device_time.isoformat(timespec="milliseconds"),
        "clock_offset_ms": still.clock_offset_ms,
        "taken_at": localtime(taken_at(still)).isoformat(timespec="milliseconds"),
        "kept_at": localtime(still.kept_at).isoformat(timespec="seconds"),
        "caption": still.caption,
        "evidence": str(still.evidence),
        "by": str(still.taken_by.role),
        "href": f"/api/v1/video/calls/{still.session.public_id}/stills/{still.pk}",
    }
