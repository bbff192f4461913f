"""What a copy of a report is made of: plain data, already in the words and the language of the reader."""

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class RowData:
    """One question and its answer. `long` answers stand below their label, over the whole width."""

    label: str
    text: str
    long: bool = False
    not_sure: bool = False
    children: list[list["RowData"]] = field(default_factory=list)

    @property
    def beside(self) -> bool:
        """Whether the answer may stand beside its label, in a table whose rows must never fill a page.

        A character that no font has takes up to eighty, so anything unusual counts as long.
        """
        plain = all(character < "ɐ" for character in self.text)
        few_lines = self.text.count("\n") < 4
        return not (self.long or self.children) and few_lines and len(self.text) <= (200 if plain else 40)


@dataclass(frozen=True, slots=True)
class PartData:
    """One part of the report, as the citizen saw it: a title and its answers."""

    title: str
    rows: list[RowData]


@dataclass(frozen=True, slots=True)
class AttachmentData:
    """One file. `image_bytes` is a JPEG, PNG, WebP or HEIF picture to show, or None for what has no picture."""

    name: str
    caption: str
    media_type: str
    size: int
    sha256: str
    image_bytes: bytes | None = None


@dataclass(frozen=True, slots=True)
class HistoryData:
    """One decision: when (as people say it), what, and who or in what role."""

    at: str
    title: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class LetterCopy:
    """A letter on the agency's paper; `body` has one paragraph an item."""

    language: str
    agency: str
    title: str
    body: list[str]
    number: str = ""
    date: str = ""
    recipient: list[str] = field(default_factory=list)
    signature: list[str] = field(default_factory=list)
    agency_address: str = ""
    agency_phone: str = ""
    brand: str = "#17405f"


@dataclass(frozen=True, slots=True)
class ReportCopy:
    """One report as it is printed: `kind` decides the template, `number` is what the reader quotes.

    `facts` stand at the top (what, when, where, value, who), before the parts.
    """

    kind: Literal["official", "unofficial"]
    language: str
    agency: str
    title: str
    number: str
    temporary_number: str
    status: str
    submitted_at: str
    declaration: str
    definition_digest: str
    definition_number: int
    parts: list[PartData]
    facts: list[RowData] = field(default_factory=list)
    attachments: list[AttachmentData] = field(default_factory=list)
    history: list[HistoryData] = field(default_factory=list)
    offence: str | None = None
    verification_code: str | None = None
    verification_url: str | None = None
    agency_address: str = ""
    agency_phone: str = ""
    brand: str = "#17405f"
