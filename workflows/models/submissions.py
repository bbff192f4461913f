"""Reports: from the first saved answer to the records system's receipt."""

import uuid
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, FSMModelMixin, transition

from accounts.models import User
from workflows.models.report_types import AppendOnly, FormVersion, ReportType


class Status(models.TextChoices):
    """The states of a report (fixed; see `transitions.py` for what leads where)."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    UNDER_REVIEW = "under_review", _("Under review")
    INFORMATION_REQUESTED = "information_requested", _("Information requested")
    APPROVED = "approved", _("Approved")
    FILED = "filed", _("Filed")
    REJECTED = "rejected", _("Rejected")
    WITHDRAWN = "withdrawn", _("Withdrawn")


# States in which somebody still has to do something by the due date.
OPEN = (Status.SUBMITTED, Status.UNDER_REVIEW, Status.INFORMATION_REQUESTED)


class SubmissionQuerySet(models.QuerySet["Submission"]):
    """Which reports: whose, how late."""

    def visible_to(self, user: User) -> "SubmissionQuerySet":
        """Reports that `user` may see: those of one's own units; for auditors all. Drafts are nobody's."""
        sent = self.exclude(status=Status.DRAFT)
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.has_perm("workflows.audit_submission"):
            return sent
        if not user.has_perm("workflows.view_submission"):
            return self.none()
        return sent.filter(unit__in=user.units.values("pk"))

    def overdue(self, today: date) -> "SubmissionQuerySet":
        """Open reports whose due date has passed."""
        return self.filter(status__in=OPEN, due_on__lt=today)


class Submission(FSMModelMixin, models.Model):
    """One citizen's report, from first draft to filed. `version` counts every change since it was sent."""

    class Channel(models.TextChoices):
        """How the report came in."""

        WEB = "web", _("web site")
        API = "api", _("another site or app")
        PHONE = "phone", _("by phone, entered by staff")
        LETTER = "letter", _("by letter, entered by staff")
        COUNTER = "counter", _("at the counter, entered by staff")
        KIOSK = "kiosk", _("on a device in the lobby")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    status = FSMField(_("state"), choices=Status.choices, default=Status.DRAFT, protected=True)
    version = models.PositiveIntegerField(default=0, editable=False)
    report_type = models.ForeignKey(ReportType, on_delete=models.PROTECT, related_name="submissions")
    form_version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="submissions")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="supplements")
    language = models.CharField(_("language"), max_length=5, default="en")
    channel = models.CharField(_("channel"), max_length=10, choices=Channel.choices, default=Channel.WEB)
    source = models.SlugField(_("source"), max_length=40, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    answers = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0, editable=False)
    # The place of each answer that no longer counted when it was sent, with the moment it was wiped. Never a value.
    dropped = models.JSONField(default=dict, editable=False)
    # Keys that a link filled in when the draft was begun; `source` says which link.
    prefilled = models.JSONField(default=list, editable=False)
    nonce = models.CharField(max_length=32, editable=False, default=uuid.uuid4)
    resume_code_hash = models.CharField(max_length=64, unique=True, null=True, editable=False)
    expires_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField(auto_now=True)

    temporary_number = models.CharField(max_length=16, unique=True, null=True, editable=False)
    access_code_hash = models.CharField(max_length=64, null=True, editable=False)
    submission_key_hash = models.CharField(max_length=64, null=True, editable=False)
    submitted_at = models.DateTimeField(null=True, editable=False)
    declared_at = models.DateTimeField(null=True, editable=False)

    unit = models.ForeignKey("workflows.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="claimed"
    )
    claimed_at = models.DateTimeField(null=True, editable=False)
    due_on = models.DateField(null=True, editable=False)
    priority = models.PositiveSmallIntegerField(_("priority"), default=0)
    summary = models.CharField(max_length=160, blank=True, editable=False)
    flagged = models.BooleanField(_("came back without an answer"), default=False, editable=False)

    offence = models.ForeignKey("workflows.OffenceCode", on_delete=models.PROTECT, null=True)
    first_approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    number_awaited = models.BooleanField(default=False, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, editable=False)
    permanent_number = models.CharField(max_length=16, unique=True, null=True, editable=False)
    filed_at = models.DateTimeField(null=True, editable=False)
    rejection_reason = models.ForeignKey("workflows.RejectionReason", on_delete=models.PROTECT, null=True)
    decided_at = models.DateTimeField(null=True, editable=False)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        default_permissions = ("view",)
        permissions = [
            ("review_submission", "Can claim and decide on reports of one's units"),
            ("approve_submission", "Can approve reports of one's units"),
            ("supervise_submission", "Can reopen and withdraw reports of one's units"),
            ("file_submission", "Can file approved reports by hand"),
            ("video_submission", "Can meet citizens by video"),
            ("enter_submission", "Can enter reports for a caller"),
            ("export_submission", "Can export reports"),
            ("audit_submission", "Can read all reports and their history"),
        ]
        constraints = [
            models.CheckConstraint(
                name="numbered_when_approved",
                condition=Q(permanent_number__isnull=True) | Q(approved_at__isnull=False),
            ),
            models.CheckConstraint(
                name="tracked_when_sent",
                condition=Q(status="draft") | Q(temporary_number__isnull=False),
            ),
        ]
        indexes = [
            models.Index("unit", "status", "due_on", "id", name="queue_by_due_date"),
            models.Index("unit", "due_on", "id", name="unit_by_due_date"),
            models.Index("status", "expires_at", name="drafts_by_expiry"),
            models.Index(F("submitted_at").desc(), "id", name="sent_last_first"),
            models.Index("report_type", "status", name="type_and_status"),
            models.Index("unit", "status", "submitted_at", "id", name="queue_by_sending"),
            models.Index("unit", "submitted_at", "id", name="unit_by_sending"),
            models.Index("source", name="by_source"),
            models.Index("priority", name="by_priority"),
        ]

    def __str__(self) -> str:
        return self.permanent_number or self.temporary_number or str(self.public_id)

    @property
    def definition(self) -> dict[str, Any]:
        """The definition that this report was begun with, and stays with."""
        return self.form_version.definition

    @property
    def policy(self) -> Any:
        """The review policy of the report's type, as it is now."""
        return self.report_type.policy

    def note_values(self) -> None:
        """Remember the columns as they were read, for `save_changes`."""
        self._noted = {field.attname: self.__dict__[field.attname] for field in self._meta.concrete_fields}

    def save_changes(self) -> None:
        """Write the columns that are not as they were noted, and the time; indexes of the others are left alone.

        A value is changed by giving the field another one, never inside it: answers are merged into a new mapping.
        """
        changed = {name for name, value in self._noted.items() if self.__dict__[name] != value}
        self.save(update_fields={*changed, "saved_at"})

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        """Read the row again without lifting the protection of `status` for the whole process.

        The mixin's own way switches the shared field's protection off while it reads, and leaves it off
        when the row is gone. Here the value is taken out of this instance only, and put back on failure.
        """
        kept = self.__dict__.pop("status", None)
        self._refreshing = kept is not None
        try:
            models.Model.refresh_from_db(self, *args, **kwargs)
        finally:
            self._refreshing = False
            if kept is not None:
                self.__dict__.setdefault("status", kept)

    def get_deferred_fields(self) -> set[str]:
        """The fields that are read when asked for; `status` while it is read again is not one of them."""
        deferred = super().get_deferred_fields()
        return deferred - {"status"} if self.__dict__.get("_refreshing") else deferred

    @transition(field=status, source=Status.DRAFT, target=Status.SUBMITTED)
    def submit(self) -> None:
        """Draft to submitted."""

    @transition(field=status, source=Status.SUBMITTED, target=Status.UNDER_REVIEW)
    def claim(self) -> None:
        """Submitted to under review."""

    @transition(field=status, source=Status.UNDER_REVIEW, target=Status.SUBMITTED)
    def release(self) -> None:
        """Back to the queue."""

    @transition(field=status, source=Status.UNDER_REVIEW, target=Status.INFORMATION_REQUESTED)
    def request_information(self) -> None:
        """To the citizen."""

    @transition(field=status, source=Status.INFORMATION_REQUESTED, target=Status.UNDER_REVIEW)
    def provide_information(self) -> None:
        """Back from the citizen."""

    @transition(field=status, source=Status.UNDER_REVIEW, target=Status.REJECTED)
    def reject(self) -> None:
        """Under review to rejected."""

    @transition(field=status, source=Status.REJECTED, target=Status.UNDER_REVIEW)
    def reopen(self) -> None:
        """On appeal."""

    @transition(field=status, source=Status.UNDER_REVIEW, target=Status.APPROVED)
    def approve(self) -> None:
        """Under review to approved."""

    @transition(field=status, source=Status.APPROVED, target=Status.FILED)
    def file(self) -> None:
        """Approved to filed."""

    @transition(field=status, source=[*OPEN], target=Status.WITHDRAWN)
    def withdraw(self) -> None:
        """Taken back."""

    @transition(field=status, source=Status.UNDER_REVIEW, target=Status.UNDER_REVIEW)
    def record_video_outcome(self) -> None:
        """Stays under review, with what the video call led to."""


class AnswerSet(AppendOnly):
    """The answers as they stood: at submission (number 1) and after each later change. Never altered."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="answer_sets")
    number = models.PositiveSmallIntegerField()
    answers = models.JSONField()
    role = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["submission", "number"], name="answer_set_once")]


class Attachment(models.Model):
    """A file that belongs to an answer. The original is sealed by its SHA-256; people see the re-encoded copy."""

    class Status(models.TextChoices):
        """What is known of the file."""

        PENDING = "pending", _("Being checked")
        CLEAN = "clean", _("Checked")
        NOT_SCANNED = "not_scanned", _("Not scanned for viruses")
        REFUSED = "refused", _("Refused")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="attachments")
    question = models.CharField(max_length=60)
    row = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=200)
    caption = models.CharField(max_length=300, blank=True)
    media_type = models.CharField(max_length=60)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.PENDING)
    original = models.CharField(max_length=200)
    copy = models.CharField(max_length=200, blank=True)
    thumbnail = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=20, default="citizen")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["uploaded_at", "id"]

    def __str__(self) -> str:
        return self.name


class SearchTerm(models.Model):
    """A folded word of a report, so that the desk's search is a range of an index at any size."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="search_terms")
    term = models.CharField(max_length=40)

    class Meta:
        indexes = [models.Index("term", "submission", name="search_by_term")]


class SameThing(models.Model):
    """What makes two reports alike, such as a serial number: a keyed hash of it, so that it is found and not read."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="same_things")
    kind = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index("digest", "submission", name="same_thing")]
        constraints = [
            models.UniqueConstraint(fields=["submission", "kind", "digest"], name="same_thing_once")
        ]


class PartialUpload(models.Model):
    """A file that is still being sent, in pieces: how much of it is here. The pieces are in the private storage."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="partial_uploads")
    question = models.CharField(max_length=60)
    row = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    offset = models.PositiveIntegerField(default=0)
    pieces = models.JSONField(default=list)
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index("expires_at", name="partial_uploads_by_expiry")]


class EmailProof(models.Model):
    """A code that was mailed to prove an address of a report. Address and code are kept as keyed hashes only."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="email_proofs")
    address_hash = models.CharField(max_length=64)
    code_hash = models.CharField(max_length=64)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField()
    proved_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index("submission", "address_hash", name="proof_of_address")]
