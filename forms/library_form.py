"""The form of a part of the library: what would keep every type that includes it from being published is refused."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from forms.compile import START, compile_steps
from forms.lint import Finding, lint
from forms.lint.written import check, written

# What depends on the report type that includes the part: answers asked elsewhere, its number of questions.
OF_THE_TYPE = frozenset({"dangling", "cyclic", "unreachable", "no_not_sure", "many_required", "empty_step"})


class PartForm(WagtailAdminModelForm):
    """A part, linted by itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "key" in self.fields:
            self.fields["key"].error_messages["unique"] = _("Another part has this key. Choose another.")

    def clean(self) -> dict[str, Any]:
        """Refuse what no report type could be published with."""
        cleaned: dict[str, Any] = super().clean()
        items = cleaned.get("items")
        if items is not None and not self.errors:
            stored = items.stream_block.get_prep_value(items)
            if not stored:
                self.add_error("items", _("Add a question to the part."))
            for sentence in dict.fromkeys(faults(stored)):
                self.add_error(None, sentence)
        return cleaned


def faults(items: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Yield the sentences for what is wrong with a part, as its blocks store it."""
    steps = [{"type": "step", "value": {"key": "part", "title": _named("part"), "items": items}}]
    body = _around(compile_steps(steps))
    found: list[Finding] = [
        *check(written(steps), parts={}, anonymous_allowed=True, previous=()),
        *lint(body),
    ]
    for finding in found:
        if finding.blocks and finding.code not in OF_THE_TYPE:
            yield _without_step(finding.sentence)


def _named(text: str) -> dict[str, str]:
    return {code: text for code, _name in settings.LANGUAGES}


def _around(steps: list[dict[str, Any]]) -> dict[str, Any]:
    """A definition in which nothing but the part can be wrong."""
    filled = _named("…")
    return {
        **dict.fromkeys(("title", "summary", "declaration"), filled),
        "start": dict.fromkeys(START, filled),
        "privacy": {},
        "steps": steps,
        "offence_map": [],
    }


def _without_step(sentence: str) -> str:
    """Return a sentence without the step that it names: a part has none."""
    step = _("Step %(number)d, “%(name)s”") % {"number": 1, "name": "part"}
    return sentence.replace(_("%(title)s: %(text)s") % {"title": step, "text": ""}, "")
