"""The form in which somebody chooses how to meet an officer: now, a time by video, a time at the station."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as _

from video.inviting import Invited, Wish, reschedule, wish_of
from video.models import Session
from video.offering import Offer, offer_for, openings_of
from video.pages.offer import language_name
from video.rows import check_move
from video.times import by_day, where_times_are
from workflows.actors import Role
from workflows.errors import Invalid, WorkflowError
from workflows.models import Submission

MOST_OPEN = 3
LONGEST_INTERPRETER = 35


@dataclass
class Chosen:
    """What was chosen, as posted, and what is wrong with it by field."""

    way: str = ""
    language: str = ""
    interpreter: str = ""
    wrong: dict[str, str] = field(default_factory=dict)

    @property
    def wish(self) -> Wish:
        """What it asks for."""
        return wish_of(self.way, language=self.language, interpreter=self.interpreter)

    def refuse(self, error: WorkflowError) -> None:
        """Note why it cannot be had. What is wrong with a time is said where times are chosen."""
        problems = error.problems if isinstance(error, Invalid) else ()
        self.wrong["way"] = str(problems[0].message if problems else error)


def read(posted: QueryDict, report: Submission) -> Chosen:
    """Read what was posted."""
    language = posted.get("language", "")
    chosen = Chosen(
        way=posted.get("way", "")[:40],
        language=language if language in dict(settings.LANGUAGES) else report.language,
        interpreter=posted.get("interpreter", "").strip()[:200],
    )
    if not chosen.way:
        chosen.wrong["way"] = _("Choose when you want to meet an officer.")
    if len(chosen.interpreter) > LONGEST_INTERPRETER:
        chosen.wrong["interpreter"] = _("Write at most 35 characters, such as Arabic.")
    return chosen


def take(chosen: Chosen, make: Callable[[], Invited]) -> Invited | None:
    """Return what `make` made of the choice; nothing where something is wrong, which is then noted in it."""
    if chosen.wrong:
        return None
    try:
        return make()
    except WorkflowError as refused:
        chosen.refuse(refused)
    return None


def move(session: Session, chosen: Chosen) -> Invited:
    """Move a call to the time that its citizen chose; the new link goes by mail."""
    return reschedule(session, by=Role.CITIZEN, opening=chosen.wish.opening or 0, send=("mail",))


def why_not_moved(session: Session) -> str:
    """Say why a call cannot be moved to another time any more; nothing where it can."""
    try:
        check_move(session, "reschedule")
    except WorkflowError as refused:
        return str(refused)
    return ""


def shown(report: Submission, chosen: Chosen, *, moves: Session | None = None) -> dict[str, Any]:
    """Return what the page shows; `moves` is the call that is moved to another time, and keeps the rest."""
    offer = offer_for(report, invited=moves is not None)
    openings = openings_of(report) if offer.offered else []
    ways = [way for way in offer.ways if moves is None or way != Session.Kind.NOW]
    chosen.language = chosen.language or report.language
    return {
        "ways": ways,
        "why_not": _why_not(offer, moves),
        "video_days": by_day(each for each in openings if not each.in_person),
        "station_days": by_day(each for each in openings if each.in_person),
        "most_open": MOST_OPEN,
        "where_times_are": where_times_are(),
        "languages": [(code, language_name(code)) for code, _name in settings.LANGUAGES],
        "chosen": chosen,
        "errors": [(f"#{name}", sentence) for name, sentence in chosen.wrong.items()],
        "moves": moves,
    }


def _why_not(offer: Offer, moves: Session | None) -> str:
    if offer.why_not:
        return offer.why_not
    if moves is not None and not set(offer.ways) - {Session.Kind.NOW}:
        return _("No other time is free. Keep the call as it is, or call us.")
    return ""
