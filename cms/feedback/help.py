"""Where somebody in danger finds help now: shown at once to whoever writes words that point at it."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from cms.models.feedback import Alarm


@dataclass(frozen=True)
class Way:
    """One number to call, who answers there and when it is the right one."""

    number: str
    dial: str
    who: str
    when: str


def ways_to_help(alarm: str) -> list[Way]:
    """Return the numbers to call, the likeliest first."""
    now = Way("911", "911", _("Police, ambulance, fire"), _("When you or somebody else is in danger now."))
    crisis = Way(
        "9-8-8",
        "988",
        _("Suicide Crisis Helpline"),
        _("Call or text, day and night, in English or French. It is free."),
    )
    phone = settings.VICTIM_SERVICES["phone"]
    victims = Way(
        phone,
        "".join(each for each in phone if each.isdigit() or each == "+"),
        _("Victim services"),
        _("When somebody hurt or threatened you and you want to talk about it."),
    )
    return [crisis, now, victims] if alarm == Alarm.SELF_HARM else [now, crisis, victims]
