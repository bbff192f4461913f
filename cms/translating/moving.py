"""A page that staff move takes its translations along: each goes below the translation of the new place.

A translation that stood elsewhere before stays there. What cannot go along stays, and whoever moves is told why.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.actions.move_page import MovePageAction
from wagtail.models import Page

# Where on the request it is kept which translations go along.
ALONG = "cms_moving_along"


def before_moving(request: HttpRequest, page: Page, destination: Page) -> None:
    """Say on the screen before a move what goes along and what stays; remember it for the move."""
    pairs = list(pairs_of(page, destination))
    if request.method == "POST":
        setattr(request, ALONG, pairs)
        return
    for twin, there in pairs:
        reason = kept_from(twin, there, request.user)
        if reason or there is None:
            messages.warning(request, _stays(twin, reason))
        else:
            told = _("“%(title)s” (%(language)s) moves along, below “%(place)s”.")
            messages.info(request, told % {**_named(twin), "place": there.get_admin_display_title()})


def after_moving(request: HttpRequest, page: Page) -> None:
    """Move the translations that stood beside the page, each with its own redirects."""
    for twin, there in getattr(request, ALONG, ()):
        move_along(request, twin, there)


def before_moving_several(request: HttpRequest, action_type: str, pages: Iterable[Page], action: Any) -> None:
    """Remember, before several pages move at once, which translations go along."""
    if action_type == "move":
        destination = action.cleaned_form.cleaned_data["chooser"]
        setattr(request, ALONG, [pair for page in pages for pair in pairs_of(page, destination)])


def after_moving_several(request: HttpRequest, action_type: str, pages: Iterable[Page], action: Any) -> None:
    """Move their translations, but none that was itself among the pages."""
    if action_type == "move":
        chosen = {page.pk for page in pages}
        for twin, there in getattr(request, ALONG, ()):
            if twin.pk not in chosen:
                move_along(request, twin, there)


def pairs_of(page: Page, destination: Page) -> Iterator[tuple[Page, Page | None]]:
    """Yield each translation that stands where the page's place is translated, and where it would go, if anywhere."""
    beside = set(page.get_parent().get_translations(inclusive=True).values_list("pk", flat=True))
    for twin in page.get_translations().select_related("locale"):
        above = twin.get_parent()
        there = destination.get_translation_or_none(twin.locale)
        if above.pk in beside and (there is None or there.pk != above.pk):
            yield twin, there


def kept_from(twin: Page, there: Page | None, user: Any) -> str:
    """Return why a translation cannot go along, nothing if it can."""
    if there is None:
        return _("the new place has no page in this language")
    if not twin.permissions_for_user(user).can_move_to(there.specific):
        return _("you may not move it there")
    if not Page._slug_is_available(twin.slug, there, page=twin):
        return _("another page there has the address “%(slug)s”") % {"slug": twin.slug}
    return ""


def move_along(request: HttpRequest, twin: Page, there: Page | None) -> None:
    """Move one translation, or say why it stays."""
    if reason := follow(twin, there, request.user):
        messages.warning(request, _stays(twin, reason))
    else:
        told = _("“%(title)s” (%(language)s) moved along.")
        messages.success(request, told % _named(twin))


def follow(twin: Page, there: Page | None, user: Any) -> str:
    """Move one translation; return why it stays, nothing if it moved."""
    reason = kept_from(twin, there, user)
    if there is not None and not reason:
        MovePageAction(twin.specific, there, pos="last-child", user=user).execute()
    return reason


def _stays(twin: Page, reason: str) -> str:
    told = _("“%(title)s” (%(language)s) stays where it is: %(reason)s.")
    return told % {**_named(twin), "reason": reason}


def _named(twin: Page) -> dict[str, str]:
    return {"title": twin.specific.get_admin_display_title(), "language": twin.locale.get_display_name()}
