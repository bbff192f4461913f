"""The worker's task for pages: what is due is published or taken down."""

from django.core.management import call_command
from huey import crontab
from huey.contrib.djhuey import db_periodic_task


@db_periodic_task(crontab(), name="publish_scheduled")
def publish_scheduled() -> None:
    """Every minute, publish the pages that are due and take down those that have expired."""
    call_command("publish_scheduled")
