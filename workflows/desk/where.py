"""Where the pins of a report are, as a small picture beside their words. Nobody else is asked for it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from workflows.definition.kinds.location import is_point, point_words
from workflows.extensions import Context, DeskPanel, register_desk_panel
from workflows.models import Submission
from workflows.places.picture import Picture, picture_of
from workflows.transfer_kinds import given

MOST = 3


@dataclass(frozen=True)
class Pin:
    """A pin as the panel shows it; without a picture where none of our neighbourhoods is near."""

    words: str
    picture: Picture | None


def where(report: Submission, user: User) -> Context | None:
    """The pins of the report's answers, the first few."""
    answers = (value for _key, _question, value in given(report.definition, report.answers, "location"))
    points = [(value["lat"], value["lon"]) for value in answers if is_point(value)]
    pins = [Pin(point_words(*point), picture_of(*point)) for point in points[:MOST]]
    return {"pins": pins} if pins else None


register_desk_panel(DeskPanel("where", _("Where it is"), "workflows/desk/panels/where.html", where))
