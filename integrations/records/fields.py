"""Texts on their way into the message: only characters it can hold, only as long as its fields are."""

import re
from dataclasses import dataclass, field

from integrations.records import codes

# Everything but the characters of XML 1.0: control characters, lone surrogates, U+FFFE, U+FFFF.
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
CUT = "…"


def clean(text: str) -> str:
    """The text with what XML cannot hold written out, as `[U+0000]`: nothing is dropped."""
    return FORBIDDEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)


@dataclass
class Fields:
    """Fits texts into their elements and keeps, whole, each one that was too long for its element."""

    kept_whole: list[str] = field(default_factory=list)

    def fit(self, element: str, text: str, *, about: str = "") -> str:
        """The text as the element can hold it; the rest of the story is in `kept_whole`."""
        text, limit = clean(text), codes.length(element)
        if limit is None or len(text) <= limit.max_characters:
            return text
        self.kept_whole.append(f"{about or element.partition(':')[2]}: {text}")
        return "" if limit.when_longer == "leave_out" else text[: limit.max_characters - 1] + CUT


def parts(element: str, text: str) -> list[str]:
    """A text in as many pieces as its element needs to hold all of it."""
    text, limit = clean(text), codes.length(element)
    size = limit.max_characters if limit else max(len(text), 1)
    return [text[start : start + size] for start in range(0, len(text), size)]
