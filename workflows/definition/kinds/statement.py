"""A statement: what happened at length, beside a list of what it should cover."""

from workflows.definition.kinds.base import register
from workflows.definition.kinds.text import LongText
from workflows.definition.texts import LONGEST_TEXT


@register
class Statement(LongText):
    """A long text; the question's choices are points to cover, which are shown and never chosen."""

    name = "statement"
    longest = LONGEST_TEXT
