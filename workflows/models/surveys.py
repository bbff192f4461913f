"""Surveys: what is asked, whom to ask, what came back. No key leads from an answer to a report or a person."""

import uuid
from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.models.report_types import AppendOnly, FormVersion
from workflows.models.submissions import Submission


def monday(day: date) -> date:
    """Return the first day of the week of `day`: no survey keeps a moment that is finer."""
    return day - timedelta(days=day.weekday())


class Survey(models.Model):
    """A survey that runs. It outlives the page that defines it; its key never changes."""

    class Moment(models.TextChoices):
        """When people are asked."""

        AT_SUBMISSION = "at_submission", _("right after a report is sent")
        AFTER_DECISION = "after_decision", _("25 to 30 days after the decision, by message")

    key = models.SlugField(_("key"), max_length=40, unique=True)
    moment = models.CharField(_("asked"), max_length=20, choices=Moment.choices)
    is_open = models.BooleanField(_("asked now"), default=False)
    current_version = models.ForeignKey(
        "workflows.FormVersion", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("survey")
        verbose_name_plural = _("surveys")
        ordering = ["key"]
        default_permissions = ("view",)
        permissions = [
            ("read_open_texts", "Can read what people wrote in surveys"),
            ("export_survey", "Can export the results of surveys"),
        ]

    def __str__(self) -> str:
        return self.key


class Circumstances(models.Model):
    """What results are counted by, as coarse as they need it."""

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="+")
    type_key = models.CharField(_("report type"), max_length=40, blank=True)
    unit_key = models.CharField(_("unit"), max_length=40, blank=True)
    decision = models.CharField(_("decision"), max_length=20, blank=True)
    language = models.CharField(_("language"), max_length=5)
    # The Monday of the week; nothing finer is kept.
    week = models.DateField(_("week"))
    # "experiment:arm" of each experiment that the report was part of.
    arms = models.JSONField(default=list)
    source = models.SlugField(_("source"), max_length=40, blank=True)

    class Meta:
        abstract = True


COUNTED_BY = ("survey", "version", "type_key", "unit_key", "decision", "language", "arms", "source")


class SurveyInvitation(Circumstances):
    """One invitation, and until they are sent the answers given so far. It does not know whose it is."""

    class State(models.TextChoices):
        """Where the invitation stands."""

        MADE = "made", _("made")
        SENT = "sent", _("sent")
        REFUSED = "refused", _("refused by the mail system")
        ANSWERED = "answered", _("answered")

    class Way(models.TextChoices):
        """How it goes."""

        EMAIL = "email", _("by e-mail")
        TEXT = "text", _("by text message")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    way = models.CharField(max_length=5, choices=Way.choices)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.MADE)
    # Gone once the survey is answered: then nobody who has the message can find what became of it.
    token_hash = models.CharField(max_length=64, unique=True, null=True, editable=False)
    expires_on = models.DateField()
    answers = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["survey", "week"], name="invitations_by_week")]

    def __str__(self) -> str:
        return str(self.pk)


class SurveyResponse(AppendOnly, Circumstances):
    """The answers of one person, whoever it was. `id` is random: rows have no order in which they came in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    answers = models.JSONField()

    class Meta:
        verbose_name = _("survey response")
        verbose_name_plural = _("survey responses")
        indexes = [models.Index(fields=["survey", "week"], name="responses_by_week")]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def digest(self) -> str:
        """The version that was answered."""
        return str(self.version.digest)


class SurveyPlan(models.Model):
    """A report whose person is still to be asked: the day was drawn once. Sending deletes the row."""

    class State(models.TextChoices):
        """Whether the message may be on its way."""

        READY = "ready", "ready"
        SENDING = "sending", "sending"

    submission = models.OneToOneField(Submission, on_delete=models.CASCADE, related_name="survey_plan")
    send_on = models.DateField()
    nonce = models.CharField(max_length=32)
    state = models.CharField(max_length=10, choices=State.choices, default=State.READY)
    invitation = models.ForeignKey(SurveyInvitation, on_delete=models.CASCADE, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["send_on"], name="survey_plans_by_day")]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.send_on}"


class SurveyMark(models.Model):
    """That somebody had their say, or wants no surveys: a keyed hash of what, and nothing that leads back."""

    mark = models.CharField(max_length=64, primary_key=True)

    def __str__(self) -> str:
        return self.mark
