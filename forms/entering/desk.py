"""What the desk shows of entering for somebody: a link above the queue, and on a report what its person can add."""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workflows.entering import may_answer_for, may_enter
from workflows.extensions import Context, DeskLink, DeskPanel, register_desk_link, register_desk_panel
from workflows.models import Submission
from workflows.supplements import may_add_for_somebody


def for_the_person(report: Submission, user: User) -> Context | None:
    """Return what can be entered on a sent report for its person now, if anything."""
    found = {"answer": may_answer_for(user, report), "add": may_add_for_somebody(user, report)}
    return found if any(found.values()) else None


def register() -> None:
    """Have the desk show it."""
    register_desk_link(DeskLink("enter", _("Enter a report"), "plus", "entering:overview", may_enter))
    register_desk_link(DeskLink("send-form", _("Send a form"), "mail", "entering:form_link", may_enter))
    register_desk_panel(
        DeskPanel("for-the-person", _("For the person"), "forms/entering/panel.html", for_the_person)
    )
