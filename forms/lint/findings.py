"""What the lint has to say: a stable code, where it is, a sentence for the editor."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend. What `blocks` keeps the page from being published; the rest is advice.

    `where` is a JSON Pointer into the definition; `/blocks/…` names by its id a block that compiling takes apart,
    `/sample_answers/…` test answers by their place.
    """

    code: str
    where: str
    sentence: str
    blocks: bool = True
