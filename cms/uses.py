"""What uses a page, a picture or another row: shown before it is deleted or taken down.

Wagtail keeps an index of what refers to what. What it cannot know (a printed code, an open draft, a name in a
definition) is registered by the app that knows.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, TextField
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, ReferenceIndex

from cms.models import Notice, PrintedCode
from cms.printed import leading_to

MOST = 50


@dataclass(frozen=True)
class Use:
    """One thing that uses the row, in words, and where it is."""

    sentence: str
    url: str = ""


Find = Callable[[Model], Iterable[Use]]
_finders: list[Find] = []
# Told below in words of their own.
TOLD_APART: tuple[type[Model], ...] = (Redirect, Notice, PrintedCode)


def register_uses(find: Find) -> None:
    """Have what `find` returns for a row named before that row is deleted or taken down."""
    if find not in _finders:
        _finders.append(find)


def uses_of(row: Model, user: Any) -> list[Use]:
    """Return what uses a row, at most fifty; addresses are given where this person may edit."""
    found: list[Use] = []
    for find in (_indexed(user), _in_drafts(user), _of_page, *_finders):
        found += find(row)
    return list(dict.fromkeys(found))[:MOST]


def _indexed(user: Any) -> Find:
    def find(row: Model) -> Iterator[Use]:
        addresses = AdminURLFinder(user)
        for source, references in ReferenceIndex.get_grouped_references_to(row):
            if source is None or isinstance(source, TOLD_APART) or source == row:
                continue
            specific = source.specific if isinstance(source, Page) else source
            kind = capfirst(str(specific._meta.verbose_name))
            where = ", ".join(dict.fromkeys(str(each.describe_source_field()) for each in references))
            values = {"kind": kind, "title": _title(specific), "where": where}
            sentence = _("%(kind)s “%(title)s”, at: %(where)s") % values
            yield Use(sentence, addresses.get_edit_url(specific) or "")

    return find


def _in_drafts(user: Any) -> Find:
    """Name the pages that use a row in a draft only: Wagtail's index knows what is saved, not what is waiting."""

    def find(row: Model) -> Iterator[Use]:
        addresses = AdminURLFinder(user)
        public = {(each.object_id, each.model_path) for each in ReferenceIndex.get_references_to(row)}
        for draft in drafts_naming(row):
            found = references_of(draft, row)
            references = [each for each in found if (each.object_id, each.model_path) not in public]
            if references:
                kind = capfirst(str(draft._meta.verbose_name))
                where = ", ".join(dict.fromkeys(str(each.describe_source_field()) for each in references))
                values = {"kind": kind, "title": _title(draft), "where": where}
                sentence = _("%(kind)s “%(title)s”, in its draft, at: %(where)s") % values
                yield Use(sentence, addresses.get_edit_url(draft) or "")

    return find


def drafts_naming(row: Model) -> Iterator[Page]:
    """Yield the latest draft of each page that is not published as it stands, if the number of the row is in it."""
    waiting = Page.objects.filter(has_unpublished_changes=True, latest_revision__isnull=False)
    named = waiting.annotate(draft=Cast("latest_revision__content", TextField())).filter(
        draft__contains=str(row.pk)
    )
    for page in named.exclude(pk=row.pk if isinstance(row, Page) else None).select_related("latest_revision"):
        yield page.latest_revision.as_object()


def references_of(draft: Page, row: Model) -> Iterator[ReferenceIndex]:
    """Yield where a draft refers to a row, found as Wagtail's index finds it in what is saved."""
    kind = ReferenceIndex._get_base_content_type(row).pk
    for to_kind, to_id, model_path, content_path in ReferenceIndex._extract_references_from_object(draft):
        if to_kind == kind and to_id == str(row.pk):
            yield ReferenceIndex(
                content_type_id=draft.content_type_id,
                object_id=str(draft.pk),
                model_path=model_path,
                content_path=content_path,
            )


def _title(row: Any) -> str:
    return row.get_admin_display_title() if isinstance(row, Page) else str(row)


def _of_page(row: Model) -> Iterator[Use]:
    """Yield what leads to a page, or shows on it: codes on paper, redirects, notices, links of the menu."""
    if not isinstance(row, Page):
        return
    for code in leading_to(row):
        yield Use(_("Printed code %(path)s: %(called)s") % {"path": code.path, "called": code.called})
    count = Redirect.objects.filter(redirect_page=row).count()
    if count:
        sentence = ngettext(
            "%(count)d redirect leads here; it goes with the page.",
            "%(count)d redirects lead here; they go with the page.",
            count,
        )
        yield Use(sentence % {"count": count}, reverse("wagtailredirects:index") + f"?q={row.url_path}")
    for notice in Notice.objects.filter(page=row):
        edit = reverse("wagtailsnippets_cms_notice:edit", args=[notice.pk])
        yield Use(_("Notice “%(title)s”, which shows here only") % {"title": notice.title}, edit)
    for twin in row.get_translations().filter(live=True).select_related("locale"):
        edit = reverse("wagtailadmin_pages:edit", args=[twin.pk])
        values = {"title": twin.get_admin_display_title(), "language": twin.locale.get_display_name()}
        yield Use(_("The page in the other language stays: “%(title)s” (%(language)s)") % values, edit)
