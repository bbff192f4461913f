"""Experiments with letters: which texts, drawn how, held against what."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinLengthValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from workflows.models.evaluation import refuse_backwards
from workflows.models.registers import LetterTemplate, Named
from workflows.models.report_types import AppendOnly
from workflows.models.submissions import Submission


class Experiment(Named):
    """Two or more texts of one letter, drawn at random, with what is expected written down before it begins."""

    class Outcome(models.TextChoices):
        """What the texts are held against."""

        ANSWERED_SURVEY = "answered_survey", _("share of invited people who answered the survey")
        SATISFIED = "satisfied", _("mean satisfaction in the survey, 1 to 5")
        TOLD_NEXT = "told_next", _("mean of “told what happens next” in the survey, 1 to 5")
        WROTE = "wrote", _("share of people who wrote to the officer")
        WITHDREW = "withdrew", _("share of people who took the report back")

    key = models.SlugField(_("key"), max_length=30, unique=True)
    letter = models.SlugField(
        _("letter"),
        max_length=40,
        help_text=_("Which letter of the register its texts stand in for, such as “received”."),
    )
    hypothesis_en = models.TextField(_("hypothesis in English"), validators=[MinLengthValidator(20)])
    hypothesis_fr = models.TextField(_("hypothesis in French"), validators=[MinLengthValidator(20)])
    outcome = models.CharField(_("primary outcome"), max_length=20, choices=Outcome.choices)
    begins_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))

    class Meta:
        verbose_name = _("experiment")
        verbose_name_plural = _("experiments")
        ordering = ["-begins_on"]
        constraints = [
            models.CheckConstraint(
                name="experiment_ends_after_it_begins", condition=models.Q(ends_on__gte=models.F("begins_on"))
            )
        ]

    @property
    def hypothesis(self) -> str:
        """The hypothesis in the active language."""
        return self.hypothesis_fr if (get_language() or "en").startswith("fr") else self.hypothesis_en

    def clean(self) -> None:
        """Refuse two experiments with one letter at a time, and changes of what has begun."""
        super().clean()
        refuse_backwards(self.begins_on, self.ends_on)
        if None in (self.begins_on, self.ends_on):
            return
        same = Experiment.objects.filter(
            letter=self.letter, begins_on__lte=self.ends_on, ends_on__gte=self.begins_on
        )
        if same.exclude(pk=self.pk).exists():
            raise ValidationError(
                {"begins_on": _now("Another experiment has this letter on some of these days.")}
            )
        if not LetterTemplate.objects.filter(kind=self.letter).exists():
            raise ValidationError({"letter": _now("The register has no letter of this name.")})
        self._refuse_changes()

    def _refuse_changes(self) -> None:
        before = Experiment.objects.filter(pk=self.pk or 0).first()
        if before is None or not before.assignments.exists():
            return
        fixed = ("key", "letter", "outcome", "hypothesis_en", "hypothesis_fr", "begins_on")
        changed = [name for name in fixed if getattr(before, name) != getattr(self, name)]
        if changed:
            sentence = _now("The experiment has begun: this stays as it was written down before.")
            raise ValidationError(dict.fromkeys(changed, sentence))


class Arm(Named):
    """One text of an experiment. Each is drawn equally often."""

    experiment = models.ForeignKey(
        Experiment, on_delete=models.PROTECT, related_name="arms", verbose_name=_("experiment")
    )
    key = models.SlugField(_("key"), max_length=20)
    template = models.ForeignKey(
        LetterTemplate, on_delete=models.PROTECT, related_name="+", verbose_name=_("letter template")
    )

    class Meta:
        verbose_name = _("text of an experiment")
        verbose_name_plural = _("texts of experiments")
        ordering = ["experiment", "key"]
        constraints = [models.UniqueConstraint(fields=["experiment", "key"], name="arm_key_once")]

    def clean(self) -> None:
        """Refuse another arm, or another text, once reports were drawn."""
        super().clean()
        if self.experiment_id and ArmAssignment.objects.filter(experiment_id=self.experiment_id).exists():
            before = Arm.objects.filter(pk=self.pk or 0).first()
            if before is None or (before.key, before.template_id) != (self.key, self.template_id):
                raise ValidationError(_now("The experiment has begun: its texts stay as they are."))

    @property
    def label(self) -> str:
        """How invitations and responses name it."""
        return f"{self.experiment.key}:{self.key}"


class ArmAssignment(AppendOnly):
    """Which text a report's person got."""

    experiment = models.ForeignKey(Experiment, on_delete=models.PROTECT, related_name="assignments")
    arm = models.ForeignKey(Arm, on_delete=models.PROTECT, related_name="assignments")
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="arms")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["experiment", "submission"], name="drawn_once")]

    def __str__(self) -> str:
        return f"{self.experiment_id} {self.submission_id}"


class ExperimentLook(models.Model):
    """That somebody looked at the outcome: each look before the end makes a chance finding likelier."""

    experiment = models.ForeignKey(Experiment, on_delete=models.CASCADE, related_name="looks")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["experiment", "by", "day"], name="one_look_a_day")]

    def __str__(self) -> str:
        return f"{self.experiment_id} {self.day}"
