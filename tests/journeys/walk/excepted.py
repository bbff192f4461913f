"""What the walk lets pass, each with its reason."""

import re
from dataclasses import dataclass


@dataclass
class LetPass:
    """A pattern of a finding, and why it stands."""

    pattern: str
    reason: str
    used: bool = False


OF_STAFF: list[LetPass] = [
    LetPass(
        r"^/admin/snippets/.*(0 headings of the first level|page-has-heading-one)",
        "Wagtail's own form for a new snippet has its title in its header, and no heading of the first level",
    ),
    LetPass(
        r"^/desk/enter/(add|answer)/.*the page says it is in",
        "what is entered for somebody is asked in the language of their report: it is read to them",
    ),
    LetPass(
        r"^/admin/report-types/\d+/try/frame/(en|fr)/.*the page says it is in",
        "a form is tried in the language that its address says, as people see it",
    ),
]
OF_ALL: list[LetPass] = [
    LetPass(
        r"^entering, sent: no way to",
        "a report that was sent for somebody stays in the language that their letters come in",
    )
]


def excepted(problem: str, name: str, *, public: bool) -> bool:
    """Tell whether a finding is let pass."""
    for each in OF_ALL if public else [*OF_ALL, *OF_STAFF]:
        if re.search(each.pattern, f"{name}: {problem}"):
            each.used = True
            return True
    return False
