"""Steps in Wagtail's own preview, as the form stands on the screen; answers are for trying it."""

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from forms.compile import stored
from workflows import definition

if TYPE_CHECKING:
    from forms.models import ReportTypePage


def modes(page: "ReportTypePage") -> list[tuple[str, str]]:
    """Return what can be previewed: the start page and each step that has a key."""
    steps = [each["value"] for each in stored(page, "steps")]
    language = get_language() or "en"
    named = [(each.get("key") or "", definition.pick(each.get("title"), language)) for each in steps]
    listed = [
        (key, _("Step %(number)d: %(title)s") % {"number": number, "title": title or key})
        for number, (key, title) in enumerate(named, 1)
        if key
    ]
    return [("", _("Start page")), *listed]


def show_step(request: HttpRequest, page: "ReportTypePage", key: str) -> HttpResponse:
    """Show one step of a draft without answers; what is sent from it goes on in a trial of the saved draft."""
    from forms.trying.frames import show
    from forms.trying.trial import Trial

    return show(request, Trial(page), get_language() or "en", key)
