"""What the browser's side of the way asks for: `{% load browser %}`."""

from collections.abc import Mapping

from django import template
from django.utils.translation import gettext as _

from forms.way.visits import mark_of
from workflows import draft_files
from workflows.definition import Field
from workflows.models import Submission

register = template.Library()


@register.simple_tag
def way_words() -> Mapping[str, str]:
    """Return the sentences of the scripts of a step and of the check page; {names} are filled in by them."""
    return {**_saving(), **_sending(), "left": _("{minutes} min {seconds} s")}


def _saving() -> dict[str, str]:
    return {
        "offline": _("No connection. What you typed is kept on this page. We try again by ourselves."),
        "failed": _(
            "This could not be saved. What you typed is kept on this page. We try again by ourselves."
        ),
        "slow": _("Waiting for the connection. What you typed is kept on this page."),
        "restored": _("What you typed before this page was loaded again is back."),
        "conflict": _("Something here was changed on another device. Choose Continue to see both texts."),
        "lost": _(
            "This page lost its report. Choose Continue: what you typed is kept, and we ask for your code."
        ),
        "over": _(
            "The time for this report is over, or it was sent. Copy what you typed, then choose Continue."
        ),
        "not_sent": _("No connection. Your report is not sent yet. We send it when the connection is back."),
    }


def _sending() -> dict[str, str]:
    return {
        "sending": _("A file is still being sent. We go on when it is here."),
        "refused_file": _(
            "A file was not added. Read why beside it, or choose Continue to go on without it."
        ),
        "waiting": _("Waits its turn"),
        "beginning": _("Sending"),
        "percent": _("{percent} percent sent"),
        "looking": _("Sent. We look at the file."),
        "kept": _("Added"),
        "cancelled": _("Cancelled"),
        "broken": _("No connection. What is sent stays sent, and the rest goes when the connection is back."),
        "too_large": _("This file is larger than {most} MB. Choose a smaller file."),
        "not_taken": _("This file could not be added. Choose Continue, then add it again."),
        "take_away": _("Take away"),
    }


@register.filter
def mark(draft: Submission) -> str:
    """Return what a page says of the draft that it shows, so that nothing of it lands in another one."""
    return mark_of(draft)


@register.filter
def most_bytes(field: Field) -> int:
    """Return the size of the largest file that a question takes."""
    return draft_files.most_bytes(field)


@register.filter
def takes_photos(field: Field) -> bool:
    """Whether a question for files takes photos."""
    return "image" in (field.limits.get("types") or ["image"])
