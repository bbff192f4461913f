"""Report types and their versions: what runs, whatever becomes of the page that made it."""

import json
from datetime import datetime
from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.definition.structure import VersionBody
from workflows.errors import NeverChanges


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """Rows that are only ever added: update and delete are refused here and by a database trigger."""

    def update(self, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise NeverChanges

    def delete(self) -> NoReturn:
        """Refuse."""
        raise NeverChanges


class AppendOnly(models.Model):
    """A row that is written once."""

    objects: models.Manager[Any] = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert the row; a second save is refused."""
        if not self._state.adding:
            raise NeverChanges
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise NeverChanges


class ReportType(models.Model):
    """A kind of report. It outlives the page that defines it; its key never changes."""

    key = models.SlugField(_("key"), max_length=40, unique=True)
    policy = models.ForeignKey("workflows.ReviewPolicy", on_delete=models.PROTECT, verbose_name=_("policy"))
    current_version = models.ForeignKey(
        "workflows.FormVersion", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    closes_at = models.DateTimeField(_("closed for good at"), null=True, blank=True)

    class Meta:
        verbose_name = _("report type")
        verbose_name_plural = _("report types")
        ordering = ["key"]

    def __str__(self) -> str:
        return self.key

    def is_open(self, at: datetime) -> bool:
        """Whether drafts may begin and be sent at `at`. Unpublishing the page does not close it."""
        return self.current_version_id is not None and (self.closes_at is None or at < self.closes_at)


class FormVersion(AppendOnly):
    """One compiled, immutable version of a report type or of a survey: RFC 8785 canonical JSON and its SHA-256."""

    report_type = models.ForeignKey(ReportType, on_delete=models.PROTECT, null=True, related_name="versions")
    survey = models.ForeignKey(
        "workflows.Survey", on_delete=models.PROTECT, null=True, related_name="versions"
    )
    number = models.PositiveIntegerField(_("number"))
    digest = models.CharField(_("digest"), max_length=64, unique=True)
    schema_version = models.PositiveSmallIntegerField(default=1)
    languages = models.JSONField(default=list)
    canonical = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("form version")
        verbose_name_plural = _("form versions")
        constraints = [
            models.UniqueConstraint(fields=["report_type", "number"], name="version_number_once"),
            models.UniqueConstraint(fields=["survey", "number"], name="survey_version_number_once"),
            models.CheckConstraint(
                name="version_of_one_thing",
                condition=models.Q(report_type__isnull=False, survey__isnull=True)
                | models.Q(report_type__isnull=True, survey__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_type or self.survey} {self.number}"

    @property
    def definition(self) -> dict[str, Any]:
        """The parsed definition. Shared between callers by digest: read it, never write to it."""
        body = _parsed.get(self.digest)
        if body is None:
            body = VersionBody(json.loads(self.canonical))
            while len(_parsed) >= MOST_PARSED:
                _parsed.pop(next(iter(_parsed)), None)
            _parsed[self.digest] = body
        return body


# By digest. Rows are read without `canonical` where only the definition is wanted: it is here after the first time.
_parsed: dict[str, VersionBody] = {}
MOST_PARSED = 128
