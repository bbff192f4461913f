"""`manage.py publish_scheduled`: publish and take down what is due, each page by itself.

Takes the place of Wagtail's command, which stops at the first page that cannot be published and loses the rest.
"""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.management.commands.publish_scheduled import Command as PublishScheduled
from wagtail.models import DraftStateMixin, Page, Revision

from forms.wagtail_hooks import log_refusal


class Command(PublishScheduled):
    """Publish what is due; what is refused is unscheduled, and its editor is told."""

    help = "Publish the pages that are due, and take down those that have expired."

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dryrun"]:
            super().handle(*args, **options)
            return
        for each in expired():
            with transaction.atomic():
                each.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
        due = Revision.objects.filter(approved_go_live_at__lt=timezone.now())
        self.publish_each(list(due.order_by("approved_go_live_at")))

    def publish_each(self, due: list[Revision]) -> None:
        """Publish one after the other; an error that nobody foresaw is raised when the others had their turn."""
        for number, revision in enumerate(due, start=1):
            try:
                self.publish(revision)
            except Exception:
                self.publish_each(due[number:])
                raise

    def publish(self, revision: Revision) -> None:
        """Publish one revision in its own transaction; a refusal is in the language of its editor."""
        with translation.override(language_of(revision.user)):
            try:
                with transaction.atomic():
                    revision.publish(log_action="wagtail.publish.scheduled")
            except ValidationError as refusal:
                unschedule(revision, refusal.messages)
                self.stderr.write(f"Not published: page {revision.object_id}, revision {revision.pk}.")


def language_of(user: Any) -> str:
    """Return the language that an editor chose for the admin; without a choice, the one we write to them in."""
    profile = getattr(user, "wagtail_userprofile", None)
    chosen = profile.preferred_language if profile else ""
    return chosen or getattr(user, "language", "") or "en"


def expired() -> list[Any]:
    """Return everything that is live and past its end."""
    others = [
        each for each in apps.get_models() if issubclass(each, DraftStateMixin) and not issubclass(each, Page)
    ]
    moment = timezone.now()
    return [
        found for model in (Page, *others) for found in model.objects.filter(live=True, expire_at__lt=moment)
    ]


def unschedule(revision: Revision, sentences: list[str]) -> None:
    """Take the revision off the schedule, note why in the page's history and write to who scheduled it."""
    page = revision.as_object()
    with transaction.atomic():
        Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
        log_refusal(page, sentences)
    if revision.user and revision.user.email:
        tell(revision.user.email, page, sentences)


def tell(email: str, page: Any, sentences: list[str]) -> None:
    """Write to the editor what kept the page from being published."""
    text = _("“%(title)s” was due to be published and was not. Mend this, then publish it again:")
    edit = f"{settings.WAGTAILADMIN_BASE_URL}{reverse('wagtailadmin_pages:edit', args=[page.pk])}"
    lines = [
        text % {"title": page.get_admin_display_title()},
        "",
        *[f"- {each}" for each in sentences],
        "",
        edit,
    ]
    send_mail(_("A page was not published on schedule"), "\n".join(lines), None, [email])
