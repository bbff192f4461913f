"""What huey runs for the pages. A doorbell, not the record: what is to be done stands in rows."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task, db_task

from cms.feedback import actions, mails


@db_task()
def mail_alarms() -> None:
    """Write to staff about feedback that points at danger."""
    mails.mail_alarms()


@db_periodic_task(crontab(minute="*"))
def sweep_alarms() -> None:
    """Every minute: what was not woken, or did not go out."""
    mails.mail_alarms()


@db_periodic_task(crontab(minute="37", hour="*"))
def delete_old_texts() -> None:
    """Every hour: delete words of feedback that were kept long enough."""
    actions.delete_old_texts()
