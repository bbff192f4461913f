"""What a link offers to fill in. Whatever else it holds is passed over in silence, and kept nowhere."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from cms.carrying import SOURCE, plain_source
from workflows import definition
from workflows.definition import Definition, Question
from workflows.working_days import local_day

# The hidden field that carries a link's answers to the first save.
CARRIED = "prefill"
LONGEST = 2000


def offered(body: Any, given: QueryDict, language: str) -> dict[str, Any]:
    """Return the answers, by key, that a link may fill in and that are good ones."""
    read = {each.key: definition.read_post(each, given) for each in allowed(body)}
    values, wrong = definition.check_patch(body, {k: v for k, v in read.items() if v is not None}, language)
    refused = {_key(each.path) for each in wrong}
    kept = {key: value for key, value in values.items() if value is not None and key not in refused}
    found = definition.assess(body, kept, language, today=local_day())
    refused = {_key(each.path) for each in found.problems if each.code not in ("required", "stopped")}
    return {key: value for key, value in kept.items() if key not in refused}


def allowed(body: Any) -> Iterator[Question]:
    """Yield the questions that a link may fill in, in their order."""
    asked = (each for step in Definition.of(body).steps for each in step.asked)
    questions = (each for each in asked if isinstance(each, Question) and each.prefill)
    return (each for each in questions if each.kind != "file" and each.key != SOURCE)


def carried(body: Any, values: Mapping[str, Any]) -> str:
    """Return answers of a link as the query that `offered` reads again."""
    asked = Definition.of(body).asked
    parts: list[tuple[str, str]] = []
    for key, value in values.items():
        for name, text in definition.initial_for(asked[key], value).items():
            parts += [(name, each) for each in ([text] if isinstance(text, str) else text) if each]
    return urlencode(parts)


def read_carried(text: str) -> QueryDict:
    """Return what a hidden field carried; it is checked again like the link itself."""
    return QueryDict(text[:LONGEST]) if text.count("&") < 200 else QueryDict()


def source_of(given: Mapping[str, str]) -> str:
    """Return where a link was found, such as `poster-library`; nothing when it is no plain word."""
    return plain_source(given.get(SOURCE, ""))


def _key(path: str) -> str:
    return path.strip("/").partition("/")[0]
