"""What events of calls are called on the desk."""

from django.utils.translation import gettext_lazy as _

from workflows.extensions import register_event_kind

TITLES = {
    "invited": _("Invited to a call"),
    "link_renewed": _("New link to the call"),
    "opened": _("Link to the call opened"),
    "consent": _("Answered about consent to the call"),
    "checked": _("Camera and sound tried"),
    "waiting": _("Waits for an officer by video"),
    "taken": _("Officer took the call"),
    "given_back": _("Call back in the queue"),
    "live": _("Call began"),
    "interrupted": _("Call interrupted"),
    "resumed": _("Call goes on"),
    "ended": _("Call ended"),
    "met": _("Met in person"),
    "phone_over": _("Spoke by phone"),
    "closed": _("Call closed with its outcome"),
    "no_show": _("Nobody came to the call"),
    "cancelled": _("Call cancelled"),
    "expired": _("Link to the call not used"),
    "fallback_phone": _("Call goes on by phone"),
    "rescheduled": _("Call moved to another time"),
    "person_added": _("Person added to the call"),
    "person_removed": _("Person removed from the call"),
    "still_kept": _("Picture taken in the call"),
    "still_agreed": _("Picture kept as evidence"),
    "still_destroyed": _("Picture destroyed: no agreement"),
    "recording_begun": _("Recording begun"),
    "recording_ended": _("Recording ended"),
    "figures_exported": _("Figures of calls exported"),
}


def register() -> None:
    """Name each kind."""
    for kind, title in TITLES.items():
        register_event_kind(f"video_{kind}", title)
