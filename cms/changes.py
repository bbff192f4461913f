"""What makes cached pages old: Wagtail says by Django's signals what it saved, and has no other door for it.

Each receiver runs in the transaction of the change, so that a visitor never sees one without the other.
"""

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


def watch() -> None:
    """Have every change that a visitor could see bump the generation."""
    for model in watched():
        name = f"cms.{model._meta.label_lower}"
        post_save.connect(saved, sender=model, dispatch_uid=f"{name}.saved")
        post_delete.connect(gone, sender=model, dispatch_uid=f"{name}.gone")
    post_page_move.connect(gone, dispatch_uid="cms.moved")
    page_slug_changed.connect(gone, dispatch_uid="cms.renamed")


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


def saved(sender: type[Model], update_fields: frozenset[str] | None = None, **_: Any) -> None:
    """Bump, unless only an editor's draft was written."""
    if not (update_fields and OF_DRAFTS.issuperset(update_fields) and issubclass(sender, Page)):
        Generation.bump()


def gone(sender: type[Model], **_: Any) -> None:
    """Bump."""
    Generation.bump()
