"""Links to a form that staff send to a caller, by mail or text message: once, then the address is forgotten."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.models.report_types import ReportType
from workflows.models.submissions import Submission


class FormLink(models.Model):
    """One message with a link to a form, or to a draft that was begun for the caller.

    `address` is there until the message is sent; `code` is where the link leads, carries no right and says nothing
    of the matter.
    """

    class Way(models.TextChoices):
        """How the message goes."""

        EMAIL = "email", _("by e-mail")
        TEXT = "text", _("by text message")

    class State(models.TextChoices):
        """Where the message stands."""

        READY = "ready", _("ready")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("could not be sent")
        UNCERTAIN = "uncertain", _("unknown whether it was sent")
        OVER = "over", _("not sent: its time is over")

    code = models.CharField(max_length=16, unique=True, editable=False)
    report_type = models.ForeignKey(ReportType, on_delete=models.PROTECT, related_name="+")
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, null=True, related_name="form_links")
    language = models.CharField(max_length=5)
    way = models.CharField(max_length=5, choices=Way.choices)
    address = models.CharField(max_length=254, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.READY)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["sent_by", "-made_at"], name="form_links_of_staff")]

    def __str__(self) -> str:
        return self.code
