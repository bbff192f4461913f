"""Who acts: a member of staff, the citizen, the site itself, or another system."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class Role(models.TextChoices):
    """In which role somebody acted; the first three are actors of their own."""

    CITIZEN = "citizen", _("Citizen")
    SYSTEM = "system", _("System")
    RECORDS_SYSTEM = "records_system", _("Records system")
    REVIEWER = "reviewer", _("Reviewer")
    SUPERVISOR = "supervisor", _("Supervisor")
    RECORDS_CLERK = "records_clerk", _("Records clerk")
    VIDEO_OFFICER = "video_officer", _("Video officer")
    AUDITOR = "auditor", _("Auditor")
    STAFF = "staff", _("Staff")


By = User | Role

_ROLE_BY_PERMISSION = (
    ("workflows.supervise_submission", Role.SUPERVISOR),
    ("workflows.review_submission", Role.REVIEWER),
    ("workflows.file_submission", Role.RECORDS_CLERK),
    ("workflows.video_submission", Role.VIDEO_OFFICER),
    ("workflows.audit_submission", Role.AUDITOR),
)


def role_of(by: By) -> str:
    """Return the role in which `by` acts, from the permissions a user has."""
    if isinstance(by, Role):
        return by.value
    for permission, role in _ROLE_BY_PERMISSION:
        if by.has_perm(permission):
            return role.value
    return Role.STAFF.value
