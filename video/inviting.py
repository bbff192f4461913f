"""Inviting to a call: now, at a set time, or in person. The person's link goes by mail, text message or QR code."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from video.engine import engine
from video.errors import CallExists, NotOffered, OpeningFull
from video.links import make_link
from video.models import JoinLink, Opening, Participant, Session
from video.models.appointments import FREED
from video.offering import offer_for
from video.people import resident_of
from video.permissions import require_video
from video.rooms import put_out
from video.rows import keep, lock, move
from workflows.actors import By, Role
from workflows.clock import now
from workflows.definition import Problem
from workflows.errors import Invalid
from workflows.follow_ups import follow_up
from workflows.history import record
from workflows.models import Submission

WAYS_TO_SEND = ("mail", "text")
Kind = Session.Kind


@dataclass(frozen=True)
class Wish:
    """How somebody is to be met: now or at which opening, in which language, with an interpreter for which one."""

    kind: str = Kind.NOW
    opening: int | None = None
    language: str = ""
    interpreter: str = ""


NOW = Wish()


def wish_of(way: str, *, language: str = "", interpreter: str = "") -> Wish:
    """Return the wish that a form posts as `now`, or as kind and opening: `appointment:12`."""
    kind, _colon, opening = way.partition(":")
    known = opening.isascii() and opening.isdecimal() and len(opening) < 10
    return Wish(kind, int(opening) if known else None, language, interpreter)


@dataclass(frozen=True)
class Invited:
    """A call that was made, its link (none in person), and how it was sent."""

    session: Session
    link: JoinLink | None
    sent: tuple[str, ...] = ()


@transaction.atomic
def invite(
    submission: Submission,
    *,
    by: By,
    asked_by: str,
    wish: Wish = NOW,
    send: Collection[str] = (),
    again: bool = False,
) -> Invited:
    """Make a call about a report, with a place for the resident and a link to it."""
    submission = (
        Submission.objects.select_related("report_type__policy")
        .select_for_update(of=("self",))
        .get(pk=submission.pk)
    )
    officer = by if isinstance(by, User) else None
    if officer is not None:
        require_video(officer, submission)
    _check_offer(submission, officer, wish.kind, again=again)
    if Session.objects.unfinished().filter(submission=submission).exists():
        raise CallExists
    session = _create(submission, officer, asked_by, wish)
    return _with_link(session, officer, by, send, kind="invited", why="moved" if again else "invited")


def ask_for_call(report: Submission, *, at: str, wish: Wish = NOW) -> Invited:
    """Make the call that the citizen of a report asks for; what is not now is confirmed by mail."""
    return invite(
        report, by=Role.CITIZEN, asked_by=at, wish=wish, send=() if wish.kind == Kind.NOW else ("mail",)
    )


def _check_offer(submission: Submission, officer: User | None, kind: str, *, again: bool) -> None:
    offer = offer_for(submission, by=officer, invited=again)
    if kind not in offer.ways:
        raise NotOffered(offer.why_not or _("A call of this kind is not offered now. Choose another way."))


def _take(submission: Submission, kind: str, opening: int | None) -> Opening | None:
    """Return the opening with a place taken in it: its row stays locked until the call is in."""
    if kind == Kind.NOW:
        return None
    rows = Opening.objects.filter(
        unit=submission.unit_id, in_person=kind == Kind.IN_PERSON, starts_at__gt=now()
    )
    found = rows.select_for_update().filter(pk=opening).first() if opening else None
    if found is None:
        raise Invalid([Problem("/opening", "unknown", _("Choose a time from the list."))])
    if found.sessions.exclude(state__in=FREED).count() >= found.capacity:
        raise OpeningFull
    return found


def _create(submission: Submission, officer: User | None, asked_by: str, wish: Wish) -> Session:
    session = Session.objects.create(
        submission=submission,
        kind=wish.kind,
        asked_by=asked_by,
        invited_by=officer,
        opening=_take(submission, wish.kind, wish.opening),
        language=wish.language or submission.language,
        interpreter=wish.interpreter[:35],
        engine=engine().name,
        recording_allowed=submission.policy.video_recorded,
        invited_at=now(),
    )
    Participant.objects.create(session=session, role=Participant.Role.RESIDENT)
    return session


def _with_link(
    session: Session, officer: User | None, by: By, send: Collection[str], *, kind: str, why: str = ""
) -> Invited:
    link = None if session.kind == Kind.IN_PERSON else make_link(resident_of(session), by=officer)
    sent = tuple(way for way in WAYS_TO_SEND if way in send)
    mark = link.token_hash[:12] if link else session.public_id.hex[:12]
    for way in sent:
        told: dict[str, int | str] = {"call": session.pk, "link": link.pk if link else 0, "why": why or kind}
        follow_up(session.submission, f"video_{way}", mark=mark, **told)
    record(f"video_{kind}", session.submission, by=by, call=session.public_id.hex, how=str(session.kind))
    return Invited(session, link, sent)


@transaction.atomic
def reissue(session: Session, *, by: User, send: Collection[str] = ()) -> Invited:
    """Make another link for the resident; the one before it, and the key made from it, open nothing any more."""
    session = lock(session)
    require_video(by, session.submission)
    if session.is_over or session.kind == Kind.IN_PERSON:
        raise NotOffered(_("This call takes no link any more."))
    return _with_link(session, by, by, send, kind="link_renewed")


@transaction.atomic
def renew_for_resident(session: Session) -> Invited:
    """Make another link for whoever opened the report: the one before it, and its key, open nothing any more."""
    session = lock(session)
    if session.is_over or session.kind == Kind.IN_PERSON:
        raise NotOffered(_("This call takes no link any more."))
    return _with_link(session, None, Role.CITIZEN, (), kind="link_renewed")


@transaction.atomic
def reschedule(session: Session, *, by: By, opening: int, send: Collection[str] = ()) -> Invited:
    """Move a call to another time: this one is over, and another takes its place with a link of its own."""
    session = lock(session)
    if isinstance(by, User):
        require_video(by, session.submission)
    move(session, "reschedule")
    keep(session, "rescheduled", by=by)
    kind = Kind.IN_PERSON if Opening.objects.filter(pk=opening, in_person=True).exists() else Kind.APPOINTMENT
    made = invite(
        session.submission,
        by=by,
        asked_by=session.asked_by,
        wish=Wish(kind, opening, session.language, session.interpreter),
        send=send,
        again=True,
    )
    session.moved_to = made.session
    session.save_changes()
    return made


@transaction.atomic
def add_person(session: Session, *, by: User, role: str, label: str) -> tuple[Participant, JoinLink]:
    """Make a place for an interpreter or a support person, with a link of their own."""
    session = lock(session)
    require_video(by, session.submission)
    if session.is_over:
        raise NotOffered(_("This call takes nobody any more."))
    if role not in {Participant.Role.INTERPRETER, Participant.Role.SUPPORT}:
        raise Invalid([Problem("/role", "unknown", _("Choose from the list."))])
    if (
        session.participants.filter(left_at=None).exclude(role=Participant.Role.OFFICER).count()
        >= MOST_OTHERS
    ):
        raise NotOffered(_("At most four people can be in a call. Remove one first."))
    person = Participant.objects.create(session=session, role=role, label=label[:60])
    link = make_link(person, by=by)
    keep(session, "person_added", by=by, role_in_call=str(role), participant=person.public_id.hex)
    return person, link


# The resident and two more beside the officer.
MOST_OTHERS = 3


@transaction.atomic
def remove_person(session: Session, participant: Participant, *, by: User) -> None:
    """Take somebody's place away: their key and their links open nothing any more."""
    session = lock(session)
    require_video(by, session.submission)
    if participant.role not in {Participant.Role.INTERPRETER, Participant.Role.SUPPORT}:
        raise NotOffered(_("Only an interpreter or a support person can be removed."))
    at = now()
    participant.links.filter(revoked_at=None).update(revoked_at=at)
    Participant.objects.filter(pk=participant.pk).update(left_at=at, secret_hash="")
    put_out(participant)
    keep(session, "person_removed", by=by, participant=participant.public_id.hex)
