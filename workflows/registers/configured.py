"""Registers that administrators configure."""

from typing import Any

from django.contrib.admin import display
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.options import ModelAdminGroup

from workflows.models import (
    Holiday,
    LetterTemplate,
    OffenceCode,
    RejectionReason,
    ReportType,
    RetentionSchedule,
    ReviewPolicy,
    Unit,
)
from workflows.registers.base import Register

NAMES = ("name_en", "name_fr")


class Offered(Register):
    """A register whose rows can be taken out of use without being lost."""

    list_filter = ("active",)

    @display(description=_("Offered"))
    def offered(self, row: Any) -> str:
        """Whether reviewers can choose it, in a word."""
        return gettext("Yes") if row.active else gettext("No")


class UnitRegister(Register):
    """Teams and their members: who sees which reports."""

    model = Unit
    menu_icon = "group"
    fields = ("key", *NAMES, "members")
    frozen = ("key",)
    list_display = ("key", *NAMES)
    search_fields = NAMES
    exported = ("key", *NAMES)


class ReportTypeRegister(Register):
    """Which policy holds for a kind of report, and when it closes for good. Kinds come from pages."""

    model = ReportType
    menu_icon = "form"
    fields = ("key", "policy", "closes_at")
    frozen = ("key",)
    list_display = ("key", "policy", "closes_at")
    list_select_related = True
    exported = ("key", "policy", "closes_at")


class PolicyRegister(Register):
    """What holds for the review of a kind of report."""

    model = ReviewPolicy
    menu_icon = "tasks"
    fields = (
        *("key", *NAMES, "unit", "approvals", "review_days", "answer_days", "number_issuer"),
        *(
            "no_offence_allowed",
            "anonymous_allowed",
            "sensitive",
            "copy_delivery",
            "follow_up_days",
            "retention",
            "video_offered",
            "video_recorded",
        ),
    )
    frozen = ("key",)
    list_display = ("key", "unit", "approvals", "review_days", "answer_days")
    list_select_related = True
    exported = fields


class OffenceRegister(Offered):
    """Violation codes that reviewers choose from."""

    model = OffenceCode
    menu_icon = "list-ol"
    fields = ("code", *NAMES, "active")
    frozen = ("code",)
    list_display = ("code", *NAMES, "offered")
    search_fields = ("code", *NAMES)
    exported = ("code", *NAMES, "active")


class ReasonRegister(Offered):
    """Why a report may be closed without a file, and what the citizen is told."""

    model = RejectionReason
    menu_icon = "cross"
    fields = ("token", *NAMES, "text_en", "text_fr", "active")
    frozen = ("token",)
    list_display = ("token", *NAMES, "offered")
    search_fields = ("token", *NAMES)
    exported = fields


class LetterRegister(Register):
    """Letters to citizens, in both languages."""

    model = LetterTemplate
    menu_icon = "mail"
    fields = ("kind", "subject_en", "subject_fr", "body_en", "body_fr")
    frozen = ("kind",)
    list_display = ("kind", "subject_en", "subject_fr")
    exported = fields


class HolidayRegister(Register):
    """Days on which nobody reviews: due dates leave them out."""

    model = Holiday
    menu_icon = "calendar-alt"
    fields = ("date", *NAMES)
    list_display = ("date", *NAMES)
    list_filter = ("date",)
    search_fields = NAMES
    exported = fields


class RetentionRegister(Register):
    """How long each kind of record is kept, and by which rule."""

    model = RetentionSchedule
    menu_icon = "time"
    fields = ("key", *NAMES, "years", "authority")
    frozen = ("key",)
    list_display = ("key", *NAMES, "years")
    exported = fields


class Registers(ModelAdminGroup):
    """What administrators configure, in one menu."""

    menu_label = _("Registers")
    menu_item_name = "registers"
    menu_icon = "table"
    menu_order = 310
    items = (
        UnitRegister,
        ReportTypeRegister,
        PolicyRegister,
        OffenceRegister,
        ReasonRegister,
        LetterRegister,
        HolidayRegister,
        RetentionRegister,
    )
