"""Of answers that did not count, only the places stay; and the links to a form that staff send to a caller."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def scrub(apps, schema_editor):
    """Replace the words of each report's dropped answers by the moment of sending, and forget the files they name.

    What is stored of those files goes with the housekeeping, which deletes files that no row names.
    """
    reports = apps.get_model("workflows", "Submission").objects.exclude(status="draft").exclude(dropped={})
    files = apps.get_model("workflows", "Attachment").objects
    for pk, dropped, answers, at in reports.values_list(
        "pk", "dropped", "answers", "submitted_at"
    ).iterator():
        named = ids(list(dropped.values())) - ids(answers)
        files.filter(submission_id=pk, pk__in=named).delete()
        wiped = dict.fromkeys(dropped, at.isoformat() if at else "")
        reports.filter(pk=pk).update(dropped=wiped)


def ids(value):
    """Return every id of a file that stands in a value."""
    if isinstance(value, dict):
        return ids(list(value.values()))
    if isinstance(value, list):
        return set().union(*(ids(each) for each in value))
    try:
        return {uuid.UUID(value)} if isinstance(value, str) and len(value) == 36 else set()
    except ValueError:
        return set()


def stay_wiped(apps, schema_editor):
    """The way back: what was wiped is gone. The version before reads places with moments as it read places."""


class Migration(migrations.Migration):
    dependencies = [
        ("workflows", "0003_uploads_and_counts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(scrub, stay_wiped),
        migrations.CreateModel(
            name="FormLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(editable=False, max_length=16, unique=True)),
                ("language", models.CharField(max_length=5)),
                (
                    "way",
                    models.CharField(
                        choices=[("email", "by e-mail"), ("text", "by text message")], max_length=5
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=254)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("ready", "ready"),
                            ("sending", "being sent"),
                            ("sent", "sent"),
                            ("failed", "could not be sent"),
                            ("uncertain", "unknown whether it was sent"),
                            ("over", "not sent: its time is over"),
                        ],
                        default="ready",
                        max_length=12,
                    ),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("sent_at", models.DateTimeField(null=True)),
                ("error", models.CharField(blank=True, max_length=200)),
                (
                    "report_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="workflows.reporttype",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="form_links",
                        to="workflows.submission",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["sent_by", "-made_at"], name="form_links_of_staff")],
            },
        ),
    ]
