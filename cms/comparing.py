"""Two versions of a page side by side: of its blocks what changed, each named, with choices in words."""

from collections.abc import Iterator
from typing import Any

from django.utils.encoding import force_str
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import blocks
from wagtail.admin import compare
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.fields import StreamField
from wagtail.utils.text import text_from_html


def compare_blocks_so() -> None:
    """Have every stream of blocks compared so."""
    compare.register_comparison_class(StreamField, comparison_class=Blocks)


def comparison_of(block: blocks.Block) -> type[compare.BlockComparison]:
    """Return what compares two values of a block, those inside it as well."""
    for kind, comparison in KINDS:
        if isinstance(block, kind):
            return comparison
    found: type[compare.BlockComparison] = compare.get_comparison_class_for_block(block)
    return found


class InWords(compare.BlockComparison):
    """A value that is said in words."""

    def words(self, value: Any) -> str:
        """Return the value as people read it."""
        return "" if value is None else force_str(value)

    def htmlvalue(self, value: Any) -> SafeString:
        """Show one value."""
        return format_html("{}", self.words(value))

    def htmldiff(self) -> Any:
        """Show both values."""
        return compare.diff_text(self.words(self.val_a), self.words(self.val_b)).to_html()


class Text(InWords):
    """Plain text; none at all is no other text than an empty one."""

    def has_changed(self) -> bool:
        """Tell whether the words did."""
        return self.words(self.val_a) != self.words(self.val_b)


class Drawn(Text):
    """A value as pages show it; none is shown as nothing."""

    def words(self, value: Any) -> str:
        """Return the words of what pages show."""
        return "" if value in (None, "") else str(text_from_html(self.block.render_basic(value)))

    def has_changed(self) -> bool:
        """Tell whether it did, even where both have the same name."""
        before, after = (None if value == "" else value for value in (self.val_a, self.val_b))
        return bool(before != after)


class YesOrNo(InWords):
    """A box that is ticked or not."""

    def words(self, value: Any) -> str:
        """Return yes or no."""
        return _("Yes") if value else _("No")


class Choice(InWords):
    """One of several choices, by its name."""

    def words(self, value: Any) -> str:
        """Return the name of the choice."""
        named = dict(_flat(self.block.field.choices))
        return force_str(named.get(value, value or ""))


class Table(InWords):
    """A table, row by row."""

    def words(self, value: Any) -> str:
        """Return the caption and the cells, a line for each row."""
        told = value or {}
        rows = [" | ".join(force_str(cell or "") for cell in row) for row in told.get("data", [])]
        return "\n".join(filter(None, [told.get("table_caption"), *rows]))

    def htmlvalue(self, value: Any) -> SafeString:
        """Show the rows."""
        return format_html('<div class="compared-lines">{}</div>', self.words(value))

    def htmldiff(self) -> SafeString:
        """Show the rows of both."""
        return format_html('<div class="compared-lines">{}</div>', super().htmldiff())


class Parts(compare.StructBlockComparison):
    """Named parts; where both versions have them, only those that changed."""

    def htmlvalue(self, value: Any) -> SafeString:
        """Show every part that says something."""
        return _listed(
            (child.label, _shown(child, value[name]))
            for name, child in self.block.child_blocks.items()
            if value[name] not in (None, "", False) and force_str(value[name])
        )

    def has_changed(self) -> bool:
        """Tell whether any part did."""
        return any(found.has_changed() for _label, found in self._pairs())

    def htmldiff(self) -> SafeString:
        """Show the parts that are not the same."""
        return _listed((label, found.htmldiff()) for label, found in self._pairs() if found.has_changed())

    def _pairs(self) -> Iterator[tuple[Any, compare.BlockComparison]]:
        for name, child in self.block.child_blocks.items():
            yield child.label, comparison_of(child)(child, True, True, self.val_a[name], self.val_b[name])


class _Sequence(compare.BaseSequenceBlockComparison):
    """Blocks one after the other; what stayed as it was is counted."""

    def htmlvalue(self, value: Any) -> SafeString:
        """Show all of them."""
        return format_html_join(
            "\n",
            '<div class="comparison__child-object">{}</div>',
            (
                (_named(child.block, _shown(child.block, child.value)),)
                for child in self.get_blocks_from_value(value)
            ),
        )

    def has_changed(self) -> bool:
        """Tell whether one came, went, moved or changed."""
        return self._is_reordered() or any(map(_differs, self._found()))

    def htmldiff(self) -> SafeString:
        """Show those that came, went or changed."""
        found = self._found()
        same = sum(not _differs(each) for each in found)
        shown = format_html_join(
            "\n", '<div class="comparison__child-object {}">{}</div>', self._changes(found)
        )
        return format_html("{}{}{}", shown, _unchanged(same), _moved() if self._is_reordered() else "")

    def _found(self) -> list[compare.BlockComparison]:
        return [
            comparison_of(each.block)(each.block, each.exists_a, each.exists_b, each.val_a, each.val_b)
            for each in self.get_block_comparisons()
        ]

    def _is_reordered(self) -> bool:
        """Tell whether what both have comes in another order."""
        before, after = (
            [each.id for each in self.get_blocks_from_value(value)] for value in (self.val_a, self.val_b)
        )
        return [each for each in before if each in after] != [each for each in after if each in before]

    def _changes(self, found: list[compare.BlockComparison]) -> Iterator[tuple[str, SafeString]]:
        for each in found:
            if each.is_new():
                yield "addition", _named(each.block, each.htmlvalue(each.val_b))
            elif each.is_deleted():
                yield "deletion", _named(each.block, each.htmlvalue(each.val_a))
            elif each.has_changed():
                yield "", _named(each.block, each.htmldiff())


class Stream(_Sequence, compare.StreamBlockComparison):
    """Blocks of several kinds."""


class Rows(_Sequence, compare.ListBlockComparison):
    """Blocks of one kind."""


class Blocks(compare.StreamFieldComparison):
    """The blocks of a page, in two versions of it."""

    def htmldiff(self) -> Any:
        """Show what is not the same."""
        if not (self.has_block_ids(self.val_a) and self.has_block_ids(self.val_b)):
            return super().htmldiff()
        return Stream(self.field.stream_block, True, True, self.val_a, self.val_b).htmldiff()


KINDS: tuple[tuple[type[blocks.Block], type[compare.BlockComparison]], ...] = (
    (blocks.StreamBlock, Stream),
    (blocks.ListBlock, Rows),
    (blocks.StructBlock, Parts),
    (TableBlock, Table),
    (blocks.BooleanBlock, YesOrNo),
    (blocks.ChoiceBlock, Choice),
    (blocks.CharBlock, Text),
    (blocks.TextBlock, Text),
    (blocks.RichTextBlock, compare.RichTextBlockComparison),
    (blocks.RawHTMLBlock, compare.CharBlockComparison),
    (blocks.FieldBlock, Drawn),
)


def _differs(each: compare.BlockComparison) -> bool:
    return bool(each.is_new() or each.is_deleted() or each.has_changed())


def _shown(block: blocks.Block, value: Any) -> Any:
    return comparison_of(block)(block, True, True, value, value).htmlvalue(value)


def _named(block: blocks.Block, shown: Any) -> SafeString:
    return format_html("<p><strong>{}</strong></p>{}", block.label, shown)


def _unchanged(count: int) -> SafeString | str:
    if not count:
        return ""
    words = ngettext("One part is unchanged.", "%(count)d parts are unchanged.", count) % {"count": count}
    return format_html('<p class="help">{}</p>', words)


def _moved() -> SafeString:
    return format_html('<p class="help">{}</p>', _("The order changed."))


def _listed(pairs: Iterator[tuple[Any, Any]]) -> SafeString:
    return format_html("<dl>{}</dl>", format_html_join("\n", "<dt>{}</dt><dd>{}</dd>", pairs))


def _flat(choices: Any) -> Iterator[tuple[Any, Any]]:
    """Yield choices, those in groups as well."""
    for value, name in choices:
        if isinstance(name, list | tuple):
            yield from name
        else:
            yield value, name
