"""Page feedback: whether a page was useful, and what a reader wrote after "no", without what tells who they are."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class Alarm(models.TextChoices):
    """What a phrase in a text points at."""

    SELF_HARM = "self_harm", _("Self-harm")
    THREAT = "threat", _("Threat or violence")


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    """Which answers."""

    def to_mail(self, at: datetime) -> "FeedbackQuerySet":
        """Those whose alarm no member of staff was written about yet."""
        return self.exclude(alarm="").filter(mailed_at=None, mail_due_at__lte=at)

    def with_text_older_than(self, at: datetime) -> "FeedbackQuerySet":
        """Those whose words have been kept long enough."""
        return self.exclude(text="", note="").filter(given_at__lt=at)


class Feedback(models.Model):
    """One answer to "Was this information useful?". The page may be deleted, its key stays."""

    class State(models.TextChoices):
        """What staff did about it."""

        NEW = "new", _("new")
        SEEN = "seen", _("seen")
        ACTED = "acted", _("acted upon")

    page = models.ForeignKey(
        Page, verbose_name=_("page"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    page_key = models.UUIDField(db_index=True, editable=False)
    page_title = models.CharField(_("page"), max_length=255, editable=False)
    language = models.CharField(_("language"), max_length=5, editable=False)
    useful = models.BooleanField(_("useful"), editable=False)
    text = models.TextField(_("what is missing or wrong"), blank=True, editable=False)
    scrubbed = models.JSONField(_("taken out"), default=list, blank=True, editable=False)
    alarm = models.CharField(_("alarm"), max_length=10, choices=Alarm, blank=True, editable=False)
    state = models.CharField(_("state"), max_length=5, choices=State, default=State.NEW)
    note = models.CharField(_("note"), max_length=500, blank=True, help_text=_("What you did about it."))
    given_at = models.DateTimeField(_("given"), db_index=True, editable=False)
    text_deleted_at = models.DateTimeField(_("text deleted"), null=True, editable=False)
    mail_due_at = models.DateTimeField(null=True, editable=False)
    mailed_at = models.DateTimeField(_("staff written to"), null=True, editable=False)
    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = _("page feedback")
        verbose_name_plural = _("page feedback")
        ordering = ["-pk"]
        default_permissions = ("view", "change")
        permissions = [("export_feedback", _("Can export page feedback"))]
        indexes = [models.Index(fields=["mail_due_at"], name="feedback_to_mail", condition=~Q(alarm=""))]

    def __str__(self) -> str:
        return self.page_title


class AlarmPhrase(models.Model):
    """A phrase that calls staff, beside those that are shipped (cms/feedback/phrases.json)."""

    phrase = models.CharField(
        _("phrase"),
        max_length=80,
        unique=True,
        help_text=_("Whole words, in English or French. Capitals and accents do not matter."),
    )
    alarm = models.CharField(_("what it points at"), max_length=10, choices=Alarm)

    class Meta:
        verbose_name = _("alarm phrase")
        verbose_name_plural = _("alarm phrases")
        ordering = ["phrase"]

    def __str__(self) -> str:
        return self.phrase
