"""Short and long text."""

from functools import lru_cache
from typing import Any

import re2
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workflows.definition.kinds.base import Kind, called, register, said, whole, wrong_type
from workflows.definition.problems import refuse
from workflows.definition.structure import Question
from workflows.definition.texts import (
    LONGEST_TEXT,
    is_invisible,
    is_printable,
    turns_back,
    with_plain_newlines,
)

# For JSON Schema: a text without control characters that begins (a line: and ends) with something visible. Without
# Unicode properties, so that ECMAScript, Python and Rust read it the same way; rarer invisible characters come back
# as a problem.
_UNSEEN = r"\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\ufffb\ufffe\uffff"
_SEEN = rf"[^\s\u0000-\u0020\u007f-\u009f{_UNSEEN}]"
_TURNS = r"\u202a-\u202e\u2066-\u2069"
VISIBLE_LINE = rf"^{_SEEN}(?:[^\u0000-\u001f\u0085\u2028\u2029{_TURNS}\ufffe\uffff]*{_SEEN})?$"
VISIBLE_TEXT = rf"^{_SEEN}[^\u0000-\u0008\u000b-\u001f{_TURNS}\ufffe\uffff]*$"
# What RE2 and ECMAScript do not write alike.
_ONLY_RE2 = re2.compile(r"\(\?[^:]|\[\[:|\\[AzQECapP]|\\x\{")


@lru_cache(maxsize=512)
def compiled_pattern(pattern: str) -> Any:
    """Return the RE2 pattern, None for one that RE2 refuses. Linear in the text whatever an editor writes."""
    options = re2.Options()
    options.log_errors = False
    try:
        return re2.compile(pattern, options)
    except re2.error:
        return None


def clean_text(question: Question, value: Any, longest: int, *, one_line: bool) -> str | None:
    """Return the text as its citizen wrote it, with plain newlines; refuse what nobody could read or store."""
    if not isinstance(value, str):
        raise wrong_type(question)
    text = with_plain_newlines(value)
    if not is_printable(text):
        raise refuse(
            "characters",
            _("“%(label)s” has characters that cannot be stored. Type it again.") % _label(question),
        )
    if not turns_back(text):
        raise refuse(
            "characters",
            _(
                "“%(label)s” has a mark that turns the direction of writing and never turns it back. Type it again."
            )
            % _label(question),
        )
    if one_line:
        text = text.replace("\n", " ").strip()
    if not text.strip():
        return None
    if is_invisible(text):
        raise refuse(
            "blank",
            _("“%(label)s” has only characters that cannot be seen. Type it again.") % _label(question),
        )
    if len(text) > longest:
        raise refuse("too_long", too_long(question, longest, len(text)))
    return text


class _Text(Kind):
    longest: int
    one_line: bool

    def clean(self, question: Question, value: Any) -> str | None:
        text = clean_text(question, value, self._longest(question), one_line=self.one_line)
        if text is None:
            return None
        if len(text) < whole(question.limits, "min_length", 0):
            raise refuse("too_short", _too_short(question, whole(question.limits, "min_length", 0)))
        pattern = question.limits.get("pattern")
        if isinstance(pattern, str) and pattern and not _matches(pattern, text):
            raise refuse("pattern", _unlike(question))
        return text

    def schema(self, question: Question) -> dict[str, Any]:
        shortest = max(1, whole(question.limits, "min_length", 1))
        schema = {"type": "string", "minLength": shortest, "maxLength": self._longest(question)}
        pattern = question.limits.get("pattern")
        if not isinstance(pattern, str) or not pattern:
            schema["pattern"] = VISIBLE_LINE if self.one_line else VISIBLE_TEXT
        elif not _ONLY_RE2.search(pattern):
            schema["pattern"] = f"^(?:{pattern})$"
        return {**schema, "examples": self._examples(question)}

    def lint(self, question: Question) -> list[str]:
        found = []
        label = _label(question)
        if whole(question.limits, "min_length", 0) > self._longest(question):
            found.append(_("“%(label)s”: the shortest length is above the longest.") % label)
        pattern = question.limits.get("pattern")
        if pattern and (not isinstance(pattern, str) or compiled_pattern(pattern) is None):
            return [*found, _("“%(label)s”: the pattern cannot be read or is not safe.") % label]
        if pattern:
            examples = question.limits.get("pattern_examples") or []
            if not examples:
                found.append(_("“%(label)s”: give at least one example that fits the pattern.") % label)
            elif not all(isinstance(each, str) and _matches(pattern, each) for each in examples):
                found.append(_("“%(label)s”: an example does not fit the pattern.") % label)
        return found

    def _longest(self, question: Question) -> int:
        return max(1, min(whole(question.limits, "max_length", self.longest), LONGEST_TEXT))

    def _examples(self, question: Question) -> list[str]:
        given = question.limits.get("pattern_examples")
        given = given if isinstance(given, list) else []
        shortest = max(1, whole(question.limits, "min_length", 1))
        plain = [said(question.example), "Example"]
        padded = ("Example of an answer. " * (shortest // 20 + 1)).strip()[: self._longest(question)]
        candidates = [*given] if question.limits.get("pattern") else [*plain, padded]
        return [
            each for each in dict.fromkeys(candidates) if isinstance(each, str) and self._fits(question, each)
        ][:3]

    def _fits(self, question: Question, text: str) -> bool:
        pattern = question.limits.get("pattern")
        return (
            bool(text.strip())
            and whole(question.limits, "min_length", 0) <= len(text) <= self._longest(question)
            and (not isinstance(pattern, str) or not pattern or _matches(pattern, text))
        )


@register
class ShortText(_Text):
    """One line."""

    name = "short_text"
    longest = 200
    one_line = True


@register
class LongText(_Text):
    """Several lines, such as what happened."""

    name = "long_text"
    longest = 10_000
    one_line = False


def _matches(pattern: str, text: str) -> bool:
    found = compiled_pattern(pattern)
    return found is None or found.fullmatch(text) is not None


def _label(question: Question) -> dict[str, str]:
    return {"label": called(question)}


def too_long(question: Question, longest: int, length: int) -> str:
    """Return the sentence for a text of `length` characters where `longest` are taken."""
    return ngettext(
        "“%(label)s” is %(over)d character too long. The most is %(longest)d.",
        "“%(label)s” is %(over)d characters too long. The most is %(longest)d.",
        length - longest,
    ) % {"label": called(question), "over": length - longest, "longest": longest}


def _too_short(question: Question, shortest: int) -> str:
    return ngettext(
        "Write at least %(shortest)d character for “%(label)s”.",
        "Write at least %(shortest)d characters for “%(label)s”.",
        shortest,
    ) % {"label": called(question), "shortest": shortest}


def _unlike(question: Question) -> str:
    example = said(question.example)
    if example:
        return _("Check “%(label)s”. It should look like %(example)s.") % {
            "label": called(question),
            "example": example,
        }
    return _("Check “%(label)s”. It does not have the usual form.") % _label(question)
