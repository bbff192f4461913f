"""Registers behind the evaluation and the experiments, kept by analysts: each figure with its source."""

from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.options import ModelAdminGroup

from workflows.models import Arm, BaselineFigure, ChannelTotal, Experiment, RunningCost
from workflows.registers.base import Register

NAMES = ("name_en", "name_fr")
PERIOD = ("begins_on", "ends_on")


class BaselineRegister(Register):
    """Figures from before, and the minutes that a report by visit or call takes."""

    model = BaselineFigure
    menu_icon = "history"
    fields = ("about", *NAMES, "value", "n", "source", *PERIOD)
    list_display = ("about", "value", "n", "source", *PERIOD)
    list_filter = ("about",)
    exported = fields


class ChannelRegister(Register):
    """How many reports came in another way, by month."""

    model = ChannelTotal
    menu_icon = "order"
    fields = ("year", "month", "channel", "reports", "source")
    list_display = fields
    list_filter = ("year", "channel")
    exported = fields


class CostRegister(Register):
    """What the product cost."""

    model = RunningCost
    menu_icon = "tag"
    fields = (*NAMES, "amount", *PERIOD, "source")
    list_display = ("name_en", "amount", *PERIOD, "source")
    exported = fields


class ExperimentRegister(Register):
    """Experiments with letters: what is expected is written down before they begin."""

    model = Experiment
    menu_icon = "clipboard-list"
    fields = ("key", *NAMES, "letter", "hypothesis_en", "hypothesis_fr", "outcome", *PERIOD)
    frozen = ("key",)
    list_display = ("key", "letter", "outcome", *PERIOD)
    exported = fields


class ArmRegister(Register):
    """The texts of experiments, each a letter of the register."""

    model = Arm
    menu_icon = "mail"
    fields = ("experiment", "key", *NAMES, "template")
    frozen = ("experiment", "key")
    list_display = ("experiment", "key", *NAMES, "template")
    list_select_related = True
    exported = fields


class EvaluationRegisters(ModelAdminGroup):
    """What analysts keep, in one menu."""

    menu_label = _("Evaluation data")
    menu_item_name = "evaluation-data"
    menu_icon = "table"
    menu_order = 320
    items = (BaselineRegister, ChannelRegister, CostRegister, ExperimentRegister, ArmRegister)
