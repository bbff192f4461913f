"""How a report came in: by whom and which way, what a link filled in, and what was wiped when it was sent."""

from collections.abc import Iterable

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from workflows.definition import Definition, Group, Question, pick
from workflows.extensions import Context
from workflows.models import Submission


def origin(report: Submission, user: User) -> Context | None:
    """Return what is out of the ordinary about how the report came in, or None."""
    words = Words(report)
    found = {
        "channel": report.get_channel_display() if report.channel != Submission.Channel.WEB else "",
        "entered_by": report.entered_by.display_name if report.entered_by else "",
        "source": report.source,
        "prefilled": words.named(f"/{key}" for key in report.prefilled),
        "wiped": words.named(report.dropped),
    }
    return found if any(found.values()) else None


class Words:
    """Questions of a report's definition by their place in the answers, as the reader's language calls them."""

    def __init__(self, report: Submission) -> None:
        self._asked = Definition.of(report.definition).asked
        self._language = get_language() or "en"

    def named(self, paths: Iterable[str]) -> list[str]:
        """Return what each place is called, each once."""
        return list(dict.fromkeys(self.name(path) for path in paths))

    def name(self, path: str) -> str:
        """Return the question at a JSON Pointer, in a group with the number of its row."""
        key, _slash, rest = path.removeprefix("/").partition("/")
        asked = self._asked.get(key)
        if asked is None:
            return _("an answer that no question asked for")
        row, _slash, inside = rest.partition("/")
        if not isinstance(asked, Group) or not row.isdecimal():
            return self._label(asked)
        question = next((each for each in asked.questions if each.key == inside.split("/")[0]), None)
        label = self._label(question) if question is not None else ""
        place = {"group": self._label(asked), "number": int(row) + 1, "question": label}
        return _("%(group)s, %(number)s: %(question)s") % place

    def _label(self, asked: Question | Group) -> str:
        return pick(asked.label, self._language) or asked.key
