"""In the call: coming in by a link, consent, waiting, messages, their stream, the relay."""

import time
from typing import Annotated, Any
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from ninja import Query, Router

from video import going, signalling
from video.api import bodies, shapes
from video.api.keys import CallKey, cookie_name, forget_caller, give_key, participant_of
from video.bus import Attempt
from video.consent import give_consent
from video.errors import WrongMove
from video.going import actor_of
from video.inviting import Invited, reschedule
from video.links import address_of, redeem
from video.mailbox import as_given, letters_for
from video.models import Participant
from video.permissions import require_role
from video.presenting import for_participant, for_resident
from video.recording import end_without_consent
from video.streaming import has_room, stream
from video.turn import ice_for
from video.waiting import place_of
from workflows.actors import Role
from workflows.api.answers import answers, of_type
from workflows.api.limits import count_call
from workflows.api.refusals import Unavailable
from workflows.api.replies import reply
from workflows.api.shapes import ListOf
from workflows.clock import now

router = Router(tags=["Video"])
KEY = CallKey()
CALL = "/video/calls/{uuid:call}"
# What one participant may send in a minute; a call with glare sends some fifty candidates.
MOST_MESSAGES = 1200
LARGEST = 2**53
PAGE = r"^[A-Za-z0-9-]*$"


@router.post(
    "/video/links",
    auth=None,
    summary="Come in by a link",
    response=answers({200: shapes.Entered}, 404, 409, 413, 415, 422),
)
def enter(request: HttpRequest, body: bodies.LinkToken) -> HttpResponse:
    """Use a link up: a place in its call, and the key to it. Looking at the link before changes nothing."""
    entered = redeem(body.token, keys=_cookies(request))
    session = entered.participant.session
    told = {
        "call": str(session.public_id),
        "participant": str(entered.participant.public_id),
        "role": str(entered.participant.role),
        "language": session.language,
        "key": None if body.cookie else entered.key,
    }
    response = reply(told)
    return give_key(response, session, entered.key) if body.cookie else response


def _cookies(request: HttpRequest) -> list[str]:
    """Return the keys that this browser holds: the one that used a link may use it again."""
    prefix = cookie_name(UUID(int=0)).partition("-")[0]
    return [value for name, value in request.COOKIES.items() if name.startswith(f"{prefix}-")][:10]


@router.get(CALL, auth=KEY, summary="The call", response=answers({200: shapes.CallOut}, 401, 404))
def read(request: HttpRequest, call: UUID) -> HttpResponse:
    """Give the call as this participant sees it."""
    return _call(participant_of(request))


def _call(participant: Participant) -> HttpResponse:
    return reply(for_participant(participant))


@router.post(
    f"{CALL}/consent",
    auth=KEY,
    summary="Agree, or not",
    response=answers({200: shapes.CallOut}, 401, 403, 404, 409, 413, 415, 422),
)
def consent(request: HttpRequest, call: UUID, body: bodies.ConsentIn) -> HttpResponse:
    """Keep what the resident agreed to, with the version of the text. Recording is asked apart."""
    participant = participant_of(request)
    with transaction.atomic():
        give_consent(participant, version=body.version, call=body.call, recording=body.recording)
        end_without_consent(participant.session, by=actor_of(participant))
    return _call(participant)


@router.post(
    f"{CALL}/check",
    auth=KEY,
    summary="Camera and sound",
    response=answers({200: shapes.CallOut}, 401, 403, 404, 409, 413, 415, 422),
)
def check(request: HttpRequest, call: UUID, body: bodies.SelfTest) -> HttpResponse:
    """Keep what the self-test found; what failed stops nobody."""
    going.note_self_test(participant_of(request), body.model_dump(exclude_none=True))
    return _call(participant_of(request))


@router.post(
    f"{CALL}/wait",
    auth=KEY,
    summary="Wait for an officer",
    response=answers({200: shapes.CallOut}, 401, 403, 404, 409, 413, 415, 422),
)
def wait(request: HttpRequest, call: UUID) -> HttpResponse:
    """Come into the queue; said again, the place is kept for another ten minutes."""
    going.begin_to_wait(participant_of(request))
    return _call(participant_of(request))


@router.get(
    f"{CALL}/place",
    auth=KEY,
    summary="Place in the queue",
    response=answers({200: shapes.PlaceOut}, 401, 404, 409),
)
def place(request: HttpRequest, call: UUID) -> HttpResponse:
    """Say where the resident stands, and how long it may take where anybody knows."""
    session = participant_of(request).session
    found = place_of(session)
    if found is None:
        raise WrongMove(state=session.state)
    return reply(found)


@router.get(f"{CALL}/ice", auth=KEY, summary="The relay", response=answers({200: shapes.IceOut}, 401, 404))
def ice(request: HttpRequest, call: UUID) -> HttpResponse:
    """Give the relay's addresses with credentials for ten minutes, and whether only it may be used."""
    return reply(ice_for(participant_of(request), now()))


@router.get(
    f"{CALL}/clock", auth=KEY, summary="The clock", response=answers({200: shapes.ClockOut}, 401, 404)
)
def clock(request: HttpRequest, call: UUID) -> HttpResponse:
    """Give the site's time, against which a device measures its own."""
    return reply({"now": int(time.time() * 1000)})


@router.post(
    f"{CALL}/messages",
    auth=KEY,
    summary="Send a message",
    response=answers({200: shapes.Posted, 201: shapes.Posted}, 401, 403, 404, 409, 413, 415, 422),
)
def send(request: HttpRequest, call: UUID, body: bodies.CallMessageIn) -> HttpResponse:
    """Put a message into the mailbox, once for each `id`. Somebody who is not in this call gets nothing."""
    sender = participant_of(request)
    count_call(request, "messages", sender.public_id.hex, MOST_MESSAGES)
    message, is_new = signalling.send(sender, kind=body.kind, body=body.body, client_id=body.id, to=body.to)
    told = {"sequence": message.sequence, "at": as_given(message)["at"]}
    return reply(told, 201 if is_new else 200)


@router.get(f"{CALL}/messages", auth=KEY, summary="Messages", response=answers({200: ListOf}, 401, 404, 422))
def messages(
    request: HttpRequest,
    call: UUID,
    after: Annotated[int, Query(0, ge=0, lt=LARGEST)],
    mine: Annotated[bool, Query(False)],
) -> HttpResponse:
    """Give the messages after a number, where a stream cannot be kept open; with `mine` one's own chat too."""
    items = [as_given(each) for each in letters_for(participant_of(request), after, mine=mine)]
    return reply({"items": items, "next": None})


@router.get(
    f"{CALL}/events",
    auth=KEY,
    summary="Stream of messages",
    response=answers({200: None}, 401, 404, 422, 503),
    openapi_extra=of_type(
        200, "text/event-stream", "Server-Sent Events: message, heartbeat, over, displaced"
    ),
)
def events(
    request: HttpRequest,
    call: UUID,
    after: Annotated[int, Query(0, ge=0, lt=LARGEST)],
    page: Annotated[str, Query("", max_length=36, pattern=PAGE)],
    attempt: Annotated[int, Query(0, ge=0, lt=LARGEST)],
) -> HttpResponseBase:
    """Stream what was missed since `Last-Event-ID` (or `after`) and what comes, with a heartbeat every 4 s.

    A page that numbers its attempts is not put out of its place by an earlier one that comes in late.
    """
    if not has_room():
        raise Unavailable
    last = request.headers.get("Last-Event-ID", "")
    since = int(last) if last.isascii() and last.isdecimal() and len(last) < 16 else after
    events = stream(participant_of(request), since, Attempt(page, attempt))
    forget_caller(request)
    response = StreamingHttpResponse(events, content_type="text/event-stream")
    response["Cache-Control"] = "no-store"
    response["X-Accel-Buffering"] = "no"
    return response


@router.post(
    f"{CALL}/progress",
    auth=KEY,
    summary="What the browser saw",
    response=answers({200: shapes.CallOut}, 401, 403, 404, 409, 413, 415, 422),
)
def progress(request: HttpRequest, call: UUID, body: bodies.Progress) -> HttpResponse:
    """Note the first frame, a break, the line back; harmless when it is so already."""
    going.note_progress(participant_of(request), event=body.event, relayed=body.relayed)
    return _call(participant_of(request))


@router.post(
    f"{CALL}/leave",
    auth=KEY,
    summary="Go away",
    response=answers({200: shapes.CallOut}, 401, 404, 409, 413, 415, 422),
)
def leave(request: HttpRequest, call: UUID, body: bodies.Leaving) -> HttpResponse:
    """Go away, for good or with the place kept."""
    going.leave(participant_of(request), for_good=body.for_good)
    return _call(participant_of(request))


@router.post(
    f"{CALL}/phone",
    auth=KEY,
    summary="Go on by phone",
    response=answers({200: shapes.CallOut}, 401, 403, 404, 409, 413, 415, 422),
)
def phone(request: HttpRequest, call: UUID) -> HttpResponse:
    """Go on by phone: the last rung when pictures do not come through."""
    going.fall_back_to_phone(participant_of(request))
    return _call(participant_of(request))


@router.post(
    f"{CALL}/appointment",
    auth=KEY,
    summary="Another time",
    response=answers({201: shapes.InvitedOut}, 401, 403, 404, 409, 413, 415, 422),
)
def appointment(request: HttpRequest, call: UUID, body: bodies.OpeningIn) -> HttpResponse:
    """Move the call to another time; the new one has its own link."""
    participant = participant_of(request)
    require_role(participant, Participant.Role.RESIDENT)
    made = reschedule(participant.session, by=Role.CITIZEN, opening=body.opening, send=("mail",))
    return reply(invited_as_given(made, for_resident(made.session)), 201)


def invited_as_given(made: Invited, call: dict[str, Any], *, show: bool = True) -> dict[str, Any]:
    """Return what was made, with the link where it is to be shown."""
    language = made.session.language if made.session.language in {"en", "fr"} else "en"
    return {
        "call": call,
        "link": address_of(made.link, language) if made.link and show else None,
        "opens_at": call["opens_at"],
        "closes_at": call["closes_at"],
        "sent": list(made.sent),
    }
