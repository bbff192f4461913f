"""Whether a call is offered for a report, in which ways, and when."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from accounts.models import User
from video.engine import engine
from video.models import Opening, Session
from workflows.clock import now
from workflows.models import Status, Submission

# A call can move these: later states are decided, an open question waits for the person.
MEETABLE = (Status.SUBMITTED, Status.UNDER_REVIEW)
# Staff may plan further ahead than a list shows.
LISTED = 60
AHEAD = timedelta(days=21)


@dataclass(frozen=True)
class Offer:
    """What is offered for a report, or why nothing is."""

    ways: tuple[str, ...]
    why_not: str = ""

    @property
    def offered(self) -> bool:
        """Whether there is any way."""
        return bool(self.ways)


def offer_for(submission: Submission, *, by: User | None = None, invited: bool = False) -> Offer:
    """Return how a call can be made about a report: by staff whenever the state allows, else as its policy says.

    Whoever was `invited` may choose another time, whatever the policy says.
    """
    if submission.status not in MEETABLE:
        return Offer(
            (), _("The report is decided, or waits for an answer. There is nothing to meet about now.")
        )
    if by is None and not invited and not submission.policy.video_offered:
        return Offer((), _("No call with an officer is offered for this kind of report."))
    ways = _ways(submission, at_once=by is not None or desk_is_open())
    if not ways:
        return Offer((), _("No officer can be met by video at this time. Look again in the morning."))
    return Offer(tuple(str(way) for way in ways))


def _ways(submission: Submission, *, at_once: bool) -> list[str]:
    """Return how somebody can be met now: by video only where it is set up, at a set time where one is free."""
    openings, video = openings_of(submission), engine().is_ready()
    ways: list[str] = [Session.Kind.NOW] if video and at_once else []
    if video and any(not each.in_person for each in openings):
        ways.append(Session.Kind.APPOINTMENT)
    if any(each.in_person for each in openings):
        ways.append(Session.Kind.IN_PERSON)
    return ways


def desk_is_open() -> bool:
    """Whether officers take calls at this hour (settings)."""
    begins, ends = settings.VIDEO_HOURS
    return begins <= localtime(now()).hour < ends


def openings_of(submission: Submission) -> list[Opening]:
    """Return the openings of the report's unit that still have room."""
    rows = Opening.objects.with_room(now()).filter(unit=submission.unit_id, starts_at__lt=now() + AHEAD)
    return list(rows[:LISTED])


def as_given(opening: Opening) -> dict[str, Any]:
    """Return an opening as it goes out."""
    left: dict[str, int] = {"left": opening.capacity - opening.taken} if hasattr(opening, "taken") else {}
    return {
        "id": opening.pk,
        "starts_at": localtime(opening.starts_at).isoformat(timespec="seconds"),
        "ends_at": localtime(opening.ends_at).isoformat(timespec="seconds"),
        "in_person": opening.in_person,
        **left,
    }
