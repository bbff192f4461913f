"""The parts an information page is built from."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock

from cms import figures
from cms.media_blocks import Document, Picture, VideoPlayer

SENTENCES = ["bold", "italic", "link", "document-link"]
TEXT = [*SENTENCES, "h3", "ul", "ol"]


class Callout(blocks.StructBlock):
    """A short text that must not be missed."""

    kind = blocks.ChoiceBlock(
        choices=[("note", _("Note")), ("warning", _("Warning")), ("danger", _("Danger"))],
        default="note",
        label=_("kind"),
    )
    title = blocks.CharBlock(required=False, label=_("title"))
    text = blocks.RichTextBlock(features=[*SENTENCES, "ul"], label=_("text"))

    class Meta:
        icon = "warning"
        label = _("Callout")
        template = "cms/blocks/callout.html"


class Step(blocks.StructBlock):
    """One thing in a row of things to do or to expect."""

    title = blocks.CharBlock(label=_("title"))
    text = blocks.RichTextBlock(features=[*SENTENCES, "ul"], required=False, label=_("text"))


class Steps(blocks.StructBlock):
    """What happens one after the other, with numbers."""

    steps = blocks.ListBlock(Step(), min_num=2, label=_("steps"))

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        template = "cms/blocks/steps.html"


class Fold(blocks.StructBlock):
    """A heading whose text opens when asked."""

    title = blocks.CharBlock(label=_("title"))
    text = blocks.RichTextBlock(features=TEXT, label=_("text"))


class Accordion(blocks.StructBlock):
    """Texts that most readers need only one of."""

    folds = blocks.ListBlock(Fold(), min_num=1, label=_("parts"))

    class Meta:
        icon = "collapse-down"
        label = _("Accordion")
        template = "cms/blocks/accordion.html"


class ContactCard(blocks.StructBlock):
    """Who answers, and how to reach them."""

    title = blocks.CharBlock(label=_("title"))
    phone = blocks.CharBlock(required=False, label=_("phone"))
    email = blocks.EmailBlock(required=False, label=_("email"))
    address = blocks.TextBlock(required=False, rows=3, label=_("address"))
    hours = blocks.CharBlock(required=False, label=_("hours"))
    web = blocks.URLBlock(required=False, label=_("website"))
    note = blocks.CharBlock(required=False, label=_("more"))

    class Meta:
        icon = "user"
        label = _("Contact card")
        template = "cms/blocks/contact.html"


class FileThis(blocks.StructBlock):
    """A way from reading to reporting."""

    page = blocks.PageChooserBlock(page_type="cms.ListedPage", label=_("report type"))
    text = blocks.CharBlock(required=False, label=_("sentence before the button"))

    class Meta:
        icon = "form"
        label = _("File this report")
        template = "cms/blocks/file_this.html"


class RelatedTypes(blocks.StructBlock):
    """Report types that somebody who reads this may need, each in the language of the page."""

    title = blocks.CharBlock(required=False, label=_("title"))
    pages = blocks.ListBlock(
        blocks.PageChooserBlock(page_type="cms.ListedPage", label=_("report type")),
        min_num=1,
        label=_("report types"),
    )

    class Meta:
        icon = "list-ul"
        label = _("Related report types")
        template = "cms/blocks/related.html"


class Table(TableBlock):
    """A table that says what it shows and what its rows or columns are."""

    def clean(self, value: Any) -> Any:
        """Refuse to publish a table that a screen reader could only spell out; a draft may wait for it."""
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        if not (cleaned or {}).get("table_caption"):
            raise ValidationError(_("Give the table a caption that says what it shows."))
        if not (cleaned.get("first_row_is_table_header") or cleaned.get("first_col_is_header")):
            raise ValidationError(_("Choose whether the first row or the first column has the headings."))
        return cleaned


class Figure(blocks.StructBlock):
    """A number of the service that is read when the page is shown."""

    figure = blocks.ChoiceBlock(choices=figures.choices, label=_("figure"))
    text = blocks.CharBlock(label=_("what it says"))

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Add the figure as it is now, or nothing when nobody counts it any more."""
        context = super().get_context(value, parent_context)
        return {**context, "figure": figures.read(value["figure"])}

    class Meta:
        icon = "decimal"
        label = _("Figure")
        template = "cms/blocks/figure.html"


class Feedback(blocks.StaticBlock):
    """The question whether the page was useful, here instead of at its foot."""

    class Meta:
        icon = "comment"
        label = _("Was this information useful?")
        admin_text = _(
            "The question stands here instead of at the foot. Whether it is asked is set in the page’s settings."
        )
        template = "cms/blocks/feedback.html"


class Body(blocks.StreamBlock):
    """All parts, in the order they are offered."""

    heading = blocks.CharBlock(
        form_classname="title", icon="title", label=_("Heading"), template="cms/blocks/heading.html"
    )
    text = blocks.RichTextBlock(features=TEXT, icon="pilcrow", label=_("Text"))
    callout = Callout()
    steps = Steps()
    accordion = Accordion()
    table = Table(icon="table", label=_("Table"), template="cms/blocks/table.html")
    picture = Picture()
    video = VideoPlayer()
    contact = ContactCard()
    file_this = FileThis()
    related = RelatedTypes()
    document = Document()
    figure = Figure()
    feedback = Feedback()
