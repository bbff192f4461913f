"""Content as a front end of somebody else's wants it: blocks with their kind, rich text as HTML, images with sizes."""

from typing import Any

from django.db.models import Model
from rest_framework.fields import Field
from wagtail import blocks
from wagtail.api.v2.serializers import PageSerializer
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page
from wagtail.rich_text import expand_db_html

from cms import figures

# Widths of an image, each at most: a front end chooses by the room that it has.
SIZES = {"small": "width-480", "medium": "width-960", "large": "width-1600"}


def typed(block: Any, value: Any) -> Any:
    """Return the value of a block as data: whatever it holds, down to its parts."""
    if value is None:
        return None
    if isinstance(block, blocks.StreamBlock):
        return [
            {"type": child.block_type, "id": child.id, "value": typed(child.block, child.value)}
            for child in value
        ]
    if isinstance(block, blocks.ListBlock):
        return [typed(block.child_block, each) for each in value]
    if isinstance(block, blocks.StructBlock):
        told = {name: typed(part, value.get(name)) for name, part in block.child_blocks.items()}
        return {**told, "shown": figures.shown(value["figure"])} if "figure" in told else told
    return _leaf(block, value)


def _leaf(block: Any, value: Any) -> Any:
    if isinstance(block, blocks.RichTextBlock):
        return expand_db_html(value.source)
    if isinstance(block, ImageChooserBlock):
        return image(value)
    if isinstance(block, blocks.PageChooserBlock):
        return page_link(value)
    if isinstance(block, DocumentChooserBlock):
        return document(value)
    if isinstance(block, blocks.RawHTMLBlock | blocks.StaticBlock):
        return None
    given = block.get_api_representation(value)
    return getattr(value, "url", None) or str(value) if isinstance(given, Model) else given


def image(value: Any) -> dict[str, Any]:
    """Return an image with its sizes; what it shows in words stands beside it, where it is used."""
    return {
        "id": value.pk,
        "title": value.title,
        "alt": getattr(value, "contextual_alt_text", None) or value.description or "",
        "decorative": bool(getattr(value, "decorative", False)),
        "width": value.width,
        "height": value.height,
        "renditions": {name: _rendition(value, rule) for name, rule in SIZES.items()},
    }


def _rendition(value: Any, rule: str) -> dict[str, Any]:
    made = value.get_rendition(rule)
    return {"url": made.full_url, "width": made.width, "height": made.height}


def page_link(page: Page) -> dict[str, Any] | None:
    """Return where a page is, for people and as data; nothing when it is not public."""
    if not page.live:
        return None
    return {
        "id": page.pk,
        "title": page.title,
        "url": page.get_full_url(),
        "href": f"/api/v2/pages/{page.pk}/",
        "language": page.locale.language_code,
    }


def document(value: Any) -> dict[str, Any]:
    """Return a file to download."""
    return {"id": value.pk, "title": value.title, "url": value.full_url, "size": value.get_file_size()}


class TypedBlocks(Field):
    """A stream of blocks as data."""

    def get_attribute(self, instance: Any) -> Any:
        return instance

    def to_representation(self, value: Any) -> Any:
        stream = getattr(value, str(self.field_name))
        return typed(stream.stream_block, stream)


class Html(Field):
    """Rich text as HTML whose links lead somewhere."""

    def to_representation(self, value: Any) -> str:
        return str(expand_db_html(value))


class ContentSerializer(PageSerializer):
    """Wagtail's serializer of pages, with typed blocks and rich text as HTML."""

    serializer_field_mapping = {
        **PageSerializer.serializer_field_mapping,
        StreamField: TypedBlocks,
        RichTextField: Html,
    }
