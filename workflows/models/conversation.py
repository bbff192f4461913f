"""What the agency and the citizen say to each other about a report."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.models.submissions import Submission


class Message(models.Model):
    """A message on a report, from the citizen or from staff. Never edited."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="messages")
    role = models.CharField(max_length=20)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True)
    text = models.TextField(_("message"), max_length=4000)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]


class InformationRequest(models.Model):
    """Questions that a reviewer opened again for the citizen."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="information_requests")
    questions = models.JSONField()
    text = models.TextField(_("what we need to know"), max_length=4000)
    due_on = models.DateField(_("answer by"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    expired_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["asked_at", "id"]
