"""The page as it stands on an editor's screen, from the posted form; what cannot be read becomes sentences."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.blocks import Block, ListBlock, StreamBlock, StructBlock
from wagtail.fields import StreamField

from forms.checking.spots import Spot

Fault = tuple[Spot, str]


def page_on_screen(request: HttpRequest, draft: Any) -> tuple[Any, list[Fault]]:
    """Return the page that the posted form stands for, and what in the form cannot be read. Nothing is saved."""
    form = draft.get_edit_handler().get_form_class()(
        request.POST, instance=draft, parent_page=draft.get_parent().specific, for_user=request.user
    )
    form.defer_required_fields()
    form.is_valid()
    faults = [*_of_fields(form), *_of_samples(form)]
    page = form.as_written()
    _with_unreadable_streams(form, page)
    return page, faults


def _with_unreadable_streams(form: Any, page: Any) -> None:
    """Take a stream with a fault in one box as it was posted: the rest of it can be checked all the same."""
    for name in form.errors:
        field = form.fields.get(name)
        if field is not None and isinstance(type(page)._meta.get_field(name), StreamField):
            posted = field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
            setattr(page, name, _readable(posted.stream_block, posted))


def _readable(block: Block, value: Any) -> Any:
    """Return a block's value with what can be read of it; a box that cannot be read has what a new one has."""
    if isinstance(block, StreamBlock | ListBlock):
        for child in value if isinstance(block, StreamBlock) else value.bound_blocks:
            child.value = _readable(child.block, child.value)
        return value
    if isinstance(block, StructBlock):
        for name, child_block in block.child_blocks.items():
            value[name] = _readable(child_block, value.get(name))
        return value
    try:
        return block.clean(value)
    except ValidationError:
        return block.get_default()


def _of_fields(form: Any) -> Iterator[Fault]:
    for name, errors in form.errors.as_data().items():
        spot = Spot((name,)) if name in form.fields else Spot()
        label = str(form.fields[name].label or name) if name in form.fields else ""
        value = form[name].value() if name in form.fields else None
        for error in errors:
            for at, sentence in _leaves(error, spot, value):
                yield (
                    at,
                    _("%(where)s: %(fault)s") % {"where": label, "fault": sentence} if label else sentence,
                )


def _of_samples(form: Any) -> Iterator[Fault]:
    samples = form.formsets.get("sample_answers")
    for number, each in enumerate(samples.forms if samples is not None else []):
        for errors in each.errors.values():
            for sentence in errors:
                values = {"where": _("Test answers %(number)d") % {"number": number + 1}, "fault": sentence}
                yield (
                    Spot(element=f"inline_child_sample_answers-{number}"),
                    _("%(where)s: %(fault)s") % values,
                )


def _leaves(error: ValidationError, spot: Spot, value: Any) -> Iterator[Fault]:
    """Yield what is wrong in the boxes within a block, each with the path of its box."""
    inner: Mapping[Any, Any] = getattr(error, "block_errors", None) or {}
    for name, each in inner.items():
        child = value[name] if value is not None else None
        if isinstance(name, int):
            child = getattr(value, "bound_blocks", value)[name]
            yield from _leaves(each, spot.at(str(child.id or "")), child.value)
        else:
            yield from _leaves(each, spot.at(name), child)
    for each in getattr(error, "non_block_errors", None) or []:
        yield spot, str(each)
    if not hasattr(error, "block_errors"):
        yield from ((spot, sentence) for sentence in error.messages)
