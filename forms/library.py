"""The library of parts in the admin: where communications staff keep what several report types include."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from forms.models import ReusablePart


class ReusablePartViewSet(SnippetViewSet):
    """Parts of the library, in the menu beside the pages."""

    model = ReusablePart
    icon = "snippet"
    menu_label = _("Library of parts")
    menu_name = "parts"
    add_to_admin_menu = True
    menu_order = 190
    list_display = ["title", "key", "changed_at"]
    copy_view_enabled = True
    panels = [FieldPanel("title"), FieldPanel("key"), FieldPanel("items")]
