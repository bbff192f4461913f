"""What reports add to Wagtail's admin: the way to the desk, and the registers."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail_modeladmin.options import modeladmin_register

from accounts.admin_numbers import PK
from workflows.desk.doors import may_use_desk, staff
from workflows.evaluation import screens as evaluation
from workflows.experiments import screens as experiments
from workflows.registers import webhooks
from workflows.registers.configured import Registers
from workflows.registers.evaluation import EvaluationRegisters
from workflows.registers.mend import mend
from workflows.registers.watched import Watches
from workflows.surveys import screens as survey_results

modeladmin_register(Registers)
modeladmin_register(Watches)
modeladmin_register(EvaluationRegisters)
hooks.register("register_admin_urls", evaluation.urls)
hooks.register("register_reports_menu_item", evaluation.menu_item)
hooks.register("register_admin_urls", survey_results.urls)
hooks.register("register_admin_urls", experiments.urls)
hooks.register("register_reports_menu_item", experiments.menu_item)
hooks.register("register_reports_menu_item", survey_results.menu_item)
hooks.register("register_admin_urls", webhooks.urls)
hooks.register("register_settings_menu_item", webhooks.menu_item)


@hooks.register("register_admin_urls")
def mend_url() -> list[URLPattern]:
    """Where a failed effect is mended."""
    return [path(f"effects/{PK}/mend/", mend, name="workflows_mend")]


class DeskMenuItem(MenuItem):
    """The way to the desk, for those who have reports to read."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_use_desk(staff(request))


@hooks.register("register_admin_menu_item")
def desk_menu_item() -> Any:
    """First in the menu: who has it works there all day."""
    return DeskMenuItem(
        _("Review desk"), reverse_lazy("desk:queue"), name="review-desk", icon_name="tasks", order=10
    )
