"""Times of the message: an instant is written in the agency's zone, an incident's wall time stays what it is."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from integrations.records.message import WallTime

Element = dict[str, object]


def stamp(moment: datetime, zone: str) -> Element:
    """An aware moment as an element of its own."""
    return {"nc:DateTime": _written(moment.astimezone(_zone(zone)))}


def happened(time: WallTime) -> Element:
    """An incident's time as the message can say it: an instant, a day, or a range.

    A wall time that the clock showed twice, in the night it goes back, is the range of both; what
    the citizen said in words goes beside it (`stated`).
    """
    first, last = _readings(time.start, time.zone)[0], _readings(time.end or time.start, time.zone)[-1]
    if first == last:
        return first
    return {"nc:DateRange": {"nc:StartDate": first, "nc:EndDate": last}}


def stated(time: WallTime) -> str:
    """What the citizen said, word by word: precision, clock on the wall, zone."""
    words = [time.precision, _wall(time.start)]
    if time.end is not None:
        words += ["and" if time.precision == "between" else "to", _wall(time.end)]
    return f"Time as stated: {' '.join(words)} ({time.zone})"


def _readings(wall: datetime | date, zone: str) -> list[Element]:
    if not isinstance(wall, datetime):
        return [{"nc:Date": wall.isoformat()}]
    earlier, later = (wall.replace(tzinfo=_zone(zone), fold=fold) for fold in (0, 1))
    twice = (earlier.utcoffset() or timedelta()) > (later.utcoffset() or timedelta())
    return [{"nc:DateTime": _written(moment)} for moment in ((earlier, later) if twice else (earlier,))]


def _wall(wall: datetime | date) -> str:
    return wall.isoformat(timespec="minutes") if isinstance(wall, datetime) else wall.isoformat()


def _written(moment: datetime) -> str:
    """RFC 3339; before standard time offsets had seconds, which XML Schema does not know."""
    offset = moment.utcoffset() or timedelta()
    if offset.total_seconds() % 60:
        moment = moment.astimezone(UTC)
    return moment.isoformat(timespec="seconds")


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
