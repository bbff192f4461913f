"""What the registers of `workflows` mean to those who keep the public site, which knows no register."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.outgoing.finding import Link, addresses_in
from cms.translating.items import register_source
from cms.translating.pairs import pairs_source
from cms.uses import Use
from workflows.models import (
    Holiday,
    LetterTemplate,
    OffenceCode,
    RejectionReason,
    ReportType,
    RetentionSchedule,
    ReviewPolicy,
    Unit,
)

REGISTERS: tuple[type[Model], ...] = (
    LetterTemplate,
    RejectionReason,
    OffenceCode,
    Unit,
    ReviewPolicy,
    RetentionSchedule,
    Holiday,
)


def put_on_the_map() -> None:
    """Register the texts of the registers."""
    for place, model in enumerate(REGISTERS):
        meta = model._meta
        title: str | Promise = meta.verbose_name_plural or meta.verbose_name or ""
        edit = f"{meta.app_label}_{meta.model_name}_modeladmin_edit"
        register_source(pairs_source(str(meta.model_name), title, model, edit, order=60 + place))


def links_of_letters() -> Iterator[Link]:
    """Yield the links in letters, and in what people are told when a report is rejected."""
    rows = [(row, f"{row.body_en}\n{row.body_fr}") for row in LetterTemplate.objects.all()]
    reasons = [(row, f"{row.text_en}\n{row.text_fr}") for row in RejectionReason.objects.filter(active=True)]
    for row, text in [*rows, *reasons]:
        meta = row._meta
        edit = reverse(f"{meta.app_label}_{meta.model_name}_modeladmin_edit", args=[row.pk])
        for url in addresses_in(text):
            yield Link(url, str(row), edit)


def uses_of_register(row: Model) -> Iterator[Use]:
    """Yield what uses a row of a register: rows that name it, definitions with its code, letters that are sent."""
    if not isinstance(row, REGISTERS):
        return
    for relation in row._meta.related_objects:
        model: Any = relation.related_model
        count = model._base_manager.filter(**{relation.field.name: row}).count()
        if count:
            name = str(model._meta.verbose_name_plural)
            told = ngettext("%(name)s: %(count)d row", "%(name)s: %(count)d rows", count)
            yield Use(capfirst(told % {"name": name, "count": count}))
    if isinstance(row, LetterTemplate):
        yield Use(_("The site sends this letter. Without it, nobody gets one."))
    if isinstance(row, OffenceCode):
        for kept in ReportType.objects.exclude(current_version=None).select_related("current_version"):
            if kept.current_version and f'"{row.code}"' in kept.current_version.canonical:
                yield Use(_("Report type “%(key)s” suggests this code") % {"key": kept.key})
