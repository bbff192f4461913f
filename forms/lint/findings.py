"""What the lint has to say: a stable code, where it is, a sentence for the editor."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend. What `blocks` keeps the page from being published; the rest is advice."""

    code: str
    where: str
    sentence: str
    blocks: bool = True
