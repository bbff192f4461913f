"""What an editor builds a finder from: questions with answers, other bodies, emergencies."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

KEY_HELP = _("Part of the address: lower-case words, such as “stolen”. The same in each language.")
WORDS_HELP = _("Other words that people search by, separated by commas.")


class Answer(blocks.StructBlock):
    """One answer to a question: where it leads."""

    label = blocks.CharBlock(required=False, label=_("Answer"))
    hint = blocks.CharBlock(required=False, label=_("Hint"))
    leads_to = blocks.CharBlock(
        required=False,
        label=_("Leads to"),
        help_text=_("The key of a question, another body or an emergency on this page."),
    )
    report_type = blocks.PageChooserBlock(
        "reportforms.ReportTypePage", required=False, label=_("Or to the report type")
    )

    class Meta:
        icon = "arrow-right"
        label = _("Answer")
        label_format = "{label}"


class Question(blocks.StructBlock):
    """A question that narrows down what happened. The first one of the page is asked first."""

    key = blocks.CharBlock(required=False, label=_("Key"), help_text=KEY_HELP)
    title = blocks.CharBlock(required=False, label=_("Question"))
    text = blocks.TextBlock(required=False, rows=2, label=_("Help"))
    answers = blocks.ListBlock(Answer(), default=[], label=_("Answers"))

    class Meta:
        icon = "help"
        label = _("Question")
        label_format = "{title} ({key})"


class Body(blocks.StructBlock):
    """Another body that is responsible. Whoever is led there is counted, by day and body alone."""

    key = blocks.CharBlock(required=False, label=_("Key"), help_text=KEY_HELP)
    title = blocks.CharBlock(required=False, label=_("Name"))
    text = blocks.TextBlock(required=False, rows=3, label=_("What it does and what to say there"))
    phone = blocks.CharBlock(required=False, label=_("Phone"))
    link = blocks.URLBlock(required=False, label=_("Link"))
    words = blocks.CharBlock(required=False, label=_("Words"), help_text=WORDS_HELP)

    class Meta:
        icon = "group"
        label = _("Another body")
        label_format = "{title} ({key})"


class Emergency(blocks.StructBlock):
    """Says to call 911, and nothing else."""

    key = blocks.CharBlock(required=False, label=_("Key"), help_text=KEY_HELP)
    title = blocks.CharBlock(required=False, label=_("Title"))
    text = blocks.TextBlock(required=False, rows=3, label=_("What to do"))
    words = blocks.CharBlock(required=False, label=_("Words"), help_text=WORDS_HELP)

    class Meta:
        icon = "warning"
        label = _("Emergency (911)")
        label_format = "{title} ({key})"


class Nodes(blocks.StreamBlock):
    """All that the finder asks and leads to."""

    question = Question()
    body = Body()
    emergency = Emergency()

    class Meta:
        required = False
        collapsed = True
