"""Subscriptions of other systems to what happens here, and what they were sent."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from integrations.webhooks import targets
from workflows.models.effects import FollowUp

UNSAFE = {
    "form": _("Enter a whole address, such as https://www.agency.example/hooks."),
    "https": _("Enter an address that begins with https://."),
    "private": _("This address leads to a private network. Messages go to public addresses only."),
}


class WebhookQuerySet(models.QuerySet["WebhookSubscription"]):
    """Which subscriptions."""

    def standing(self) -> "models.QuerySet[WebhookSubscription]":
        """Return those that were not ended."""
        return self.filter(deleted_at=None)

    def listening(self, kind: str) -> "list[WebhookSubscription]":
        """Return those that want to hear of `kind`, and have a secret to know us by."""
        rows = self.filter(active=True, deleted_at=None).exclude(secret=None)
        return [row for row in rows if kind in row.kinds]


class WebhookSubscription(models.Model):
    """An address that is told what happens, by kind. Its secrets are kept sealed: one in use, one being replaced."""

    name = models.CharField(_("name"), max_length=80, help_text=_("What listens there, such as “web site”."))
    url = models.CharField(_("address"), max_length=targets.LONGEST)
    kinds = models.JSONField(_("what it hears of"), default=list)
    active = models.BooleanField(_("active"), default=True)
    secret = models.BinaryField(null=True, editable=False)
    old_secret = models.BinaryField(null=True, editable=False)
    old_secret_until = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(_("made"), auto_now_add=True)
    deleted_at = models.DateTimeField(null=True, editable=False)

    objects = WebhookQuerySet.as_manager()

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse an address that no message may go to."""
        try:
            targets.check(self.url, private_allowed=settings.WEBHOOK_PRIVATE_TARGETS)
        except targets.Unsafe as unsafe:
            raise ValidationError({"url": UNSAFE[unsafe.code]}) from unsafe


class WebhookMessage(models.Model):
    """Something that happened, as it is told: ids and states, never a person's words or name."""

    key = models.CharField(_("number of the message"), max_length=40, unique=True)
    kind = models.CharField(_("what"), max_length=40)
    data = models.JSONField(default=dict)
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("webhook message")
        verbose_name_plural = _("webhook messages")

    def __str__(self) -> str:
        return self.key


class WebhookDelivery(models.Model):
    """A message on its way to one subscription; the follow-up carries it there."""

    message = models.ForeignKey(WebhookMessage, on_delete=models.PROTECT, related_name="deliveries")
    subscription = models.ForeignKey(
        WebhookSubscription, on_delete=models.PROTECT, related_name="deliveries", verbose_name=_("webhook")
    )
    follow_up = models.OneToOneField(
        FollowUp, on_delete=models.PROTECT, related_name="webhook_delivery", null=True
    )

    class Meta:
        verbose_name = _("webhook delivery")
        verbose_name_plural = _("webhook deliveries")
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["message", "subscription"], name="told_once")]

    def __str__(self) -> str:
        return f"{self.message} → {self.subscription}"


class WebhookAttempt(models.Model):
    """One try: when, what status came back, how long it took. Neither body is kept."""

    delivery = models.ForeignKey(WebhookDelivery, on_delete=models.CASCADE, related_name="attempts")
    at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(null=True)
    milliseconds = models.PositiveIntegerField(null=True)
    problem = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.status or self.problem)


class ToldPage(models.Model):
    """Whether the world was last told that a page is there. An id and no key: pages come and go."""

    page = models.PositiveBigIntegerField(primary_key=True)
    live = models.BooleanField()

    def __str__(self) -> str:
        return str(self.page)
