"""What a poster or a handout is made of: plain texts, one for each language it speaks, and an address."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CampaignText:
    """All that a paper says in one language."""

    language: str
    agency: str
    title: str
    aim: str
    call: str
    until: str
    scan: str
    danger: str
    questions: str


@dataclass(frozen=True, slots=True)
class CampaignPaper:
    """A poster or a handout: `code` is the whole address in the QR code, `address` what people type."""

    texts: list[CampaignText]
    code: str
    address: str
    brand: str

    @property
    def crowded(self) -> bool:
        """Whether there is so much text that all of it is set smaller, to stay on its sheet."""
        return sum(2 * len(text.title) + len(text.aim) for text in self.texts) > 380
