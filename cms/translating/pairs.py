"""Rows that hold both languages themselves, in fields that end in `_en` and `_fr`."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Model
from django.urls import reverse

from cms.translating.items import Item, Source


def pairs_source(
    name: str,
    title: Any,
    model: type[Model],
    url_name: str,
    *,
    wanted: Callable[[Any], bool] = lambda row: True,
    order: int = 50,
) -> Source:
    """Return the kind of texts that the rows of a model are; `wanted` leaves out those in one language by intent."""

    def of(row: Any) -> Item | None:
        return item_of(name, row, url_name) if wanted(row) else None

    def items() -> Iterator[Item]:
        found = (of(row) for row in model._default_manager.all())
        return (item for item in found if item is not None)

    return Source(name, title, items, (model,), of, order)


def item_of(kind: str, row: Model, url_name: str) -> Item:
    """Return a row as an item: its English, its French, and what French lacks."""
    names = [field.name[:-3] for field in row._meta.concrete_fields if field.name.endswith("_en")]
    source = [(name, str(getattr(row, f"{name}_en"))) for name in names]
    target = {name: str(getattr(row, f"{name}_fr")) for name in names}
    gaps = [_called(row, name) for name, text in source if text.strip() and not target[name].strip()]
    meta = row._meta
    return Item(
        kind,
        f"{meta.label_lower}:{row.pk}",
        _title(row, source),
        tuple(text for _name, text in source),
        tuple(target[name] for name in names),
        reverse(url_name, args=[row.pk]),
        tuple(gaps),
        f"{meta.app_label}.change_{meta.model_name}",
    )


def _called(row: Model, name: str) -> str:
    field: Any = row._meta.get_field(f"{name}_fr")
    return str(field.verbose_name)


def _title(row: Model, source: list[tuple[str, str]]) -> str:
    code = getattr(row, "code", None) or getattr(row, "kind", None)
    text = next((text for _name, text in source if text), str(row))[:80]
    return f"{code} – {text}" if code else text
