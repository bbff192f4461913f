"""Registers that people watch: effects of actions, and history. Nobody writes in them."""

from typing import Any, cast

from django.contrib.admin import SimpleListFilter, display
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.helpers import ButtonHelper
from wagtail_modeladmin.helpers.search import BaseSearchHandler
from wagtail_modeladmin.options import ModelAdminGroup

from accounts.models import User
from workflows.actors import Role
from workflows.mending import STOPPED, may_replay
from workflows.models import Delivery, Event, FollowUp, Submission, Transfer
from workflows.registers.base import Register, WatchedPermissions
from workflows.resources import OTHER_EVENTS, effect_title, event_title
from workflows.transitions import ACTIONS


def rows_for(user: User, rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """Narrow rows of reports to the reports of one's units, for those who have units; others watch all."""
    if not user.has_perm("workflows.view_submission") or user.has_perm("workflows.audit_submission"):
        return rows
    return rows.filter(submission__in=Submission.objects.visible_to(user).values("pk"))


class OfReports(WatchedPermissions):
    """Rows of reports that one may see."""

    def user_can_inspect_obj(self, user: User, obj: Model) -> bool:
        if not super().user_can_inspect_obj(user, obj):
            return False
        return rows_for(user, type(obj)._default_manager.filter(pk=obj.pk)).exists()


class ByReport(BaseSearchHandler):
    """Search by a report's number, as it is written: an index finds it at any size."""

    def search_queryset(self, queryset: "QuerySet[Any]", search_term: str, **kwargs: Any) -> "QuerySet[Any]":
        number = search_term.replace("\0", "").strip().upper()
        if not number:
            return queryset
        named = Q(temporary_number=number) | Q(permanent_number=number)
        return queryset.filter(submission__in=Submission.objects.filter(named).values("pk"))


class Watched(Register):
    """A register of rows that hang on reports."""

    permission_helper_class = OfReports
    inspect_view_enabled = True
    search_handler_class = ByReport
    search_fields = ("submission",)
    list_select_related: tuple[str, ...] = ("submission",)
    ordering = ("-pk",)

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        return rows_for(cast(User, request.user), super().get_queryset(request))

    @display(description=_("Report"))
    def report(self, row: Any) -> str:
        """The report's number."""
        return str(row.submission) if row.submission else ""


class MendButtons(ButtonHelper):
    """Beside looking: trying again what failed."""

    def get_buttons_for_obj(self, obj: FollowUp, **kwargs: Any) -> list[dict[str, Any]]:
        buttons: list[dict[str, Any]] = super().get_buttons_for_obj(obj, **kwargs)
        if obj.state in STOPPED and may_replay(self.request.user):
            mend = reverse("workflows_mend", args=[obj.pk])
            label = _t("Mend")
            classname = self.finalise_classname(["button-small"])
            buttons.append({"url": mend, "label": label, "classname": classname, "title": label})
        return buttons


class FollowUpRegister(Watched):
    """What is to be done after actions, and what failed."""

    model = FollowUp
    menu_icon = "tasks"
    button_helper_class = MendButtons
    list_display = ("what", "report", "state", "attempts", "due_at", "error")
    list_filter = ("state",)
    inspect_view_fields = (
        *("kind", "submission", "state", "attempts", "due_at", "error"),
        *("created_at", "done_at", "key"),
    )
    exported = ("kind", "submission", "state", "attempts", "due_at", "created_at", "done_at", "error")

    @display(description=_("What"))
    def what(self, row: FollowUp) -> str:
        """The effect's name."""
        return effect_title(row.kind)


class TransferRegister(Watched):
    """Packages to the records system."""

    model = Transfer
    menu_icon = "upload"
    list_display = ("report", "state", "packed_at", "sent_at", "closed_at")
    list_filter = ("state",)
    inspect_view_fields = (
        *("submission", "state", "packed_at", "sent_at", "closed_at", "key", "message_id", "sha256"),
    )
    exported = inspect_view_fields


class DeliveryRegister(Watched):
    """Letters to citizens: made, sent, failed. Their addresses are with the reports."""

    model = Delivery
    menu_icon = "mail"
    list_display = ("letter", "report", "language", "state", "made_at", "sent_at", "error")
    list_filter = ("state", "letter")
    inspect_view_fields = (
        *("letter", "submission", "language", "state", "made_at", "sent_at", "error", "key", "message_id"),
    )
    exported = ("letter", "submission", "language", "state", "made_at", "sent_at", "error")


class KindFilter(SimpleListFilter):
    """Events of one kind."""

    title = _("What")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        kinds = (*ACTIONS, *OTHER_EVENTS, "register_changed", "register_exported")
        return sorted(((kind, event_title(kind)) for kind in kinds), key=lambda pair: pair[1])

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        return queryset.filter(kind=self.value()) if self.value() else queryset


class RoleFilter(SimpleListFilter):
    """Events in one role."""

    title = _("Role")
    parameter_name = "role"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(value, str(label)) for value, label in Role.choices]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        return queryset.filter(role=self.value()) if self.value() else queryset


class HistoryRegister(Watched):
    """Every action, every reading and every export, chained."""

    model = Event
    menu_icon = "history"
    list_display = ("number", "when", "what", "report", "who")
    list_filter = (KindFilter, RoleFilter)
    list_select_related = ("submission", "actor")
    ordering = ("-number",)
    inspect_view_fields = (
        *("number", "at", "kind", "submission", "actor", "role", "from_status", "to_status"),
        *("data", "previous_hash", "hash"),
    )
    exported = inspect_view_fields

    @display(description=_("When"))
    def when(self, event: Event) -> str:
        """When it happened, in the agency's time."""
        return date_format(localtime(event.at), "SHORT_DATETIME_FORMAT")

    @display(description=_("What"))
    def what(self, event: Event) -> str:
        """What happened."""
        return event_title(event.kind)

    @display(description=_("Who"))
    def who(self, event: Event) -> str:
        """Who did it, and in which role."""
        role = str(Role(event.role).label) if event.role in Role.values else event.role
        return f"{event.actor.display_name} ({role})" if event.actor else role

    what.short_description = _("What")  # type: ignore[attr-defined]


class Watches(ModelAdminGroup):
    """What is to be looked after, in one menu."""

    menu_label = _("Effects and history")
    menu_item_name = "effects-and-history"
    menu_icon = "history"
    menu_order = 320
    items = (FollowUpRegister, TransferRegister, DeliveryRegister, HistoryRegister)
