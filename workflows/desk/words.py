"""How the desk says dates: when something is due, how old it is. Lists are read faster in words than in dates."""

from datetime import date, datetime

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workflows.models import Submission
from workflows.models.submissions import OPEN
from workflows.working_days import local_day

SOON_DAYS = 2


def due_words(day: date, today: date) -> str:
    """Say when an open report is due."""
    days = (day - today).days
    if days < 0:
        return ngettext("%(days)s day overdue", "%(days)s days overdue", -days) % {"days": -days}
    if days == 0:
        return _("Due today")
    if days == 1:
        return _("Due tomorrow")
    if days < 14:
        return ngettext("Due in %(days)s day", "Due in %(days)s days", days) % {"days": days}
    return _("Due %(day)s") % {"day": short_day(day, today)}


def urgency(report: Submission, today: date) -> str:
    """Return how the due date is marked: late, soon, later, or closed when nothing is due any more."""
    if report.status not in OPEN or report.due_on is None:
        return "closed"
    days = (report.due_on - today).days
    if days < 0:
        return "late"
    return "soon" if days <= SOON_DAYS else "later"


def age_words(at: datetime, today: date) -> str:
    """Say how long ago something was sent."""
    day = local_day(at)
    days = (today - day).days
    if days <= 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    if days < 31:
        return ngettext("%(days)s day ago", "%(days)s days ago", days) % {"days": days}
    return short_day(day, today)


def short_day(day: date, today: date) -> str:
    """Return a day without the year where that is this one."""
    return formats.date_format(day, "MONTH_DAY_FORMAT" if day.year == today.year else "SHORT_DATE_FORMAT")
