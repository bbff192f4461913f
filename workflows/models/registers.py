"""Registers that staff configure: units, policies, codes, reasons, letters, calendar, retention."""

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Named(models.Model):
    """Something with a name in each of the two languages."""

    name_en = models.CharField(_("name in English"), max_length=200)
    name_fr = models.CharField(_("name in French"), max_length=200)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title()

    def title(self, language: str | None = None) -> str:
        """The name in `language`, or in the one that is active."""
        language = language or get_language() or "en"
        return self.name_fr if language.startswith("fr") else self.name_en


class Unit(Named):
    """A team that reviews reports. Its members see the reports that belong to it, and nobody else's."""

    key = models.SlugField(_("key"), max_length=40, unique=True)
    email = models.EmailField(_("e-mail for alerts"), blank=True)
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="units", blank=True, verbose_name=_("members")
    )

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["key"]


class RetentionSchedule(Named):
    """How long a kind of record is kept, and by which rule."""

    key = models.SlugField(_("key"), max_length=40, unique=True)
    years = models.PositiveSmallIntegerField(_("years kept after the report ends"))
    authority = models.CharField(_("rule that says so"), max_length=200)

    class Meta:
        verbose_name = _("retention schedule")
        verbose_name_plural = _("retention schedules")
        ordering = ["key"]


class ReviewPolicy(Named):
    """What holds for the review of a report type: who, how many, how fast, and what follows."""

    class NumberIssuer(models.TextChoices):
        """Who gives the permanent number."""

        US = "us", _("this site, on approval")
        RMS = "rms", _("the records system; approval waits for it")

    class CopyDelivery(models.TextChoices):
        """How the official copy reaches the citizen."""

        LINK = "link", _("link to a page where the number and the code are needed")
        ATTACHED = "attached", _("attached to the letter")

    key = models.SlugField(_("key"), max_length=40, unique=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, verbose_name=_("unit"))
    approvals = models.PositiveSmallIntegerField(
        _("people who must approve"), default=1, choices=[(1, "1"), (2, "2")]
    )
    review_days = models.PositiveSmallIntegerField(_("business days to a decision"), default=10)
    answer_days = models.PositiveSmallIntegerField(_("business days to answer a question"), default=10)
    number_issuer = models.CharField(
        _("permanent number from"), max_length=8, choices=NumberIssuer.choices, default=NumberIssuer.US
    )
    no_offence_allowed = models.BooleanField(_("may be approved as not an offence"), default=False)
    copy_delivery = models.CharField(
        _("official copy by"), max_length=8, choices=CopyDelivery.choices, default=CopyDelivery.LINK
    )
    retention = models.ForeignKey(
        RetentionSchedule, on_delete=models.PROTECT, verbose_name=_("retention schedule"), null=True
    )
    anonymous_allowed = models.BooleanField(_("anonymous reports allowed"), default=False)
    sensitive = models.BooleanField(_("sensitive: no text messages"), default=False)
    video_offered = models.BooleanField(_("video with an officer offered"), default=False)
    video_recorded = models.BooleanField(_("video recorded, with consent"), default=False)
    follow_up_days = models.PositiveSmallIntegerField(
        _("days until we ask how it went"),
        default=28,
        help_text=_("From three days before to two days after; 28 gives 25 to 30. With 0 nobody is asked."),
    )

    class Meta:
        verbose_name = _("review policy")
        verbose_name_plural = _("review policies")
        ordering = ["key"]


class OffenceCode(Named):
    """A violation code of the Canadian Uniform Crime Reporting Survey (UCR; in French, DUC)."""

    code = models.CharField(_("code"), max_length=8, unique=True)
    active = models.BooleanField(_("offered to reviewers"), default=True)

    class Meta:
        verbose_name = _("offence code")
        verbose_name_plural = _("offence codes")
        ordering = ["code"]


class RejectionReason(Named):
    """Why a report may be rejected, with the text that the citizen gets unless the reviewer changes it."""

    token = models.SlugField(_("key"), max_length=40, unique=True)
    text_en = models.TextField(_("text to the citizen in English"))
    text_fr = models.TextField(_("text to the citizen in French"))
    active = models.BooleanField(_("offered to reviewers"), default=True)

    class Meta:
        verbose_name = _("rejection reason")
        verbose_name_plural = _("rejection reasons")
        ordering = ["token"]

    def text(self, language: str) -> str:
        """The text to the citizen in `language`."""
        return self.text_fr if language.startswith("fr") else self.text_en


class LetterTemplate(models.Model):
    """A letter that the agency sends, in both languages. Its places in braces are filled by `letters.py`."""

    kind = models.SlugField(_("letter"), max_length=40, unique=True)
    subject_en = models.CharField(_("subject in English"), max_length=120)
    subject_fr = models.CharField(_("subject in French"), max_length=120)
    body_en = models.TextField(_("text in English"))
    body_fr = models.TextField(_("text in French"))

    class Meta:
        verbose_name = _("letter template")
        verbose_name_plural = _("letter templates")
        ordering = ["kind"]

    def __str__(self) -> str:
        return self.kind


class Holiday(Named):
    """A day on which nobody reviews: statutory or the city's own."""

    date = models.DateField(_("date"), unique=True)

    class Meta:
        verbose_name = _("holiday")
        verbose_name_plural = _("holidays")
        ordering = ["date"]
