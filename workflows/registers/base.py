"""What every register of reports has: what all registers have, with changes and exports in history."""

from django.utils.translation import gettext_lazy as _

from accounts import registers
from accounts.registers import WatchedPermissions
from workflows.extensions import register_event_kind
from workflows.history import record

__all__ = ["EXPORT", "Register", "WatchedPermissions"]
EXPORT = "workflows.export_submission"

register_event_kind("register_changed", _("Register changed"))
register_event_kind("register_exported", _("Register exported"))
registers.tell(record)


class Register(registers.Register):
    """A register that who may export reports may take away."""

    export_permission = EXPORT
