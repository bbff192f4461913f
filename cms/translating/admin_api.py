"""The admin's API moves pages as its screens do: translations go along, and the answer says which stayed and why."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response
from wagtail.admin.api.actions.move import MovePageAPIAction
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.models import Page

from cms.translating.moving import follow, pairs_of

INSIDE = {"first-child", "last-child"}


class MoveTogether(MovePageAPIAction):
    """Moves a page and, below the translation of the new place, its translations."""

    def execute(self, instance: Page, data: dict[str, Any]) -> Response:
        """Move them in one transaction; `translations` of the answer has one line for each."""
        there = _place(data)
        if there and (there.pk == instance.pk or there.is_descendant_of(instance)):
            raise ValidationError({"destination_page_id": [_("A page cannot go below itself.")]})
        pairs = list(pairs_of(instance, there)) if there else []
        with transaction.atomic():
            answer: Response = super().execute(instance, data)
            answer.data["translations"] = [self._follow(*pair) for pair in pairs]
        return answer

    def _follow(self, twin: Page, there: Page | None) -> dict[str, Any]:
        reason = follow(twin, there, self.request.user)
        language = twin.locale.language_code
        return {"id": twin.pk, "language": language, "moved": not reason, "reason": reason}


def _place(data: dict[str, Any]) -> Page | None:
    """Return below which page the move leads: the one that is named, or beside it."""
    named = Page.objects.filter(pk=data["destination_page_id"]).first()
    if named is None or data.get("position") in INSIDE:
        return named
    above: Page | None = named.get_parent()
    return above


class Pages(PagesAdminAPIViewSet):
    """Pages of the admin's API."""

    actions = {**PagesAdminAPIViewSet.actions, "move": MoveTogether}


def register(router: WagtailAPIRouter) -> None:
    """Have the admin's API move pages together."""
    router.register_endpoint("pages", Pages)
