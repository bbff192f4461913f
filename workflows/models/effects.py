"""Effects of actions: what is still to be done, and what came of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.models.report_types import AppendOnly
from workflows.models.submissions import Submission


class FollowUp(models.Model):
    """One effect of one action, written in the action's transaction, run by a worker until it is done."""

    class State(models.TextChoices):
        """Where the effect stands."""

        PENDING = "pending", _("to be done")
        RUNNING = "running", _("being done")
        DONE = "done", _("done")
        DEAD = "dead", _("failed; somebody must look")
        UNCERTAIN = "uncertain", _("unknown; somebody must decide")

    kind = models.CharField(_("what"), max_length=40)
    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, null=True, related_name="follow_ups", verbose_name=_("report")
    )
    key = models.CharField(_("idempotency key"), max_length=120, unique=True)
    after = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="dependents")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.PENDING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    due_at = models.DateTimeField(_("due"))
    lease_until = models.DateTimeField(null=True, editable=False)
    holder = models.CharField(max_length=80, blank=True, editable=False)
    error = models.CharField(_("last problem"), max_length=200, blank=True)
    data = models.JSONField(default=dict)
    created_at = models.DateTimeField(_("since"), auto_now_add=True)
    done_at = models.DateTimeField(_("done at"), null=True)

    class Meta:
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")
        ordering = ["id"]
        indexes = [models.Index("state", "due_at", name="follow_ups_due")]

    def __str__(self) -> str:
        return self.key


class Document(AppendOnly):
    """A copy that was made and sealed. It is made once; its bytes are in private storage."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=20)
    path = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveIntegerField()
    verification_code = models.CharField(max_length=24, unique=True, null=True)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [models.UniqueConstraint(fields=["submission", "kind"], name="one_document_of_a_kind")]


class Delivery(models.Model):
    """One letter to one citizen: made once, sent once."""

    class State(models.TextChoices):
        """Where the letter stands."""

        READY = "ready", _("ready")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("could not be sent")
        UNCERTAIN = "uncertain", _("unknown whether it was sent")
        NO_ADDRESS = "no_address", _("no address was given")

    key = models.CharField(_("idempotency key"), max_length=120, unique=True)
    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="deliveries", verbose_name=_("report")
    )
    letter = models.CharField(_("letter"), max_length=40)
    language = models.CharField(_("language"), max_length=5)
    message_id = models.CharField(max_length=120)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.READY)
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent"), null=True)
    error = models.CharField(_("last problem"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.key


class Transfer(models.Model):
    """One package to the records system. Its key makes a repeated sending harmless."""

    class State(models.TextChoices):
        """Where the package stands."""

        PACKED = "packed", _("packed")
        SENT = "sent", _("sent, receipt awaited")
        ACCEPTED = "accepted", _("accepted")
        REJECTED = "rejected", _("refused by the records system")

    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="transfers", verbose_name=_("report")
    )
    key = models.CharField(_("idempotency key"), max_length=120, unique=True)
    message_id = models.CharField(max_length=40, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.PACKED)
    path = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    packed_at = models.DateTimeField(_("packed"))
    sent_at = models.DateTimeField(_("sent"), null=True)
    closed_at = models.DateTimeField(_("receipt at"), null=True)

    class Meta:
        verbose_name = _("transfer")
        verbose_name_plural = _("transfers")
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.key


class Receipt(AppendOnly):
    """An answer of the records system, as it came in."""

    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, related_name="receipts")
    status = models.CharField(max_length=12)
    reference = models.CharField(max_length=60, blank=True)
    errors = models.JSONField(default=list)
    raw = models.TextField()
    at = models.DateTimeField()
