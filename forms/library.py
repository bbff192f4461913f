"""The library of parts in the admin: where communications staff keep what several report types include."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from forms.library_form import PartForm
from forms.library_uses import count_uses, uses_of
from forms.models import ReusablePart
from forms.publishing import findings_for


class UsesPanel(HelpPanel):
    """Which report types include the part, on which version, and what was published before it changed."""

    class BoundPanel(HelpPanel.BoundPanel):
        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Return what the panel shows; a part that is not saved yet is used nowhere."""
            context = super().get_context_data(parent_context)
            return {**context, "uses": uses_of(self.instance) if self.instance.pk else []}


class UsedColumn(Column):
    """In how many report types each part is; they are looked through once for the whole list."""

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> Any:
        """Return what the cell shows."""
        kept = vars(parent_context["table"])
        if "used_in" not in kept:
            kept["used_in"] = count_uses()
        context = super().get_cell_context_data(instance, parent_context)
        return {**context, "value": in_words(kept["used_in"][instance.pk])}


def in_words(count: int) -> str:
    """Return in how many report types a part is, in words."""
    if not count:
        return _("not used")
    return ngettext("%(count)d report type", "%(count)d report types", count) % {"count": count}


class ReusablePartViewSet(SnippetViewSet):
    """Parts of the library, in the menu beside the pages."""

    model = ReusablePart
    icon = "snippet"
    menu_label = gettext_lazy("Library of parts")
    menu_name = "parts"
    add_to_admin_menu = True
    menu_order = 190
    list_display = [
        "title",
        "key",
        UsedColumn("used", label=gettext_lazy("Used in"), accessor="pk"),
        DateColumn("changed_at", label=gettext_lazy("Changed"), sort_key="changed_at"),
    ]
    copy_view_enabled = True
    edit_handler = ObjectList(
        [
            UsesPanel(template="forms/admin/part_uses.html", heading=gettext_lazy("Where it is used")),
            FieldPanel("title"),
            FieldPanel("key"),
            FieldPanel("items"),
        ],
        base_form_class=PartForm,
    )


def keep_what_is_used(request: HttpRequest, instances: list[Any]) -> HttpResponse | None:
    """Refuse to delete a part while a report type includes it: it could not be published any more."""
    parts = [each for each in instances if isinstance(each, ReusablePart)]
    used = {part: uses_of(part) for part in parts}
    for part, uses in used.items():
        if uses:
            sentence = _("“%(part)s” is not deleted: it is used in %(types)s. Take it out there first.")
            titles = ", ".join(_("“%(name)s”") % {"name": use.page.title} for use in uses)
            messages.error(request, sentence % {"part": part.title, "types": titles})
    if any(used.values()):
        return redirect(reverse(ReusablePart.snippet_viewset.get_url_name("list")))
    return None


def say_what_it_keeps_back(request: HttpRequest, part: Any) -> None:
    """Tell who changed a part which report types cannot be published with it, and why."""
    if not isinstance(part, ReusablePart):
        return
    for use in uses_of(part):
        draft = use.page.get_latest_revision_as_object()
        refusals = [each.sentence for each in findings_for(draft) if each.blocks]
        if refusals:
            heading = _("“%(title)s” cannot be published with the part as it is now.")
            sentences = format_html_join("", "<li>{}</li>", ([each] for each in refusals))
            told = format_html("{}<ul>{}</ul>", heading % {"title": draft.title}, sentences)
            messages.warning(request, told)
