"""The sections about the work: what was handled, how fast, front-line hours, share of online, cost per report."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext as _

from workflows.evaluation.document import Line, Section, dollars, number, percent, too_little
from workflows.evaluation.period import (
    Days,
    days_to_decision,
    first_online,
    in_time,
    sent_online,
    without_visit_or_call,
)
from workflows.experiments import numbers
from workflows.models import BaselineFigure, ChannelTotal, Event, InformationRequest, RunningCost, Status

LEAST = 5


def handled(days: Days) -> Section:
    """What came in and what became of it (summative)."""
    reports = sent_online(days)
    sent = reports.count()
    own = _("This system: reports sent in the period")
    by_state = {
        _("Approved or filed"): reports.filter(status__in=(Status.APPROVED, Status.FILED)).count(),
        _("Rejected"): reports.filter(status=Status.REJECTED).count(),
        _("Taken back by the person"): reports.filter(status=Status.WITHDRAWN).count(),
    }
    lines = [Line(_("Reports sent online"), number(sent), number(sent), own)]
    lines += [Line(name, number(count), number(sent), own) for name, count in by_state.items()]
    return Section(_("What was handled"), lines=lines)


def internal(days: Days) -> Section:
    """How the work went inside (internal)."""
    reports = sent_online(days)
    on_time, decided = in_time(reports)
    middle = days_to_decision(reports)
    own = _("This system: reports sent in the period")
    enough = decided >= LEAST
    asked = InformationRequest.objects.filter(submission__in=reports.values("pk"))
    sent, came_back = reports.count(), asked.values("submission").distinct().count()
    reopened = Event.objects.filter(kind="reopen", submission__in=reports.values("pk"))
    lines = [
        Line(
            _("Median days from sending to the decision"),
            number(middle, 1) if middle is not None and enough else too_little(),
            number(decided),
            own,
        ),
        _share(_("Decided by the promised date"), on_time, decided, own),
        _share(_("Reports about which the officer had to ask"), came_back, sent, own),
        Line(_("Rejections taken up again on appeal"), number(reopened.count()), number(sent), own),
    ]
    return Section(_("How the work went"), lines=lines)


def _share(label: str, part: int, n: int, source: str) -> Line:
    if n < LEAST:
        return Line(label, too_little(), number(n), source)
    found = numbers.share(part, n)
    interval = _("%(low)s to %(high)s") % {"low": percent(found.low), "high": percent(found.high)}
    return Line(label, percent(found.value), number(n), source, interval)


def hours_freed(days: Days) -> Section:
    """Front-line hours freed: reports handled without a visit or call, times what one takes."""
    count = without_visit_or_call(days).count()
    own = _("This system: approved or filed, without a visit or a call")
    lines = [Line(_("Reports handled without a visit or call"), number(count), number(count), own)]
    figure = BaselineFigure.objects.filter(about=BaselineFigure.About.MINUTES).first()
    notes = [
        _(
            "Left out are reports that staff took by phone, letter or at the counter. So are those where a video call "
            "sent somebody."
        )
    ]
    if figure is None:
        notes.append(_("Nobody has entered the minutes that one report by visit or call takes."))
        lines.append(Line(_("Front-line hours freed"), too_little(), number(count), "–"))
        return Section(_("Front-line hours freed"), lines=lines, notes=notes)
    minutes = float(figure.value)
    n = number(figure.n) if figure.n else "–"
    lines.append(Line(_("Minutes that one report by visit or call takes"), number(minutes), n, figure.source))
    formula = _("%(count)s reports × %(minutes)s minutes") % {
        "count": number(count),
        "minutes": number(minutes),
    }
    enough = count >= LEAST
    hours = number(count * minutes / 60) if enough else too_little()
    lines.append(Line(_("Front-line hours freed"), hours, number(count), formula))
    notes.append(_("The time that reviewing a report takes at the desk is not taken off."))
    return Section(_("Front-line hours freed"), lines=lines, notes=notes)


def share_online(days: Days) -> Section:
    """Which share of reports came online, over the months for which staff entered all other channels."""
    title = _("Share of reports that came online")
    begun = first_online()
    months = [
        each
        for each in _months(days)
        if begun <= (each["year"], each["month"]) and ChannelTotal.objects.filter(**each).exists()
    ]
    if not months:
        note = _(
            "Nobody has entered the totals of other channels for a whole month since the first online report."
        )
        return Section(title, lines=[Line(title, too_little(), "–", "–")], notes=[note])
    online, lines = 0, []
    others: dict[str, int] = {}
    sources: set[str] = set()
    for month in months:
        online += sent_online(_whole(month)).count()
        for total in ChannelTotal.objects.filter(**month):
            name = str(total.get_channel_display())
            others[name] = others.get(name, 0) + total.reports
            sources.add(total.source)
    everything = online + sum(others.values())
    source = "; ".join(sorted(sources))
    lines.append(_share(title, online, everything, _("This system, and: %(source)s") % {"source": source}))
    own = _("This system: reports sent in the period")
    lines.append(Line(_("Online"), number(online), number(everything), own))
    lines += [Line(name, number(count), number(everything), source) for name, count in others.items()]
    counted = _("Counted over %(count)s months for which other channels were entered.")
    return Section(title, lines=lines, notes=[counted % {"count": number(len(months))}])


def _months(days: Days) -> Iterator[dict[str, int]]:
    """Yield each month that lies whole within the days."""
    first = days.begins_on.replace(day=1)
    if first < days.begins_on:
        first = _next_month(first)
    while _next_month(first) - timedelta(days=1) <= days.ends_on:
        yield {"year": first.year, "month": first.month}
        first = _next_month(first)


def _next_month(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1)


def _whole(month: dict[str, int]) -> Days:
    first = date(month["year"], month["month"], 1)
    return Days(first, _next_month(first) - timedelta(days=1))


def cost(days: Days) -> Section:
    """What one decided report cost; a cost over other days counts by the days that fall into the period."""
    title = _("Cost per report")
    overlapping = Q(begins_on__lte=days.ends_on, ends_on__gte=days.begins_on)
    costs = list(RunningCost.objects.filter(overlapping))
    decided = sent_online(days).filter(decided_at__isnull=False).exclude(status=Status.WITHDRAWN).count()
    if not costs:
        note = _("Nobody has entered costs that fall into the period.")
        return Section(title, lines=[Line(title, too_little(), number(decided), "–")], notes=[note])
    lines = [Line(each.title(), dollars(float(_within(each, days))), "–", each.source) for each in costs]
    total = sum(_within(each, days) for each in costs)
    own = _("Costs above, over reports sent and decided in the period")
    value = dollars(float(total) / decided) if decided >= LEAST else too_little()
    lines.append(Line(title, value, number(decided), own))
    return Section(
        title,
        lines=lines,
        notes=[_("A cost that runs over other days counts by the days that fall into the period.")],
    )


def _within(each: RunningCost, days: Days) -> Decimal:
    begins, ends = max(each.begins_on, days.begins_on), min(each.ends_on, days.ends_on)
    part = (ends - begins).days + 1
    return each.amount * part / ((each.ends_on - each.begins_on).days + 1)
