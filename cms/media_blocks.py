"""Blocks with a file: images, videos, documents. None plays or loads anything from elsewhere."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock


class Picture(blocks.StructBlock):
    """An image. It brings its own words in each language; a page may say it in other words."""

    image = ImageChooserBlock(label=_("image"))
    alt = blocks.CharBlock(
        required=False,
        max_length=250,
        label=_("in other words"),
        help_text=_("Only where this page needs other words than the image has of its own."),
    )
    caption = blocks.CharBlock(required=False, label=_("caption"))

    def clean(self, value: Any) -> Any:
        """Refuse to publish an image that somebody who cannot see it would not get; a draft may wait for it."""
        cleaned = super().clean(value)
        image = None if self.is_deferred_validation or cleaned["alt"] else cleaned["image"]
        lacking = [str(name) for name in image.lacks()] if image else []
        if lacking:
            text = gettext("Open the image first and say what it shows: %(languages)s is missing.")
            sentence = text % {"languages": get_text_list(lacking, gettext("and"))}
            raise blocks.StructBlockValidationError({"image": ValidationError(sentence)})
        return cleaned

    class Meta:
        icon = "image"
        label = _("Image")
        template = "cms/blocks/picture.html"


class VideoPlayer(blocks.StructBlock):
    """A video of our own with its captions and its transcript."""

    video = SnippetChooserBlock("cms.Video", label=_("video"))

    class Meta:
        icon = "media"
        label = _("Video")
        template = "cms/blocks/video.html"


class Document(blocks.StructBlock):
    """A file to download, with its kind, its size and its language."""

    document = DocumentChooserBlock(label=_("document"))
    title = blocks.CharBlock(required=False, label=_("title"))
    language = blocks.ChoiceBlock(
        choices=[("en", _("English")), ("fr", _("French")), ("other", _("Another language"))],
        required=False,
        label=_("language"),
        help_text=_("Leave empty when it is in the language of this page."),
    )

    class Meta:
        icon = "doc-full"
        label = _("Document")
        template = "cms/blocks/document.html"
