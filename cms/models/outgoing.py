"""Links that lead out of the site, and whether they still lead somewhere."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OutgoingLink(models.Model):
    """One address elsewhere, where it is used, and what came of asking for it."""

    class Status(models.TextChoices):
        """What is known of it."""

        NEW = "new", _("Not checked yet")
        GOOD = "good", _("Good")
        MOVED = "moved", _("Moved")
        FAILING = "failing", _("Does not answer now")
        DEAD = "dead", _("Dead")
        KEPT_OUT = "kept_out", _("Not checked: the site asks programs to stay away")
        NO_RULES = "no_rules", _("Not checked: the site could not say whether programs may ask")

    url = models.CharField(_("address"), max_length=2000, unique=True)
    hand_off = models.BooleanField(_("leads people to another body"), default=False)
    places = models.JSONField(default=list)
    status = models.CharField(_("state"), max_length=10, choices=Status.choices, default=Status.NEW)
    code = models.PositiveSmallIntegerField(null=True)
    reason = models.CharField(max_length=20, blank=True)
    moved_to = models.CharField(_("leads on to"), max_length=2000, blank=True)
    since = models.DateTimeField(_("since"), null=True)
    checked_at = models.DateTimeField(_("checked"), null=True)
    tried_at = models.DateTimeField(_("tried"), null=True)
    failures = models.PositiveSmallIntegerField(default=0)
    wanted = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("outgoing link")
        verbose_name_plural = _("outgoing links")
        ordering = ["url"]

    def __str__(self) -> str:
        return self.url

    @property
    def was_asked(self) -> bool:
        """Whether the page itself was asked for, as far as the site lets programs do that."""
        return self.status not in {self.Status.KEPT_OUT, self.Status.NO_RULES}

    @property
    def was_not_reached(self) -> bool:
        """Whether it could not be checked the last time, because this machine reached nobody."""
        return self.tried_at is not None and (self.checked_at is None or self.tried_at > self.checked_at)
