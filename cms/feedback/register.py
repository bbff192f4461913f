"""The register of page feedback in the admin, and the phrases of danger that staff add."""

from typing import Any

from django.contrib.admin import SimpleListFilter, display
from django.contrib.admin.utils import label_for_field
from django.db.models import Count, Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.options import ModelAdminGroup
from wagtail_modeladmin.views import InspectView

from accounts.models import User
from accounts.registers import Register, RegisterPermissions
from cms.feedback.actions import named
from cms.models import AlarmPhrase, Feedback

EXPORT = "cms.export_feedback"
MOST_PAGES = 200


class GivenByReaders(RegisterPermissions):
    """Rows that readers make: staff only say what they did about them."""

    def user_can_create(self, user: User) -> bool:
        return False

    def user_can_delete_obj(self, user: User, obj: Model) -> bool:
        return False


class Answer(InspectView):
    """All of one answer; what was taken out is told by the register, as in its list."""

    def get_field_label(self, field_name: str, field: Any = None) -> Any:
        return label_for_field(field_name, model=self.model, model_admin=self.model_admin)

    def get_field_display_value(self, field_name: str, field: Any = None) -> Any:
        if field_name == "taken_out":
            return self.model_admin.taken_out(self.instance)
        return super().get_field_display_value(field_name, field)


class PageFilter(SimpleListFilter):
    """Feedback on one page, in all its languages."""

    title = _("page")
    parameter_name = "page_key"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        rows = Feedback.objects.order_by().values_list("page_key").annotate(answers=Count("pk"))
        keys = [key for key, _answers in rows.order_by("-answers")[:MOST_PAGES]]
        titles = dict(
            Feedback.objects.filter(page_key__in=keys).order_by("pk").values_list("page_key", "page_title")
        )
        return [(str(key), titles[key]) for key in keys]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        known = {key for key, _title in self.lookup_choices}
        return queryset.filter(page_key=self.value()) if self.value() in known else queryset


class FeedbackRegister(Register):
    """What readers said; the latest first."""

    model = Feedback
    menu_icon = "comment"
    menu_label = _("Answers")
    permission_helper_class = GivenByReaders
    inspect_view_enabled = True
    inspect_view_class = Answer
    list_display = ("when", "page_title", "answer", "said", "warning", "state")
    list_filter = ("state", "useful", "alarm", "language", PageFilter)
    search_fields = ("text", "page_title", "note")
    ordering = ("-pk",)
    fields = ("page_title", "useful", "text", "state", "note")
    frozen = ("page_title", "useful", "text")
    inspect_view_fields = (
        *("given_at", "page_title", "language", "useful", "text", "taken_out", "alarm", "state", "note"),
        *("mailed_at", "text_deleted_at"),
    )
    exported = ("given_at", "page_title", "language", "useful", "text", "alarm", "state", "note")
    export_permission = EXPORT
    index_template_name = "cms/admin/feedback_list.html"

    def get_extra_attrs_for_field_col(self, obj: Model, field_name: str) -> dict[str, str]:
        """Say which language readers wrote in, and which one their page is in."""
        if isinstance(obj, Feedback) and field_name in ("page_title", "said"):
            return {"lang": obj.language}
        return super().get_extra_attrs_for_field_col(obj, field_name)

    @display(description=_("Given"))
    def when(self, row: Feedback) -> str:
        """When it was given, in the agency's time."""
        return date_format(localtime(row.given_at), "SHORT_DATETIME_FORMAT")

    @display(description=_("Useful"))
    def answer(self, row: Feedback) -> str:
        """Yes or no, in a word."""
        return gettext("Yes") if row.useful else gettext("No")

    @display(description=_("What is missing or wrong"))
    def said(self, row: Feedback) -> str:
        """The beginning of what was written."""
        if row.text_deleted_at:
            return gettext("(deleted after the time that words are kept)")
        return Truncator(row.text).chars(160)

    @display(description=_("Alarm"))
    def warning(self, row: Feedback) -> str:
        """What a phrase points at, as a link to the text."""
        if not row.alarm:
            return ""
        address = reverse("cms_feedback_modeladmin_inspect", args=[row.pk])
        return format_html('<a href="{}"><strong>{}</strong></a>', address, row.get_alarm_display())

    @display(description=_("Taken out"))
    def taken_out(self, row: Feedback) -> str:
        """What kinds of things were taken out of the text."""
        return ", ".join(named(kind) for kind in row.scrubbed)


class AlarmPhraseRegister(Register):
    """Phrases that call staff, beside those that are shipped."""

    model = AlarmPhrase
    menu_icon = "warning"
    fields = ("phrase", "alarm")
    list_display = ("phrase", "alarm")
    list_filter = ("alarm",)
    search_fields = ("phrase",)
    exported = ("phrase", "alarm")
    export_permission = EXPORT


class PageFeedback(ModelAdminGroup):
    """All of page feedback, in one menu."""

    menu_label = _("Page feedback")
    menu_item_name = "page-feedback"
    menu_icon = "comment"
    menu_order = 260
    items = (FeedbackRegister, AlarmPhraseRegister)
