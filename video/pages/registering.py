"""What other pages take from here: the desk a panel and a link, a citizen's report the offer or the call there is."""

from django.utils.translation import gettext_lazy as _

from video.pages.desk import may_meet
from video.pages.offer import for_citizen
from video.pages.panel import for_desk
from video.permissions import may_view_figures
from workflows.extensions import (
    CitizenOffer,
    DeskLink,
    DeskPanel,
    register_citizen_offer,
    register_desk_link,
    register_desk_panel,
)


def register() -> None:
    """Add them."""
    register_desk_panel(DeskPanel("video", _("Video call"), "video/panels/desk.html", for_desk))
    register_desk_link(DeskLink("video", _("Video calls"), "view", "videodesk:queue", may_meet))
    register_desk_link(
        DeskLink("video-figures", _("Figures of calls"), "history", "video_figures", may_view_figures)
    )
    register_citizen_offer(CitizenOffer("video", "video/offer.html", for_citizen))
