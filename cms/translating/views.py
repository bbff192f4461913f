"""The map on the screen: counts by kind, a list with filters, what changed since, and “still right”."""

import difflib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from cms.folding import fold
from cms.models import TranslationSeen
from cms.translating.items import Item, State, sources
from cms.translating.seen import note, seen_of, state_of

PERMISSION = "simple_translation.submit_translation"
PER_PAGE = 40
LABELS = {
    State.MISSING: gettext_lazy("Missing"),
    State.STALE: gettext_lazy("Behind"),
    State.DONE: gettext_lazy("Done"),
}


@dataclass(frozen=True)
class Row:
    """An item on the screen: how it stands, and what changed in the English since its French was written."""

    item: Item
    state: State
    kind: Any
    seen: TranslationSeen | None

    def changes(self) -> Iterator[tuple[str, str]]:
        """Yield the lines of English that went and came, as `-` or `+` and the line."""
        before = self.seen.source if self.seen else []
        for line in difflib.ndiff(before, list(self.item.source)):
            if line[:2] in ("- ", "+ "):
                yield line[0], line[2:]

    @property
    def can_vouch(self) -> bool:
        """Whether somebody can say here that the French is still right."""
        return self.state is State.STALE and self.item.known is None


@never_cache
@require_safe
def translation_map(request: HttpRequest) -> HttpResponse:
    """Show the map."""
    _allow(request)
    rows = list(all_rows())
    kind, state = request.GET.get("kind", ""), request.GET.get("state", "")
    asked = fold(request.GET.get("q", "").strip())
    shown = [
        row
        for row in rows
        if (not kind or row.item.kind == kind)
        and (not state or row.state == state)
        and (not asked or asked in fold(row.item.title))
    ]
    shown.sort(key=lambda row: list(State).index(row.state))
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "page_title": _("Translation"),
        "header_icon": "globe",
        "counts": counts(rows),
        "states": [(each.value, LABELS[each]) for each in State],
        "labels": LABELS,
        "kinds": [(source.name, source.title) for source in sources()],
        "kind": kind,
        "state": state,
        "q": request.GET.get("q", ""),
        "page": page,
        "rows": [_for(request, row) for row in page],
        "here": request.get_full_path(),
    }
    return render(request, "cms/admin/translation_map.html", context)


@require_POST
def still_right(request: HttpRequest) -> HttpResponse:
    """Note that the French of an item is right for the English that it has now."""
    _allow(request)
    key = request.POST.get("key", "")
    row = next((row for row in all_rows() if row.item.key == key and row.can_vouch), None)
    if row is None:
        messages.error(request, _("This has changed meanwhile. Look again."))
    elif row.item.permission and not cast(User, request.user).has_perm(row.item.permission):
        raise PermissionDenied
    else:
        note(row.item, row.seen, by=cast(User, request.user), still_right=True)
        messages.success(
            request, _("Noted: the French of “%(title)s” is still right.") % {"title": row.item.title}
        )
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return redirect(back if safe else reverse("cms_translation_map"))


def all_rows() -> Iterator[Row]:
    """Yield every item of every kind, with how it stands."""
    found = [(source, item) for source in sources() for item in source.items()]
    seen = seen_of(item for _source, item in found)
    for source, item in found:
        row = seen.get(item.key)
        yield Row(item, state_of(item, row), source.title, row)


def counts(rows: list[Row]) -> list[tuple[str, Any, list[tuple[str, int]]]]:
    """Return for each kind how many items are in each state."""
    totals = Counter((row.item.kind, row.state) for row in rows)
    return [
        (source.name, source.title, [(each.value, totals[(source.name, each)]) for each in State])
        for source in sources()
        if any(totals[(source.name, each)] for each in State)
    ]


def _for(request: HttpRequest, row: Row) -> Row:
    """Return a row whose link to the editor is there only for those who may mend it."""
    permission = row.item.permission
    if permission and not cast(User, request.user).has_perm(permission):
        return replace(row, item=replace(row.item, edit_url=""))
    return row


def _allow(request: HttpRequest) -> None:
    if not cast(User, request.user).has_perm(PERMISSION):
        raise PermissionDenied
