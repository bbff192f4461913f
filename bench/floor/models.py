"""A table for pages, one for drafts, one for reports."""

import uuid

from django.db import models


class Page(models.Model):
    """A page with a title and a text."""

    title = models.CharField(max_length=200)
    body = models.TextField()


class Draft(models.Model):
    """Answers of somebody, as they stand."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    answers = models.JSONField(default=dict)
    saved_at = models.DateTimeField(auto_now=True)


class Report(models.Model):
    """Answers that were sent, with a photo and a state."""

    number = models.CharField(max_length=40, unique=True)
    status = models.CharField(max_length=20, default="submitted")
    version = models.IntegerField(default=1)
    summary = models.CharField(max_length=160)
    due_on = models.DateField()
    answers = models.JSONField(default=dict)
    photo = models.CharField(max_length=200, blank=True)
    submitted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index("status", "due_on", "id", name="floor_queue")]
