"""What the desk's page of a report shows of its calls: the one on its way, those before, and how to invite."""

from typing import Any

from accounts.models import User
from video.offering import offer_for, openings_of
from video.permissions import MEET
from workflows.models import Submission

LISTED = 10


def for_desk(submission: Submission, user: User) -> dict[str, Any] | None:
    """Return what an officer sees of a report's calls, or None for whoever meets nobody by video."""
    if not user.has_perm(MEET):
        return None
    calls = list(submission.video_sessions.select_related("opening").order_by("-id")[:LISTED])
    current = next((each for each in calls if not each.is_over), None)
    offer = offer_for(submission, by=user)
    if not calls and not offer.offered:
        return None
    return {
        "call": current,
        "before": [each for each in calls if each is not current],
        "ways": offer.ways,
        "openings": openings_of(submission) if offer.offered else [],
    }
