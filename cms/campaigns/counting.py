"""Counting visits by short link and day: no cookie, no address, nothing about people.

Bots are left out as far as they say what they are. From one network address at most `MOST` visits count in ten minutes:
a whole class may scan one poster, a loop does not fill the chart. For that the address is kept as a keyed hash that
expires by itself.
"""

import re

from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils.timezone import localdate

from cms.limits import is_too_often
from cms.models import LinkDay, ShortLink
from cms.visitors import address_of

MOST = 40
SECONDS = 600
BOTS = re.compile(
    r"bot\b|bot[/;_-]|crawl|spider|slurp|preview|facebookexternalhit|embedly|whatsapp|curl/|wget|python-|"
    r"headless|lighthouse|monitor|nmap|nikto|zgrab|masscan|java/|go-http|okhttp|httpclient",
    re.IGNORECASE,
)


def count_visit(link: ShortLink, request: HttpRequest) -> None:
    """Count that somebody opened a link today, unless it is a machine as far as one can see."""
    address = address_of(request)
    if is_a_visit(request) and not is_too_often(f"visit-{link.pk}", address, most=MOST, seconds=SECONDS):
        count(link)


def is_a_visit(request: HttpRequest) -> bool:
    """Whether a request looks like a person who opens an address."""
    agent = request.headers.get("User-Agent", "")
    ahead = "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
    opened = request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
    return request.method == "GET" and bool(agent) and not BOTS.search(agent) and opened and not ahead


def count(link: ShortLink) -> None:
    """Add one to today's count of a link."""
    today = {"link": link, "day": localdate()}
    if LinkDay.objects.filter(**today).update(count=F("count") + 1):
        return
    try:
        with transaction.atomic():
            LinkDay.objects.create(**today, count=1)
    except IntegrityError:  # somebody else was the first of the day
        LinkDay.objects.filter(**today).update(count=F("count") + 1)
