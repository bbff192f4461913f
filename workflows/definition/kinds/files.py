"""Photos and documents, by the ids of their attachments."""

import re
from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workflows.definition.kinds.base import (
    Circumstances,
    FileFacts,
    Kind,
    as_json,
    called,
    register,
    whole,
    wrong_type,
)
from workflows.definition.problems import refuse
from workflows.definition.structure import Question

MEGABYTE = 1024 * 1024
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


@register
class File(Kind):
    """Attachments of a report; an upload adds an id, removing the attachment takes it away."""

    name = "file"
    verb = "add"
    unsure = False

    def clean(self, question: Question, value: Any) -> list[str] | None:
        if not isinstance(value, list) or not all(
            isinstance(each, str) and _ID.fullmatch(each) for each in value
        ):
            raise wrong_type(question)
        ids = list(dict.fromkeys(value))
        if len(ids) > most_files(question):
            raise refuse("too_many", _too_many(question))
        return ids or None

    def allow(self, question: Question, value: Any, circumstances: Circumstances) -> None:
        label = {"label": called(question)}
        for each in value:
            facts = circumstances.files.get(each)
            if facts is None:
                raise refuse(
                    "unknown_file", _("A file of “%(label)s” is not there any more. Remove it.") % label
                )
            if facts.status == "refused":
                sentence = _("The file “%(name)s” was refused. Remove it.")
                raise refuse("refused_file", sentence % {"name": facts.name})
            if not _has_right_type(question, facts):
                sentence = _("The file “%(name)s” is of a type that is not accepted here. Remove it.")
                raise refuse("file_type", sentence % {"name": facts.name})
            if (most := most_bytes(question.limits)) and facts.size > most:
                raise refuse("file_size", too_large(question, facts.name))

    def show(self, question: Question, value: Any, circumstances: Circumstances | None = None) -> str:
        if not isinstance(value, list):
            return super().show(question, value)
        files = circumstances.files if circumstances else {}
        return "\n".join(
            files[each].name
            if isinstance(each, str) and each in files
            else str(each)
            if isinstance(each, str)
            else as_json(each)
            for each in value
        )

    def schema(self, question: Question) -> dict[str, Any]:
        item = {"type": "string", "pattern": f"^{_ID.pattern}$"}
        return {
            "type": "array",
            "items": item,
            "minItems": 1,
            "maxItems": most_files(question),
            "readOnly": True,
        }

    def read(self, question: Question, post: QueryDict, name: str) -> list[str] | None:
        return [each for each in post.getlist(name) if isinstance(each, str) and each] or None

    def lint(self, question: Question) -> list[str]:
        return _lint_size(question)

    def initial(self, question: Question, value: Any) -> dict[str, str | list[str]]:
        return {"": [each for each in value if isinstance(each, str)] if isinstance(value, list) else []}


def _lint_size(question: Question) -> list[str]:
    size = question.limits.get("max_size")
    if size is None or most_bytes(question.limits):
        return []
    return [
        _("“%(label)s”: the size of a file is a whole number of MB above 0.") % {"label": called(question)}
    ]


def most_files(question: Question) -> int:
    """Return how many files the question takes."""
    return max(1, whole(question.limits, "max_count", 5))


def most_bytes(limits: Mapping[str, Any]) -> int | None:
    """Return how many bytes one file may have by the limits of a question (`max_size`, in whole MB), None for any."""
    size = whole(limits, "max_size", 0)
    return size * MEGABYTE if 0 < size < 10_000 else None


def too_large(question: Question, name: str) -> str:
    """Return the sentence for a file that is larger than the question takes."""
    sentence = _("The file “%(name)s” is larger than %(size)s MB. Add a smaller one in its place.")
    return sentence % {"name": name, "size": question.limits.get("max_size")}


def file_types(question: Question) -> list[str]:
    """Return the families of files that the question takes: `image`, `pdf`."""
    types = question.limits.get("types")
    return (
        [each for each in types if isinstance(each, str)]
        if isinstance(types, list) and types
        else ["image", "pdf"]
    )


def _has_right_type(question: Question, facts: FileFacts) -> bool:
    family = "pdf" if facts.media_type == "application/pdf" else facts.media_type.partition("/")[0]
    return family in file_types(question)


def _too_many(question: Question) -> str:
    most = most_files(question)
    return ngettext(
        "Add %(most)d file at most to “%(label)s”. Remove the others.",
        "Add %(most)d files at most to “%(label)s”. Remove the others.",
        most,
    ) % {"label": called(question), "most": most}
