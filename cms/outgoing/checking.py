"""Asks for the links that are due, one after the other, and keeps what came of it.

A machine without a network reaches nobody. That says nothing of the links, so they are not called dead then.
"""

import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q
from django.utils.timezone import now

from cms.models import OutgoingLink
from cms.outgoing.finding import collect
from integrations.sites.asking import Answer, NoAnswer, Reason, ask
from integrations.sites.robots import Robots

Status = OutgoingLink.Status
Result = Answer | NoAnswer
# What sites call us in their robots.txt.
NAME = "ConstatLinkCheck"
EVERY = timedelta(hours=24)
# How many are asked in one run, and the seconds before the same host is asked again.
MOST = 500
PAUSE = 2.0
# So often in a row somebody has not answered before the link is called dead.
DEAD_AFTER = 3
GONE = frozenset({404, 410})
# What says nothing of the page: sites that keep programs out, or ask for a password.
KEEPS_US_OUT = frozenset({401, 403, 405, 406, 429, 999})
# Reasons that a site itself gave for not asking it; the page may be as good as ever (RFC 9309, 2.3.1.4).
NOT_ASKED = {Reason.KEPT_OUT: Status.KEPT_OUT, Reason.NO_RULES: Status.NO_RULES}


def check_due(*, pause: Callable[[float], None] = time.sleep) -> int:
    """Ask for each link that is due; return how many were asked."""
    collect()
    robots = Robots(NAME, agent=agent(), loopback=settings.LINK_CHECK_ASKS_LOOPBACK)
    results = [(row, asked(row, robots)) for row in taken(due(now()), pause)]
    if any(isinstance(result, Answer) or result.reason in NOT_ASKED for _row, result in results):
        for row, result in results:
            keep(row, result, now())
    return len(results)


def want_all() -> None:
    """Have every link asked for at the next run."""
    OutgoingLink.objects.update(wanted=True)


def due(moment: datetime) -> list[OutgoingLink]:
    """Return the links to ask for now, those that lead people to another body first."""
    late = Q(tried_at__isnull=True) | Q(tried_at__lt=moment - EVERY) | Q(wanted=True)
    return list(OutgoingLink.objects.filter(late).order_by("-hand_off", "tried_at", "pk")[:MOST])


def taken(rows: list[OutgoingLink], pause: Callable[[float], None]) -> Iterator[OutgoingLink]:
    """Yield the rows that no other worker takes meanwhile, with a pause before the same host is asked again."""
    asked_at: dict[str, float] = {}
    for row in rows:
        mine = OutgoingLink.objects.filter(pk=row.pk, tried_at=row.tried_at, wanted=row.wanted)
        if mine.update(tried_at=now(), wanted=False):
            host = urlsplit(row.url).netloc
            wait = asked_at.get(host, 0.0) + PAUSE - time.monotonic()
            if host in asked_at and wait > 0:
                pause(wait)
            yield row
            asked_at[host] = time.monotonic()


def agent() -> str:
    """Return who asks, with the agency's own site, so that whoever runs the other one knows where to turn."""
    return f"Mozilla/5.0 (compatible; {NAME}/1.0; +{settings.SITE_URL}/)"


def asked(row: OutgoingLink, robots: Robots) -> Result:
    """Return what the other site says of a link, or why nobody answered or was asked."""
    try:
        return ask(row.url, agent=robots.agent, loopback=robots.loopback, check=robots.check)
    except NoAnswer as reason:
        return reason


def keep(row: OutgoingLink, result: Result, moment: datetime) -> None:
    """Keep what came of asking; `since` is when the state began that it is in."""
    failures = row.failures + 1 if is_failure(result) else 0
    status = status_of(result, failures)
    fields = {
        "status": status,
        "code": result.status if isinstance(result, Answer) else None,
        "reason": "" if isinstance(result, Answer) else result.reason.value,
        "moved_to": result.moved_to[:2000] if isinstance(result, Answer) else "",
        "failures": failures,
        "checked_at": moment,
        "tried_at": moment,
        "since": row.since if row.status == status and row.since else moment,
    }
    OutgoingLink.objects.filter(pk=row.pk).update(**fields)


def is_failure(result: Result) -> bool:
    """Whether a result counts towards calling a link dead."""
    return result.status >= 500 if isinstance(result, Answer) else result.reason not in NOT_ASKED


def status_of(result: Result, failures: int) -> str:
    """Return what a result means: gone is dead at once, silence only after several times."""
    if isinstance(result, Answer):
        if result.status in GONE:
            return Status.DEAD
        if result.status < 400 or result.status in KEEPS_US_OUT:
            return Status.MOVED if result.moved_to else Status.GOOD
    elif result.reason in NOT_ASKED:
        return NOT_ASKED[result.reason]
    elif result.reason in (Reason.NO_HOST, Reason.NOT_ALLOWED):
        return Status.DEAD
    return Status.DEAD if failures >= DEAD_AFTER else Status.FAILING
