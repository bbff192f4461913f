"""What the desk's page of a report shows of its calls: the one on its way, those before, and how to invite."""

from typing import Any

from django.conf import settings
from django.db.models import Count

from accounts.models import User
from video.models import Recording, Session
from video.offering import offer_for, openings_of
from video.pages.offer import language_name
from video.permissions import may_invite
from video.sending import phone_of
from video.times import moment_of, where_times_are
from workflows.letters import address_of
from workflows.models import Submission

LISTED = 10
KINDS = {"video/webm": "webm", "video/mp4": "mp4", "video/x-matroska": "mkv"}


def for_desk(submission: Submission, user: User) -> dict[str, Any] | None:
    """Return what the desk sees of a report's calls, or None without any; only who may invite is offered it."""
    rows = submission.video_sessions.select_related("opening", "officer")
    calls = list(rows.order_by("-id")[:LISTED])
    current = next((each for each in calls if not each.is_over), None)
    offer = offer_for(submission, by=user) if may_invite(user) else None
    invited = offer is not None and offer.offered
    if not calls and not invited:
        return None
    return {
        "call": current,
        "starts": moment_of(current.opening.starts_at) if current and current.opening else "",
        "taken": _taken(calls[0], user) if calls else None,
        "before": [each for each in calls if each is not current],
        "recordings": _recordings(calls),
        **(_inviting(submission, offer.ways) if offer is not None and current is None else {}),
    }


def _recordings(calls: list[Session]) -> list[dict[str, Any]]:
    """Return what was recorded in calls, the last first; a chunk is about a second."""
    rows = (
        Recording.objects.filter(session__in=calls)
        .select_related("session__submission")
        .annotate(parts=Count("chunks"))
    )
    return [_recording(each, each.parts) for each in rows.order_by("-began_at")]


def _recording(recording: Recording, parts: int) -> dict[str, Any]:
    at = f"/api/v1/desk/video/calls/{recording.session.public_id}/recordings/{recording.pk}"
    kind = KINDS.get(recording.media_type, "bin")
    return {
        "began_at": recording.began_at,
        "length": parts,
        "film": f"{at}/film",
        "manifest": f"{at}/manifest",
        "name": f"{recording.session.submission.temporary_number}-{recording.began_at:%Y%m%dT%H%M%SZ}.{kind}",
    }


def _taken(session: Session, user: User) -> Session | None:
    """Return the last call where somebody else took it: the report came to them with it."""
    is_others = session.officer is not None and session.officer_id != user.pk
    return session if is_others and session.joined_at is not None else None


def _inviting(submission: Submission, ways: tuple[str, ...]) -> dict[str, Any]:
    openings = openings_of(submission) if ways else []
    choices = [
        (f"{'in_person' if each.in_person else 'appointment'}:{each.pk}", moment_of(each.starts_at), each)
        for each in openings
    ]
    return {
        "ways": ways,
        "by_video": [(way, when) for way, when, each in choices if not each.in_person],
        "at_station": [(way, when) for way, when, each in choices if each.in_person],
        "where_times_are": where_times_are(),
        "languages": [(code, language_name(code)) for code, _name in settings.LANGUAGES],
        "has_address": bool(address_of(submission)),
        "has_phone": bool(phone_of(submission)),
    }
