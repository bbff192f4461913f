"""Figures of calls: how long each stage took, by week, type or outcome, how many gave up. Small cells are hidden."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from statistics import quantiles
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import get_language

from accounts.models import User
from video.models import Session
from video.permissions import VIEW_FIGURES
from video.states import State
from workflows.definition import pick
from workflows.models import Dispatch, Submission
from workflows.surveys.suppression import SMALLEST
from workflows.working_days import local_day

BY = ("week", "report_type", "outcome")
# What is looked at when nobody says from when.
LOOKED_BACK = timedelta(weeks=12)
# Name of a span: from when to when.
SPANS = {
    "filed_to_invited": ("filed", "invited_at"),
    "invited_to_opened": ("invited_at", "opened_at"),
    "opened_to_waiting": ("opened_at", "waiting_at"),
    "waiting_to_joined": ("waiting_at", "joined_at"),
    "joined_to_first_frame": ("joined_at", "first_frame_at"),
    "first_frame_to_ended": ("first_frame_at", "ended_at"),
    "ended_to_outcome": ("ended_at", "outcome_at"),
    "filed_to_dispatched": ("filed", "dispatched"),
}
ABANDONED = (State.CANCELLED, State.EXPIRED)


def figures_for(user: User, *, begins_on: date, ends_on: date, by: str) -> dict[str, Any]:
    """Return the figures of the calls that `user` may see, of those invited within the days."""
    calls = _calls(user, begins_on, ends_on)
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for call in calls:
        groups[_key(call, by)].append(call)
    language = get_language() or "en"
    hours, source = settings.VIDEO_BASELINE
    aim, aim_source = settings.VIDEO_TARGET
    spans = _spans(calls, "filed", "dispatched")
    return {
        "rows": [_row(key, groups[key]) for key in sorted(groups)],
        "baseline": {"hours": hours, "source": pick(source, language)},
        "target": {"hours": aim, "source": pick(aim_source, language)},
        "dispatch": {**percentiles(spans), "count": _shown(len(spans))},
    }


def _calls(user: User, begins_on: date, ends_on: date) -> list[dict[str, Any]]:
    zone = ZoneInfo(settings.TIME_ZONE)
    begins, ends = (datetime.combine(day, time(), zone) for day in (begins_on, ends_on + timedelta(days=1)))
    rows = Session.objects.filter(
        submission__in=_reports_of(user), invited_at__gte=begins, invited_at__lt=ends
    )
    times = sorted({name for span in SPANS.values() for name in span if name.endswith("_at")})
    found = list(
        rows.values(
            *times,
            "state",
            "outcome",
            "reconnects",
            "relayed",
            "submission_id",
            "submission__submitted_at",
            "submission__report_type__key",
        )
    )
    sent = _dispatches({each["submission_id"] for each in found})
    for each in found:
        each["filed"] = each["submission__submitted_at"]
        each["dispatched"] = _dispatched(each, sent)
    return found


def _reports_of(user: User) -> Any:
    if user.has_perm(VIEW_FIGURES):
        return Submission.objects.values("pk")
    return Submission.objects.visible_to(user).values("pk")


def _dispatches(reports: Iterable[int]) -> dict[int, list[tuple[datetime, datetime]]]:
    confirmed = Dispatch.objects.filter(submission__in=list(reports), confirmed_at__isnull=False)
    found: dict[int, list[tuple[datetime, datetime]]] = defaultdict(list)
    for report, asked, at in confirmed.values_list("submission_id", "requested_at", "confirmed_at"):
        if at is not None:
            found[report].append((asked, at))
    return found


def _dispatched(call: dict[str, Any], sent: dict[int, list[tuple[datetime, datetime]]]) -> datetime | None:
    """Return when the dispatch that the call's outcome asked for was on its way."""
    outcome_at = call["outcome_at"]
    if outcome_at is None:
        return None
    near = [
        at
        for asked, at in sent.get(call["submission_id"], ())
        if abs(asked - outcome_at) < timedelta(minutes=1)
    ]
    return near[0] if near else None


def _key(call: dict[str, Any], by: str) -> str:
    if by == "week":
        day = local_day(call["invited_at"])
        return (day - timedelta(days=day.weekday())).isoformat()
    return str(call["submission__report_type__key"] if by == "report_type" else call["outcome"] or "none")


def _row(key: str, calls: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return a row; one of fewer than five calls says only that it is hidden."""
    if len(calls) < SMALLEST:
        empty = dict.fromkeys(("calls", "abandoned", "no_show", "phone", "reconnects", "relay_share"))
        return {"key": key, **empty, "stages": {name: percentiles([]) for name in SPANS}}
    known = [call["relayed"] for call in calls if call["relayed"] is not None]
    return {
        "key": key,
        "calls": len(calls),
        "abandoned": _shown(_count(calls, *ABANDONED)),
        "no_show": _shown(_count(calls, State.NO_SHOW)),
        "phone": _shown(_count(calls, State.FALLBACK_PHONE)),
        "reconnects": _shown(sum(call["reconnects"] for call in calls)),
        "relay_share": round(sum(known) / len(known), 2) if len(known) >= SMALLEST else None,
        "stages": {name: percentiles(_spans(calls, *span)) for name, span in SPANS.items()},
    }


def _count(calls: Sequence[dict[str, Any]], *states: str) -> int:
    return sum(call["state"] in states for call in calls)


def _shown(count: int) -> int | None:
    """Return a count as it may be shown: none at all can be, a few cannot."""
    return count if count == 0 or count >= SMALLEST else None


def _spans(calls: Sequence[dict[str, Any]], begins: str, ends: str) -> list[float]:
    return [
        (call[ends] - call[begins]).total_seconds() / 3600
        for call in calls
        if call[begins] is not None and call[ends] is not None and call[ends] >= call[begins]
    ]


def percentiles(hours: Sequence[float]) -> dict[str, float | None]:
    """Return median and 90th percentile in hours; of fewer than five, none."""
    if len(hours) < SMALLEST:
        return {"p50": None, "p90": None}
    tenths = quantiles(hours, n=10, method="inclusive")
    return {"p50": round(tenths[4], 3), "p90": round(tenths[8], 3)}
