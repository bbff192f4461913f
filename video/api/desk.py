"""Calls on the desk: who waits, taking one, its links and people, its outcome."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from accounts.models import User
from video import going, inviting, outcome, taking
from video.api import bodies, shapes
from video.api.calls import invited_as_given
from video.api.keys import give_key
from video.links import picture_of
from video.models import JoinLink, Opening, Session
from video.offering import as_given as opening_as_given
from video.permissions import require_video
from video.presenting import at, for_desk, offer_as_given
from video.turn import ice_for
from video.waiting import line_of, queue_for, soon_for
from workflows.api.answers import answers
from workflows.api.desk import find_report
from workflows.api.keys import StaffToken, reader_of
from workflows.api.once import once
from workflows.api.refusals import NotFound
from workflows.api.replies import language_of, reply
from workflows.api.shapes import ListOf
from workflows.clock import now
from workflows.definition import Problem
from workflows.errors import Invalid
from workflows.history import record_read
from workflows.models import OffenceCode, Unit

router = Router(tags=["Video"])
READ, ACT = StaffToken("desk:read"), StaffToken("desk:act")
CALL = "/desk/video/calls/{uuid:call}"
REFUSED = (401, 403, 404, 409, 413, 415, 422)
LISTED = 200


@router.get(
    "/desk/video/queue", auth=READ, summary="Who waits", response=answers({200: shapes.QueueOut}, 401, 403)
)
def queue(request: HttpRequest) -> HttpResponse:
    """List who waits, most urgent first, and appointments that are near."""
    user, language = reader_of(request), language_of(request)
    rows = queue_for(user)[:LISTED]
    items = [line_of(session, place, language) for place, session in enumerate(rows, 1)]
    soon = [for_desk(session, user) for session in soon_for(user)[:LISTED]]
    return reply({"items": items, "next": None, "soon": soon})


@router.get(
    "/desk/video/openings", auth=READ, summary="Openings", response=answers({200: ListOf}, 401, 403, 422)
)
def openings(request: HttpRequest, in_person: Annotated[bool | None, Query(None)]) -> HttpResponse:
    """List the openings of one's units that still have room."""
    user = reader_of(request)
    rows = Opening.objects.with_room(now()).filter(unit__in=user.units.values("pk"))
    rows = rows if in_person is None else rows.filter(in_person=in_person)
    return reply({"items": [opening_as_given(each) for each in rows[:LISTED]], "next": None})


@router.get(
    "/desk/reports/{number}/video",
    auth=READ,
    summary="Calls of a report",
    response=answers({200: shapes.DeskOffer}, 401, 403, 404),
)
def of_report(request: HttpRequest, number: str) -> HttpResponse:
    """Say how its person can be met, and list the report's calls, the newest first."""
    user = reader_of(request)
    report = find_report(user, number)
    record_read(report, by=user, what="video")
    items = [for_desk(each, user) for each in report.video_sessions.all()[:LISTED]]
    return reply({**offer_as_given(report, user), "items": items})


@router.post(
    "/desk/reports/{number}/video",
    auth=ACT,
    summary="Invite the person",
    response=answers({201: shapes.InvitedOut}, *REFUSED),
)
@once
def invite(request: HttpRequest, number: str, body: bodies.InviteToCall) -> HttpResponse:
    """Invite the report's person: now, at a set time, or in person. The link goes by mail, text message or is shown."""
    user = reader_of(request)
    made = inviting.invite(
        find_report(user, number),
        by=user,
        asked_by=Session.Asked.OFFICER,
        wish=inviting.Wish(body.kind, body.opening, body.language or "", body.interpreter),
        send=body.by,
    )
    return _invited(made, user, show="show" in body.by)


def _invited(made: inviting.Invited, user: User, *, show: bool) -> HttpResponse:
    return reply(invited_as_given(made, for_desk(made.session, user), show=show), 201)


@router.get(CALL, auth=READ, summary="A call", response=answers({200: shapes.DeskCall}, 401, 403, 404))
def read(request: HttpRequest, call: UUID) -> HttpResponse:
    """Give a call with all that came of it."""
    user, session = _found(request, call)
    record_read(session.submission, by=user, what="video")
    return _call(session, user)


@router.post(
    f"{CALL}/take", auth=ACT, summary="Take a call", response=answers({200: shapes.TakenOut}, *REFUSED)
)
def take(request: HttpRequest, call: UUID, body: bodies.Taking) -> HttpResponse:
    """Join somebody who waits: of two officers one wins, the other is told who. The report is theirs with it."""
    user, session = _found(request, call)
    taken = taking.take(session, by=user)
    told = {
        "call": for_desk(taken.session, user),
        "participant": str(taken.participant.public_id),
        "sequence": taken.sequence,
        "ice": ice_for(taken.participant, now()),
        "key": None if body.cookie else taken.key,
    }
    return give_key(reply(told), taken.session, taken.key) if body.cookie else reply(told)


@router.post(
    f"{CALL}/give-back", auth=ACT, summary="Give it back", response=answers({200: shapes.DeskCall}, *REFUSED)
)
def give_back(request: HttpRequest, call: UUID) -> HttpResponse:
    """Put the person back into the queue, before anything came through."""
    user, session = _found(request, call)
    return _call(taking.give_back(session, by=user), user)


@router.post(
    f"{CALL}/end", auth=ACT, summary="End the call", response=answers({200: shapes.DeskCall}, *REFUSED)
)
def end(request: HttpRequest, call: UUID) -> HttpResponse:
    """End the call; its outcome is owed then."""
    user, session = _found(request, call)
    return _call(outcome.end_call(session, by=user), user)


@router.post(
    f"{CALL}/miss", auth=ACT, summary="Nobody came", response=answers({200: shapes.DeskCall}, *REFUSED)
)
def miss(request: HttpRequest, call: UUID) -> HttpResponse:
    """Note that nobody came."""
    user, session = _mine_to_plan(request, call)
    return _call(outcome.miss_call(session, by=user), user)


@router.post(
    f"{CALL}/meet", auth=ACT, summary="Met in person", response=answers({200: shapes.DeskCall}, *REFUSED)
)
def meet(request: HttpRequest, call: UUID) -> HttpResponse:
    """Note that a meeting in person took place; its outcome is owed then."""
    user, session = _found(request, call)
    return _call(taking.meet_in_person(session, by=user), user)


@router.post(
    f"{CALL}/phone-over",
    auth=ACT,
    summary="Spoke by phone",
    response=answers({200: shapes.DeskCall}, *REFUSED),
)
def phone_over(request: HttpRequest, call: UUID) -> HttpResponse:
    """Note that the phone call that took the place of this one is over; its outcome is owed then."""
    user, session = _found(request, call)
    return _call(taking.phone_over(session, by=user), user)


@router.post(
    f"{CALL}/cancel", auth=ACT, summary="Cancel a call", response=answers({200: shapes.DeskCall}, *REFUSED)
)
def cancel(request: HttpRequest, call: UUID, body: bodies.Reason) -> HttpResponse:
    """Call it off, before an officer joined."""
    user, session = _mine_to_plan(request, call)
    return _call(going.cancel_call(session, by=user, reason=body.reason), user)


@router.post(
    f"{CALL}/reschedule",
    auth=ACT,
    summary="Another time",
    response=answers({201: shapes.InvitedOut}, *REFUSED),
)
def reschedule(request: HttpRequest, call: UUID, body: bodies.Reschedule) -> HttpResponse:
    """Move it to another time: a call of its own, with a link of its own."""
    user, session = _found(request, call)
    made = inviting.reschedule(session, by=user, opening=body.opening, send=body.by)
    return _invited(made, user, show="show" in body.by)


@router.post(
    f"{CALL}/link", auth=ACT, summary="Another link", response=answers({201: shapes.LinkOut}, *REFUSED)
)
def link(request: HttpRequest, call: UUID, body: bodies.Sending) -> HttpResponse:
    """Make another link for the resident: the one before it opens nothing any more, nor does its key."""
    user, session = _found(request, call)
    made = inviting.reissue(session, by=user, send=body.by)
    told = invited_as_given(made, for_desk(made.session, user), show="show" in body.by)
    return reply({**told, "picture": picture_of(told["link"])}, 201)


@router.post(
    f"{CALL}/people", auth=ACT, summary="Add somebody", response=answers({201: shapes.PersonOut}, *REFUSED)
)
def add_person(request: HttpRequest, call: UUID, body: bodies.PersonIn) -> HttpResponse:
    """Make a place for an interpreter or a support person, with a link of their own."""
    user, session = _found(request, call)
    person, made = inviting.add_person(session, by=user, role=body.role, label=body.label)
    shown = invited_as_given(inviting.Invited(session, made), _window(made))
    told = {name: shown[name] for name in ("link", "opens_at", "closes_at")}
    return reply({"participant": str(person.public_id), **told, "picture": picture_of(told["link"])}, 201)


def _window(link: JoinLink) -> dict[str, Any]:
    return {"opens_at": at(link.opens_at), "closes_at": at(link.closes_at)}


@router.post(
    f"{CALL}/people/{{uuid:participant}}/remove",
    auth=ACT,
    summary="Remove somebody",
    response=answers({200: shapes.DeskCall}, *REFUSED),
)
def remove_person(request: HttpRequest, call: UUID, participant: UUID) -> HttpResponse:
    """Take somebody's place away; their key opens nothing any more."""
    user, session = _found(request, call)
    person = session.participants.filter(public_id=participant, left_at=None).first()
    if person is None:
        raise NotFound
    inviting.remove_person(session, person, by=user)
    return _call(session, user)


@router.post(
    f"{CALL}/notes", auth=ACT, summary="Take notes", response=answers({200: shapes.DeskCall}, *REFUSED)
)
def notes(request: HttpRequest, call: UUID, body: bodies.NotesIn) -> HttpResponse:
    """Keep notes and what of the checklist was done."""
    user, session = _found(request, call)
    kept = outcome.take_notes(session, by=user, notes=body.notes, checklist=body.checklist)
    return _call(kept, user)


@router.post(
    f"{CALL}/outcome",
    auth=ACT,
    summary="Record the outcome",
    response=answers({200: shapes.DeskCall}, *REFUSED),
)
def record_outcome(request: HttpRequest, call: UUID, body: bodies.OutcomeIn) -> HttpResponse:
    """Close the call with its outcome and move the case, both or neither. Nothing else closes a call."""
    user, session = _found(request, call)
    closed = outcome.close_with_outcome(
        session,
        by=user,
        seen=body.version,
        outcome=body.outcome,
        reason=body.reason,
        preserve=body.preserve,
        offence=_named(OffenceCode, "offence", code=body.offence, active=True) if body.offence else None,
        unit=_named(Unit, "unit", key=body.unit) if body.unit else None,
    )
    return _call(closed, user)


def _named(model: Any, name: str, **by: Any) -> Any:
    found = model.objects.filter(**by).first()
    if found is None:
        raise Invalid([Problem(f"/{name}", "unknown", _("Choose from the list."))])
    return found


@router.post(
    f"{CALL}/dispatch",
    auth=ACT,
    summary="Confirm the dispatch",
    response=answers({200: shapes.DeskCall}, *REFUSED),
)
def dispatch(request: HttpRequest, call: UUID, body: bodies.DispatchIn) -> HttpResponse:
    """Note since when somebody is on the way to the person."""
    user, session = _found(request, call)
    outcome.confirm(session, by=user, at=body.dispatched_at, reference=body.reference)
    return _call(session, user)


def _call(session: Session, user: User) -> HttpResponse:
    return reply(for_desk(session, user))


def _found(request: HttpRequest, call: UUID) -> tuple[User, Session]:
    """Return who calls and the call, if they may see its report."""
    user = reader_of(request)
    session = Session.objects.visible_to(user).select_related("submission").filter(public_id=call).first()
    if session is None:
        raise NotFound
    return user, session


def _mine_to_plan(request: HttpRequest, call: UUID) -> tuple[User, Session]:
    user, session = _found(request, call)
    require_video(user, session.submission)
    return user, session
