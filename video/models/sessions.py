"""A call: one meeting of a resident and an officer about one report, from the invitation to the outcome."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, FSMModelMixin, transition

from accounts.models import User
from video.states import MOVES, OVER, State
from workflows.models import Submission


class SessionQuerySet(models.QuerySet["Session"]):
    """Which calls: whose, in which state."""

    def visible_to(self, user: User) -> "SessionQuerySet":
        """Calls about reports that `user` may see."""
        return self.filter(submission__in=Submission.objects.visible_to(user).values("pk"))

    def unfinished(self) -> "SessionQuerySet":
        """Calls that something can still come of."""
        return self.exclude(state__in=OVER)


def moves(name: str) -> Any:
    """Return the decorator of the transition that the table calls `name`."""
    move = MOVES[name]
    return transition(field="state", source=list(move.sources), target=move.target)


class Session(FSMModelMixin, models.Model):
    """One call about one report. `version` counts every change; `last_sequence` numbers its messages without gaps."""

    class Kind(models.TextChoices):
        """How they meet."""

        NOW = "now", _("by video, now")
        APPOINTMENT = "appointment", _("by video, at a set time")
        IN_PERSON = "in_person", _("in person, at a set time")

    class Asked(models.TextChoices):
        """Who asked for it, and where."""

        CONFIRMATION = "confirmation", _("the person, after sending")
        TRACKING = "tracking", _("the person, following the report")
        OFFICER = "officer", _("an officer")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="video_sessions")
    state = FSMField(_("state"), choices=State.choices, default=State.INVITED, protected=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    kind = models.CharField(_("how"), max_length=12, choices=Kind.choices, default=Kind.NOW)
    asked_by = models.CharField(_("asked for by"), max_length=12, choices=Asked.choices)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    language = models.CharField(_("language"), max_length=5, default="en")
    interpreter = models.CharField(_("interpreter for"), max_length=35, blank=True)
    opening = models.ForeignKey(
        "video.Opening",
        on_delete=models.PROTECT,
        null=True,
        related_name="sessions",
        verbose_name=_("opening"),
    )
    moved_to = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="moved_from")
    engine = models.CharField(max_length=10, default="p2p", editable=False)
    recording_allowed = models.BooleanField(default=False, editable=False)
    last_sequence = models.PositiveBigIntegerField(default=0, editable=False)

    # What the officer keeps during the call.
    notes = models.TextField(_("notes"), blank=True)
    checklist = models.JSONField(default=dict)

    # The outcome; the case itself is moved by the report's own action.
    outcome = models.CharField(_("outcome"), max_length=20, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    preserve = models.TextField(_("what to preserve"), blank=True)

    # When each stage was reached the first time; the report's own time is when it was sent.
    invited_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    checked_at = models.DateTimeField(null=True)
    waiting_at = models.DateTimeField(null=True)
    joined_at = models.DateTimeField(null=True)
    first_frame_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    outcome_at = models.DateTimeField(null=True)
    # While waiting: until when the place is kept for somebody who is away. Whatever ended it, when.
    place_kept_until = models.DateTimeField(null=True)
    over_at = models.DateTimeField(null=True)

    # For the figures: never a network address.
    reconnects = models.PositiveSmallIntegerField(default=0)
    relayed = models.BooleanField(null=True)
    self_test = models.JSONField(default=dict)
    purged_at = models.DateTimeField(null=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("call")
        verbose_name_plural = _("calls")
        ordering = ["-id"]
        default_permissions = ()
        permissions = [("view_figures", "Can see the figures of calls")]
        constraints = [
            models.CheckConstraint(
                name="video_closed_with_outcome",
                condition=~Q(state="closed") | (~Q(outcome="") & Q(outcome_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="video_officer_in_call",
                condition=~Q(state__in=("connecting", "live", "interrupted", "wrap_up", "closed"))
                | Q(officer__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["submission"],
                condition=~Q(state__in=[state.value for state in OVER]),
                name="video_one_call_of_a_report",
            ),
        ]
        indexes = [
            models.Index("state", "waiting_at", name="video_queue"),
            models.Index("invited_at", name="video_by_invitation"),
        ]

    def __str__(self) -> str:
        return self.public_id.hex

    @property
    def is_over(self) -> bool:
        """Whether nothing more can come of it."""
        return self.state in OVER

    def note_values(self) -> None:
        """Remember the columns as they were read, for `save_changes`."""
        self._noted = {field.attname: self.__dict__[field.attname] for field in self._meta.concrete_fields}

    def save_changes(self) -> None:
        """Write the columns that changed since they were noted. The sequence is the mailbox's alone."""
        changed = {name for name, value in self._noted.items() if self.__dict__[name] != value}
        if changed:
            self.save(update_fields=changed - {"last_sequence"})
            self.note_values()

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        """Read the row again; the library's own way can leave the state unprotected for the whole process."""
        kept = self.__dict__.pop("state", None)
        self._refreshing = kept is not None
        try:
            models.Model.refresh_from_db(self, *args, **kwargs)
        finally:
            self._refreshing = False
            if kept is not None:
                self.__dict__.setdefault("state", kept)

    def get_deferred_fields(self) -> set[str]:
        """The fields that are read when asked for; `state` while it is read again is not one of them."""
        deferred = super().get_deferred_fields()
        return deferred - {"state"} if self.__dict__.get("_refreshing") else deferred

    @moves("open")
    def open(self) -> None:
        """The resident used the link."""

    @moves("check_devices")
    def check_devices(self) -> None:
        """The resident tried camera and sound."""

    @moves("wait")
    def wait(self) -> None:
        """The resident is ready."""

    @moves("take")
    def take(self) -> None:
        """An officer joins."""

    @moves("give_back")
    def give_back(self) -> None:
        """The officer leaves before anything came through."""

    @moves("connect")
    def connect(self) -> None:
        """They see or read each other."""

    @moves("interrupt")
    def interrupt(self) -> None:
        """The line broke."""

    @moves("resume")
    def resume(self) -> None:
        """The line is back."""

    @moves("meet")
    def meet(self) -> None:
        """They met in person."""

    @moves("end")
    def end(self) -> None:
        """The officer ended the call."""

    @moves("phone_over")
    def phone_over(self) -> None:
        """They spoke by phone."""

    @moves("close")
    def close(self) -> None:
        """The outcome is recorded."""

    @moves("miss")
    def miss(self) -> None:
        """Nobody came."""

    @moves("cancel")
    def cancel(self) -> None:
        """It is not wanted any more."""

    @moves("expire")
    def expire(self) -> None:
        """The link's time is over."""

    @moves("fall_back")
    def fall_back(self) -> None:
        """Video does not work; a phone call follows."""

    @moves("reschedule")
    def reschedule(self) -> None:
        """Another call takes its place."""
