"""An officer takes a call from the queue: of two at once one wins, and the report is theirs with it."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from video.errors import NotOffered, Taken
from video.models import Participant, Session
from video.offering import MEETABLE
from video.people import add_officer, end_key, new_key, tell_roster
from video.permissions import MEET, require_officer
from video.rooms import put_out
from video.rows import keep, lock, move
from video.states import OWES_OUTCOME, State
from workflows.actions import claim_report, release_report
from workflows.actors import Role
from workflows.clock import now
from workflows.errors import NotAllowed
from workflows.models import Status, Submission
from workflows.permissions import in_unit


@dataclass(frozen=True)
class TakenCall:
    """A call with its officer's place and key, and the number of the last message before they came."""

    session: Session
    participant: Participant
    key: str
    sequence: int


@transaction.atomic
def take(session: Session, *, by: User) -> TakenCall:
    """Join somebody who waits. A submitted report is claimed; one that a reviewer holds is handed over.

    The officer who has the call gets a new key: another browser, or the same one after a restart.
    """
    report = Submission.objects.select_for_update(of=("self",)).get(pk=session.submission_id)
    session = lock(session)
    _check(session, by)
    if session.officer_id == by.pk and session.state in OWES_OUTCOME:
        return _again(session, by)
    hold_report(report, by)
    move(session, "take")
    session.officer = by
    participant = add_officer(session, by)
    key = new_key(participant)
    keep(session, "taken", by=by, participant=participant.public_id.hex)
    return _in_place(session, participant, key)


def _check(session: Session, by: User) -> None:
    if not by.has_perm(MEET) or not in_unit(by, session.submission):
        raise NotAllowed(_("Your role may not do this."))
    if session.officer is not None and session.officer_id != by.pk and session.state != State.WAITING:
        name = session.officer.display_name
        raise Taken(_("%(name)s took this call before you. Choose the next one.") % {"name": name})


def _again(session: Session, by: User) -> TakenCall:
    participant = add_officer(session, by)
    return _in_place(session, participant, new_key(participant))


def _in_place(session: Session, participant: Participant, key: str) -> TakenCall:
    """Tell everybody that the officer is there: who calls need not wait for the stream to be open."""
    Participant.objects.filter(pk=participant.pk).update(seen_at=now())
    tell_roster(session)
    last = Session.objects.values_list("last_sequence", flat=True).get(pk=session.pk)
    return TakenCall(session, participant, key, last)


def hold_report(report: Submission, by: User) -> Submission:
    """Have the report under review by `by`, through the report's own actions."""
    if report.status not in MEETABLE:
        raise NotOffered(
            _("The report is decided, or waits for an answer. There is nothing to meet about now.")
        )
    if report.status == Status.UNDER_REVIEW and report.reviewer_id == by.pk:
        return report
    if report.status == Status.UNDER_REVIEW:
        _check_holder(report)
        report = release_report(report, by=Role.SYSTEM, seen=report.version)
    return claim_report(report, by=by, seen=report.version)


def _check_holder(report: Submission) -> None:
    if report.reviewer is not None and report.reviewer.has_perm(MEET):
        told = _("%(name)s holds this report and meets people by video too. Only they can take the call.")
        raise Taken(told % {"name": report.reviewer.display_name})


@transaction.atomic
def give_back(session: Session, *, by: User) -> Session:
    """Put somebody back into the queue, at the place they had, before anything came through."""
    session = lock(session)
    require_officer(by, session)
    move(session, "give_back")
    officer = session.participants.get(role=Participant.Role.OFFICER, left_at=None)
    Participant.objects.filter(pk=officer.pk).update(left_at=now())
    end_key(officer)
    put_out(officer)
    session.officer = session.joined_at = None
    keep(session, "given_back", by=by)
    tell_roster(session)
    return session


@transaction.atomic
def meet_in_person(session: Session, *, by: User) -> Session:
    """Note that a meeting in person took place; its outcome is owed."""
    report = Submission.objects.select_for_update(of=("self",)).get(pk=session.submission_id)
    session = lock(session)
    _check(session, by)
    if session.kind != Session.Kind.IN_PERSON:
        raise NotOffered(_("This call is by video. Take it from the queue."))
    hold_report(report, by)
    session.officer, session.joined_at = by, now()
    move(session, "meet")
    keep(session, "met", by=by)
    return session


@transaction.atomic
def phone_over(session: Session, *, by: User) -> Session:
    """Note that the call went on by phone and is over; its outcome is owed."""
    report = Submission.objects.select_for_update(of=("self",)).get(pk=session.submission_id)
    session = lock(session)
    _check(session, by)
    hold_report(report, by)
    session.officer = by
    session.joined_at = session.joined_at or now()
    move(session, "phone_over")
    keep(session, "phone_over", by=by)
    return session
