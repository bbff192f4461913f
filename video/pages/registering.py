"""What the desk takes from here: a panel on each report, a link at the head of the queue."""

from django.utils.translation import gettext_lazy as _

from video.pages.desk import may_meet
from video.pages.panel import for_desk
from workflows.extensions import DeskLink, DeskPanel, register_desk_link, register_desk_panel


def register() -> None:
    """Add them."""
    register_desk_panel(DeskPanel("video", _("Video call"), "video/panels/desk.html", for_desk))
    register_desk_link(DeskLink("video", _("Video calls"), "view", "videodesk:queue", may_meet))
