"""Which English a French text was written for: kept when it is saved, compared whenever somebody looks.

French that is new or different was written for the English beside it. French that stayed while the English changed is
stale, until somebody changes it or says that it is still right. Wagtail and the registers save in many ways (an
editor, a schedule, an import), and only Django's signal is sent by all of them.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_save

from accounts.models import User
from cms.changes import OF_DRAFTS
from cms.models import TranslationSeen
from cms.translating.items import Item, Source, State, digest, sources


def watch() -> None:
    """Note what was seen whenever a row of a registered kind is saved."""
    for source in sources():
        for model in source.models:
            post_save.connect(
                saved, sender=model, dispatch_uid=f"cms.translating.{source.name}.{model._meta.label_lower}"
            )


def saved(
    sender: type[Model],
    instance: Model,
    raw: bool = False,
    update_fields: frozenset[str] | None = None,
    **_: Any,
) -> None:
    """Note what the translator of a saved row saw."""
    if raw or (update_fields and OF_DRAFTS.issuperset(update_fields)):
        return
    for source in _of_model(sender):
        item = source.of(instance)
        if item is not None and item.known is None:
            note(item, TranslationSeen.objects.filter(key=item.key).first())


def _of_model(sender: type[Model]) -> list[Source]:
    return [source for source in sources() if sender in source.models]


def note(
    item: Item, seen: TranslationSeen | None, *, by: User | None = None, still_right: bool = False
) -> None:
    """Keep the English that the French of an item was written for, if that French is new, or is called right."""
    target = digest(item.target)
    if not target or (seen is not None and seen.target_digest == target and not still_right):
        return
    fields: dict[str, Any] = {"target_digest": target, "by": by}
    if still_right or not item.outdated:
        fields |= {"source": list(item.source), "source_digest": digest(item.source)}
    TranslationSeen.objects.update_or_create(key=item.key, defaults=fields)


def state_of(item: Item, seen: TranslationSeen | None) -> State:
    """Return how the translation of an item stands."""
    if item.known is not None:
        return item.known
    if item.gaps or (item.source and not any(item.target)):
        return State.MISSING
    if seen is not None and seen.source_digest != digest(item.source):
        return State.STALE
    return State.DONE


def seen_of(items: Iterable[Item]) -> Mapping[str, TranslationSeen]:
    """Return what was seen of each item, after noting those that were never seen or came in by another way."""
    items = list(items)
    known = {row.key: row for row in TranslationSeen.objects.all()}
    for item in items:
        if item.known is None:
            row = known.get(item.key)
            if any(item.target) and (row is None or row.target_digest != digest(item.target)):
                note(item, row)
    return {row.key: row for row in TranslationSeen.objects.all()}
