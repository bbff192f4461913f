"""What calls left, on the desk: pictures, recordings with their manifest, and figures."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from ninja import Query, Router

from accounts.models import User
from video.api import shapes
from video.api.desk import CALL, READ
from video.api.files import BYTES, find_still, suffix_of
from video.figures import LOOKED_BACK, figures_for
from video.files import read
from video.film import film_of, is_beginning
from video.manifest import file_name, manifest_of
from video.models import Recording, Session
from video.permissions import may_view_figures
from workflows.api.answers import answers, of_type
from workflows.api.keys import reader_of, staff_of
from workflows.api.refusals import Forbidden, NotFound
from workflows.api.replies import bytes_reply, reply
from workflows.history import record_read
from workflows.working_days import local_day

router = Router(tags=["Video"])


@router.get(
    f"{CALL}/stills/{{uuid:still}}",
    auth=READ,
    summary="A picture of a call",
    response=answers({200: None}, 401, 403, 404),
    openapi_extra=BYTES,
)
def still(request: HttpRequest, call: UUID, still: UUID) -> HttpResponse:
    """Give a picture as it came in; that it was read is an event."""
    user, session = _found(request, call)
    found = find_still(session, still)
    record_read(session.submission, by=user, what="video_still")
    return bytes_reply(read(found.path), found.media_type, f"{found.pk}{suffix_of(found)}")


@router.get(
    f"{CALL}/recordings/{{uuid:recording}}/manifest",
    auth=READ,
    summary="Manifest of a recording",
    response=answers({200: None}, 401, 403, 404),
    openapi_extra=of_type(200, "text/plain", "What sha256sum -c verifies"),
)
def manifest(request: HttpRequest, call: UUID, recording: UUID) -> HttpResponse:
    """Give the manifest of a recording: `sha256sum -c` verifies its files."""
    user, found = _recording(request, call, recording)
    record_read(found.session.submission, by=user, what="video_manifest")
    return bytes_reply(manifest_of(found).encode(), "text/plain; charset=utf-8", "manifest.txt")


@router.get(
    f"{CALL}/recordings/{{uuid:recording}}/chunks/{{int:number}}",
    auth=READ,
    summary="A second of a recording",
    response=answers({200: None}, 401, 403, 404),
    openapi_extra=BYTES,
)
def chunk(request: HttpRequest, call: UUID, recording: UUID, number: int) -> HttpResponse:
    """Give a second as it came in; that the recording was read is an event, once for its beginning."""
    user, found = _recording(request, call, recording)
    kept = found.chunks.filter(number=number).first() if number < 10**6 else None
    if kept is None:
        raise NotFound
    if number == 1:
        record_read(found.session.submission, by=user, what="video_recording")
    return bytes_reply(read(kept.path), "application/octet-stream", file_name(number))


@router.get(
    f"{CALL}/recordings/{{uuid:recording}}/film",
    auth=READ,
    summary="A recording, to watch",
    response=answers({200: None, 206: None}, 401, 403, 404, 416),
    openapi_extra={
        "responses": {
            **of_type(200, "video/webm", "The chunks, one after the other")["responses"],
            **of_type(206, "video/webm", "The part that Range asks for")["responses"],
        }
    },
)
def film(request: HttpRequest, call: UUID, recording: UUID) -> HttpResponseBase:
    """Give a recording as one film, or the part in `Range`; that it was read is an event, once for its beginning."""
    user, found = _recording(request, call, recording)
    wanted = request.headers.get("Range", "")
    if not found.chunks.exists():
        raise NotFound
    if is_beginning(wanted):
        record_read(found.session.submission, by=user, what="video_recording")
    return film_of(found, wanted)


@router.get(
    "/desk/video/figures",
    auth=READ,
    summary="Figures of calls",
    response=answers({200: shapes.FiguresOut}, 401, 403, 422),
)
def figures(
    request: HttpRequest,
    begins_on: Annotated[date | None, Query(None, alias="from")],
    ends_on: Annotated[date | None, Query(None, alias="to")],
    by: Annotated[Literal["week", "report_type", "outcome"], Query("week")],
) -> HttpResponse:
    """Give how long each stage took, in hours, by week, type or outcome; cells of fewer than five are null."""
    user = staff_of(request)
    if not may_view_figures(user):
        raise Forbidden
    ends = ends_on or local_day()
    return reply(figures_for(user, begins_on=begins_on or ends - LOOKED_BACK, ends_on=ends, by=by))


def _found(request: HttpRequest, call: UUID) -> tuple[User, Session]:
    user = reader_of(request)
    session = Session.objects.visible_to(user).select_related("submission").filter(public_id=call).first()
    if session is None:
        raise NotFound
    return user, session


def _recording(request: HttpRequest, call: UUID, recording: UUID) -> tuple[User, Recording]:
    user, session = _found(request, call)
    found = (
        Recording.objects.select_related("session__submission").filter(session=session, pk=recording).first()
    )
    if found is None:
        raise NotFound
    return user, found
