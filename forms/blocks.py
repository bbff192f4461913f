"""The blocks of a report type, as an editor puts them together. Their stored JSON is what `compile.py` reads.

Kinds of questions and names of limits are choices made at run time: a new kind needs no change of the model.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils.functional import lazy
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup
from wagtail.snippets.blocks import SnippetChooserBlock

from forms.conditions import COMPARISONS
from forms.limits import limit_choices
from workflows import definition

# In the order in which an editor is offered them.
KIND_NAMES = {
    "short_text": _("Short text"),
    "long_text": _("Long text"),
    "statement": _("Statement: long text with points to cover"),
    "one_of": _("One of several"),
    "some_of": _("Some of several"),
    "yes_no": _("Yes or no"),
    "how_known": _("How the person knows"),
    "number": pgettext_lazy("kind of question", "Number"),
    "money": _("Amount of money"),
    "computed": _("Sum over the rows of a group"),
    "date": _("Date"),
    "time_span": _("Time: exact, about or between"),
    "address": _("Address"),
    "location": _("Place: address or pin on a map"),
    "person": _("Person"),
    "email": _("E-mail"),
    "verified_email": _("E-mail, proved by a code"),
    "phone": _("Phone"),
    "witness": _("Witness"),
    "suspect": _("Description of a suspect"),
    "business": _("Business"),
    "vehicle": _("Vehicle"),
    "serial_number": _("Serial number or IMEI"),
    "card_ending": _("Card or account: last four digits"),
    "file": _("Photo or file"),
    "consent": _("Consent by a tick"),
    "signature": _("Signature: typed name"),
}
REASONS = [
    ("emergency", _("Emergency")),
    ("in_progress", _("It is happening now")),
    ("outside_area", _("Outside the area")),
    ("other_body", _("Another body is responsible")),
    ("not_eligible", _("Not for this kind of report")),
]


def kind_choices() -> list[tuple[str, Any]]:
    """Return every kind of question that this version of the software has."""
    there = definition.kind_names()
    listed = [name for name in KIND_NAMES if name in there]
    return [(name, KIND_NAMES.get(name, name)) for name in dict.fromkeys([*listed, *there])]


def in_each_language(block: type[blocks.FieldBlock], **options: Any) -> list[tuple[str, blocks.FieldBlock]]:
    """Return one box per language, named by the language in itself."""
    names = settings.WAGTAILADMIN_PERMITTED_LANGUAGES
    return [(code, block(required=False, label=name, **options)) for code, name in names]


def _own_language() -> str:
    language = (get_language() or "en").partition("-")[0]
    return f"{{{language if language in dict(settings.WAGTAILADMIN_PERMITTED_LANGUAGES) else 'en'}}}"


# What a folded block says of a text: the box of the language that the editor works in.
IN_OWN_LANGUAGE = lazy(_own_language, str)()


class _Bilingual(blocks.StructBlock):
    box: type[blocks.FieldBlock] = blocks.CharBlock
    options: dict[str, Any] = {}

    def __init__(self, local_blocks: Iterable[Any] = (), **kwargs: Any) -> None:
        super().__init__([*in_each_language(self.box, **self.options), *local_blocks], **kwargs)

    class Meta:
        form_classname = "struct-block both-languages"
        label_format = IN_OWN_LANGUAGE


class Line(_Bilingual):
    """One line of text in each language."""


class Sentence(_Bilingual):
    """One line that may be long, so that all of it can be seen."""

    box = blocks.TextBlock
    options = {"rows": 1}


class Paragraphs(_Bilingual):
    """Text of several lines in each language."""

    box = blocks.TextBlock


class Clause(blocks.StructBlock):
    """One comparison: an answer, how it is compared, and with what."""

    question = blocks.CharBlock(
        required=False,
        label=_("Question key"),
        help_text=_("For any row of a group: items.kind"),
    )
    comparison = blocks.ChoiceBlock(choices=COMPARISONS, default="eq", label=_("Comparison"))
    value = blocks.CharBlock(
        required=False, label=_("Value"), help_text=_("Several values: separate them by commas.")
    )

    class Meta:
        form_classname = "struct-block in-one-row"
        label_format = "{question} {comparison} {value}"


class Condition(blocks.StructBlock):
    """When something holds: comparisons that all hold, or any of them; or the condition as JSON."""

    match = blocks.ChoiceBlock(
        choices=[("all", _("All of these hold")), ("any", _("Any of these holds"))],
        default="all",
        label=_("How they are joined"),
    )
    clauses = blocks.ListBlock(Clause(), default=[], label=_("Comparisons"))
    advanced = blocks.TextBlock(
        required=False,
        rows=2,
        label=_("Condition as JSON"),
        help_text=_("For what comparisons cannot say. It takes the place of the comparisons."),
    )

    class Meta:
        icon = "key"
        form_layout = BlockGroup(children=["match", "clauses"], settings=["advanced"])
        collapsed = True
        label_format = "{clauses} {advanced}"


def when(label: Any, help_text: Any = "") -> Condition:
    """Return the box for a condition; left empty, it always holds."""
    return Condition(required=False, label=label, help_text=help_text or _("Leave empty for always."))


class Option(blocks.StructBlock):
    """One answer that a question offers."""

    token = blocks.CharBlock(
        required=False,
        label=_("Token"),
        help_text=_("Lower-case letters, digits and _; at most 30. It is stored, never shown."),
    )
    label = Line(label=_("Label"))
    hint = Line(label=_("Hint"), collapsed=True)

    class Meta:
        form_layout = BlockGroup(children=["token", "label"], settings=["hint"])
        label_format = "{token}"


class Limit(blocks.StructBlock):
    """One limit of an answer: which, and how much."""

    name = blocks.ChoiceBlock(choices=limit_choices, label=_("Limit"))
    value = blocks.TextBlock(required=False, rows=1, label=_("Value"))

    class Meta:
        form_classname = "struct-block in-one-row"
        label_format = "{name} {value}"


class Message(blocks.StructBlock):
    """A sentence of the type's own in place of a standard one."""

    code = blocks.CharBlock(
        default="required",
        label=_("For the fault"),
        help_text=_("Such as “required”; for one part of an answer “phone.required”."),
    )
    text = Line(label=_("Sentence"))

    class Meta:
        label_format = "{code}"


class Question(blocks.StructBlock):
    """One question. Its key stays for ever; its label may change."""

    key = blocks.CharBlock(
        required=False,
        label=_("Key"),
        help_text=_("Lower-case letters, digits and _. It never changes once published."),
    )
    kind = blocks.ChoiceBlock(choices=kind_choices, default="short_text", label=_("Kind"))
    label = Sentence(label=_("Question"))
    help = Paragraphs(label=_("Help"), help_text=_("Shown above the field."))
    example = Line(label=_("Example"))
    required = blocks.BooleanBlock(required=False, label=_("Must be answered"))
    not_sure = blocks.BooleanBlock(required=False, label=_("“Not sure” is an answer"))
    choices = blocks.ListBlock(
        Option(), default=[], label=_("Choices, or points that a statement covers"), collapsed=True
    )
    limits = blocks.ListBlock(Limit(), default=[], label=_("Limits"), collapsed=True)
    messages = blocks.ListBlock(Message(), default=[], label=_("Own sentences"), collapsed=True)
    show_if = when(_("Asked when"))
    prefill = blocks.BooleanBlock(
        required=False,
        label=_("A link may fill it in"),
        help_text=_("Never for anything about a person: links are seen by others."),
    )
    identifies = blocks.BooleanBlock(
        required=False,
        label=_("Says who the person is"),
        help_text=_("It is not asked of a person who stays anonymous."),
    )
    retired = blocks.BooleanBlock(
        required=False,
        label=_("Retired"),
        help_text=_("No longer asked. The key stays taken, and reports that have an answer keep it."),
    )

    class Meta:
        icon = "help"
        label = _("Question")
        label_format = "{label} ({key}) · {kind}"
        form_layout = BlockGroup(
            children=[
                BlockGroup(
                    ["key", "kind"],
                    heading=_("What"),
                    classname="in-one-row",
                    icon="cog",
                    label_format="{key}",
                ),
                "label",
                BlockGroup(
                    ["required", "not_sure"], heading=_("Answer"), classname="in-one-row", icon="tick"
                ),
                "choices",
                BlockGroup(
                    ["help", "example"], heading=_("Help and example"), classname="collapsed", icon="help"
                ),
            ],
            settings=["show_if", "limits", "messages", "prefill", "identifies", "retired"],
        )


class Group(blocks.StructBlock):
    """Questions that are asked again for each thing or person."""

    key = blocks.CharBlock(required=False, label=_("Key"))
    label = Line(label=_("Heading"))
    help = Paragraphs(label=_("Help"), collapsed=True)
    row_label = Line(label=_("Name of one"), help_text=_("Such as “Item”; it gets a number."))
    min = blocks.IntegerBlock(default=1, min_value=0, max_value=50, label=_("At least"))
    max = blocks.IntegerBlock(default=20, min_value=1, max_value=50, label=_("At most"))
    questions = blocks.ListBlock(Question(), default=[], label=_("Questions"), collapsed=True)
    show_if = when(_("Asked when"))

    class Meta:
        icon = "list-ul"
        label = _("Group of questions, once for each thing")
        label_format = "{label} ({key})"
        form_layout = BlockGroup(
            children=[
                BlockGroup(["key", "min", "max"], heading=_("What"), classname="in-one-row", icon="cog"),
                "label",
                "row_label",
                "questions",
            ],
            settings=["help", "show_if"],
        )


class Guidance(blocks.StructBlock):
    """Text between questions."""

    text = Paragraphs(label=_("Text"))
    show_if = when(_("Shown when"))

    class Meta:
        icon = "info-circle"
        label = _("Text")
        label_format = "{text}"
        form_layout = BlockGroup(children=["text"], settings=["show_if"])


class Link(blocks.StructBlock):
    """Where a stopper leads: a telephone number (`tel:911`) or an address."""

    label = Line(label=_("Label"))
    url = blocks.CharBlock(required=False, label=_("Address"), help_text=_("tel:911, mailto:… or https://…"))

    class Meta:
        label_format = "{url}"


class Stopper(blocks.StructBlock):
    """Ends the way with an explanation and the next step."""

    key = blocks.CharBlock(required=False, label=_("Key"))
    reason = blocks.ChoiceBlock(choices=REASONS, default="not_eligible", label=_("Reason"))
    condition = when(_("Stops when"), _("It looks at answers given before it."))
    title = Line(label=_("Title"))
    text = Paragraphs(label=_("What to do instead"))
    link = Link(label=_("Link"), required=False)

    class Meta:
        icon = "warning"
        label = _("Stop")
        label_format = "{title} ({key})"
        form_layout = BlockGroup(
            children=[
                BlockGroup(["key", "reason"], heading=_("What"), classname="in-one-row", icon="cog"),
                "condition",
                "title",
                "text",
                "link",
            ]
        )


class PartItems(blocks.StreamBlock):
    """What a part of the library is made of."""

    question = Question()
    group = Group()
    guidance = Guidance()
    stopper = Stopper()

    class Meta:
        required = False
        collapsed = True


class Part(blocks.StructBlock):
    """A part of the library, by reference; a version takes in what it holds when it is published."""

    part = SnippetChooserBlock("reportforms.ReusablePart", required=False, label=_("Part"))
    prefix = blocks.CharBlock(
        required=False,
        label=_("Prefix of its keys"),
        help_text=_("Such as “witness”, where a report type has the same part twice."),
    )
    show_if = when(_("Asked when"))

    class Meta:
        icon = "snippet"
        label = _("Part of the library")
        label_format = "{part}"
        form_layout = BlockGroup(children=["part", "prefix"], settings=["show_if"])


class Anonymity(blocks.StructBlock):
    """Asks whether the person stays anonymous, and states the rule on tracing. The review policy must allow it."""

    rule = Paragraphs(
        label=_("Rule on tracing"),
        help_text=_("What is kept, who could trace it and when. It stands above the question."),
    )

    class Meta:
        icon = "user"
        label = _("Choice to stay anonymous")
        label_format = "{rule}"


class Items(PartItems):
    """What stands on one page of the way."""

    part = Part()
    anonymity = Anonymity()

    class Meta:
        required = False
        collapsed = True


class Step(blocks.StructBlock):
    """One page of the citizen's way."""

    key = blocks.CharBlock(
        required=False,
        label=_("Key"),
        help_text=_("Part of the address: lower-case words, such as “place”."),
    )
    title = Line(label=_("Title"))
    intro = Paragraphs(label=_("Introduction"))
    items = Items(label=_("Questions and texts"))
    show_if = when(_("Shown when"))

    class Meta:
        icon = "doc-full"
        label = _("Step")
        label_format = "{title} ({key})"
        form_layout = BlockGroup(
            children=["title", "key", "items"],
            settings=["intro", "show_if"],
        )


class Steps(blocks.StreamBlock):
    """The steps in their order."""

    step = Step()

    class Meta:
        required = False
        collapsed = True


class EligibilityRule(blocks.StructBlock):
    """Which reports are not taken here, from one day until another."""

    key = blocks.CharBlock(required=False, label=_("Key"))
    begins = blocks.DateBlock(required=False, label=_("From"))
    ends = blocks.DateBlock(required=False, label=_("Until"))
    condition = when(_("Not taken when"), _("It looks at answers, sums included."))
    title = Line(label=_("Title"))
    text = Paragraphs(label=_("What to do instead"))
    link = Link(label=_("Link"), required=False)

    class Meta:
        icon = "date"
        label = _("Rule of eligibility")
        label_format = "{title} ({key})"
        form_layout = BlockGroup(
            children=[
                BlockGroup(["key", "begins", "ends"], heading=_("What"), classname="in-one-row", icon="cog"),
                "condition",
                "title",
                "text",
                "link",
            ]
        )


class EligibilityRules(blocks.StreamBlock):
    """The first rule that is in force and holds ends the way."""

    rule = EligibilityRule()

    class Meta:
        required = False
        collapsed = True


class AdviceRule(blocks.StructBlock):
    """What would make a report better, said before it is sent; it may be skipped."""

    key = blocks.CharBlock(required=False, label=_("Key"))
    condition = when(_("Said when"))
    question = blocks.CharBlock(
        required=False,
        label=_("About the question"),
        help_text=_("The key of the question that it leads to, such as serial_number."),
    )
    text = Paragraphs(label=_("Advice"), help_text=_("Say why: “An insurer will ask for it.”"))

    class Meta:
        icon = "help"
        label = _("Advice before sending")
        label_format = "{text}"
        form_layout = BlockGroup(
            children=[
                BlockGroup(["key", "question"], heading=_("What"), classname="in-one-row", icon="cog"),
                "condition",
                "text",
            ]
        )


class AdviceRules(blocks.StreamBlock):
    """All that hold are said."""

    rule = AdviceRule()

    class Meta:
        required = False
        collapsed = True


class OffenceRule(blocks.StructBlock):
    """Which offence code is suggested to the reviewer, when."""

    condition = when(_("Suggested when"))
    offence = blocks.CharBlock(
        required=False, label=_("Offence code"), help_text=_("UCR code, such as 2140.")
    )

    class Meta:
        icon = "tag"
        label = _("Offence code")
        label_format = "{offence}"


class OffenceMap(blocks.StreamBlock):
    """The first rule that holds gives the suggestion."""

    rule = OffenceRule()

    class Meta:
        required = False
        collapsed = True
