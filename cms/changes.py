"""What makes cached pages old: Wagtail says by Django's signals what it saved, and has no other door for it.

Each receiver runs in the transaction of the change, so that a visitor never sees one without the other.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.settings.models import BaseGenericSetting, BaseSiteSetting
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Locale, Page, PageViewRestriction, Site, get_page_models
from wagtail.signals import page_slug_changed, post_page_move

from cms.models import Generation, Notice, PrivacyNotice, ShortLink, Video

# What Wagtail writes when an editor saves a draft: no visitor sees any of it.
OF_DRAFTS = {"latest_revision", "latest_revision_created_at", "draft_title", "has_unpublished_changes"}


# Who is told of public pages: what happened, the page, whether it is live; in the transaction of the change.
Listener = Callable[[str, Page, bool], None]
_listeners: list[Listener] = []


def listen(listener: Listener) -> None:
    """Register somebody who is told of each public page that is published, taken down, moved or deleted."""
    if listener not in _listeners:
        _listeners.append(listener)


def watch() -> None:
    """Have every change that a visitor could see bump the generation."""
    for model in watched():
        name = f"cms.{model._meta.label_lower}"
        post_save.connect(saved, sender=model, dispatch_uid=f"{name}.saved")
        post_delete.connect(gone, sender=model, dispatch_uid=f"{name}.gone")
    post_page_move.connect(moved, dispatch_uid="cms.moved")
    page_slug_changed.connect(renamed, dispatch_uid="cms.renamed")


def watched() -> list[type[Model]]:
    """Return the models that public pages are made of, settings of any app included."""
    settings = [*BaseSiteSetting.__subclasses__(), *BaseGenericSetting.__subclasses__()]
    return [
        *get_page_models(),
        Page,
        Notice,
        PrivacyNotice,
        ShortLink,
        Video,
        Site,
        Locale,
        Collection,
        PageViewRestriction,
        Redirect,
        get_image_model(),
        get_document_model(),
        *[model for model in settings if not model._meta.abstract],
    ]


def saved(
    sender: type[Model],
    instance: Model,
    update_fields: frozenset[str] | None = None,
    created: bool = False,
    **_: Any,
) -> None:
    """Bump, unless only an editor's draft was written."""
    if update_fields and OF_DRAFTS.issuperset(update_fields) and issubclass(sender, Page):
        return
    Generation.bump()
    if isinstance(instance, Page) and (instance.live or not created):
        _tell("page.published" if instance.live else "page.unpublished", instance, live=instance.live)


def gone(sender: type[Model], instance: Model | None = None, **_: Any) -> None:
    """Bump."""
    Generation.bump()
    if isinstance(instance, Page):
        _tell("page.deleted", instance, live=False)


def moved(sender: type[Model], instance: Page, **_: Any) -> None:
    """Bump."""
    Generation.bump()
    if instance.live:
        _tell("page.moved", instance, live=True)


def _tell(kind: str, page: Page, *, live: bool) -> None:
    for listener in _listeners:
        listener(kind, page, live)


def renamed(sender: type[Model], **_: Any) -> None:
    """Bump: the save itself was told of."""
    Generation.bump()
