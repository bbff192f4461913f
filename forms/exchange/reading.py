"""A file from another site, read with care: whatever is wrong with it is a sentence."""

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NoReturn, cast

from django.utils.translation import gettext as _
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError as SchemaError

from forms.compile import LANGUAGES
from forms.exchange.writing import FORMAT
from forms.models import SampleAnswers
from forms.publishing import NOT_KEPT, can_be_kept
from workflows.definition.texts import is_storable
from workflows.definition.upgrades import SCHEMA_VERSION, TooNew, upgraded
from workflows.definition_schema import definition_schema

MOST_BYTES = 2_000_000
DEEPEST = 60
MOST_FAULTS = 20
MOST_SAMPLES = 200
LONGEST_SUMMARY = 160

Json = dict[str, Any]


class Unreadable(Exception):
    """The file cannot be taken in; `sentences` say why."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(*sentences)
        self.sentences = list(sentences)


@dataclass(frozen=True)
class File:
    """What a file holds, in the present schema version."""

    definition: Json
    pages: Mapping[str, Json]
    icon: str
    keywords: Mapping[str, str]
    samples: list[SampleAnswers]
    retired: list[Json]
    source: Json
    upgraded_from: int | None


def read(data: bytes) -> File:
    """Return what the file holds; raise `Unreadable` with every fault that was found."""
    body = _parsed(data)
    if body.get("format") != FORMAT:
        raise Unreadable(
            _("This is no file of a report type: “format” must be “%(name)s”.") % {"name": FORMAT}
        )
    given = {"schema_version": body.get("schema_version"), **_object(body, "definition")}
    found = _upgraded(given)
    _say_the_same(body, given)
    faults = list(dict.fromkeys(faults_of(found)))
    if faults:
        raise Unreadable(*faults)
    if not can_be_kept(found):
        raise Unreadable(str(NOT_KEPT))
    return File(
        definition=found,
        pages=_pages(body, found),
        icon=str(body.get("icon") or ""),
        keywords={code: str(_object(body, "keywords", {}).get(code) or "")[:500] for code in LANGUAGES},
        samples=[_sample(each, number) for number, each in enumerate(_list(body, "test_answers"), start=1)],
        retired=list(_retired(body)),
        source=_object(body, "source", {}),
        upgraded_from=given["schema_version"] if given["schema_version"] != SCHEMA_VERSION else None,
    )


def _parsed(data: bytes) -> Json:
    if len(data) > MOST_BYTES:
        raise Unreadable(_("The file is larger than %(size)s MB.") % {"size": MOST_BYTES // 1_000_000})
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(_("The file is not text in UTF-8.")) from error
    if _depth(text) > DEEPEST:
        raise Unreadable(_("The file is nested too deeply."))
    try:
        body = json.loads(text, parse_constant=_refuse_constant, parse_float=_finite)
    except json.JSONDecodeError as error:
        sentence = _("The file is no JSON: line %(line)d, column %(column)d cannot be read.")
        raise Unreadable(sentence % {"line": error.lineno, "column": error.colno}) from error
    except (ValueError, RecursionError) as error:
        raise Unreadable(_("The file has a number that cannot be read.")) from error
    if not isinstance(body, dict):
        raise Unreadable(_("The file is no JSON object."))
    if _has_what_no_database_keeps(text):
        raise Unreadable(_("The file has characters that cannot be stored."))
    return body


def _depth(text: str) -> int:
    """How deep brackets are nested, those in texts left out; no parser is asked, since depth is what breaks it."""
    deepest = depth = 0
    within = escaped = False
    for character in text:
        if within:
            within = escaped or character != '"'
            escaped = character == "\\" and not escaped
        elif character == '"':
            within = True
        elif character in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in "]}":
            depth -= 1
    return deepest


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number


def _has_what_no_database_keeps(text: str) -> bool:
    """Whether a text holds NUL or half a character, written out or escaped."""
    dumped = json.dumps(json.loads(text), ensure_ascii=False)
    return "\\u0000" in dumped or any("\ud800" <= character <= "\udfff" for character in dumped)


def _upgraded(given: Json) -> Json:
    try:
        return upgraded(given)
    except TooNew as error:
        sentence = _(
            "The file is of schema version %(version)s, and this site knows %(known)d at most. Update this site first."
        )
        raise Unreadable(sentence % {"version": error.args[0], "known": SCHEMA_VERSION}) from error
    except ValueError as error:
        raise Unreadable(_("The definition does not say of which schema version it is.")) from error


def _say_the_same(body: Json, given: Json) -> None:
    """A file names the schema version of its definition; one that names another was put together wrongly."""
    stated, inner = body.get("schema_version"), given["schema_version"]
    if stated is None or (stated == inner and isinstance(stated, int)):
        return
    _upgraded({**given, "schema_version": stated})
    sentence = _("“schema_version” is %(stated)s for the file and %(inner)s for its definition.")
    raise Unreadable(sentence % {"stated": stated, "inner": inner})


def faults_of(body: Mapping[str, Any]) -> Iterator[str]:
    """Yield a sentence for each thing in which a definition differs from its JSON Schema, the first twenty."""
    errors = Draft202012Validator(definition_schema()).iter_errors(body)
    for number, error in enumerate(errors):
        if number == MOST_FAULTS:
            yield _("There is more that is wrong.")
            return
        yield _sentence(error)


def _sentence(error: SchemaError) -> str:
    where = " › ".join(str(part + 1) if isinstance(part, int) else part for part in error.absolute_path)
    return _("%(where)s: %(fault)s") % {"where": where or _("The definition"), "fault": _what(error)}


def _what(error: SchemaError) -> str:
    given, wanted, schema = cast(Any, (error.instance, error.validator_value, error.schema))
    values = {"value": _short(given), "wanted": _short(wanted)}
    if error.validator == "required":
        missing = [name for name in wanted if name not in given]
        return _("missing: %(names)s.") % {"names": ", ".join(missing)}
    if error.validator == "additionalProperties":
        unknown = [str(name)[:40] for name in given if name not in schema.get("properties", ())]
        return _("not known here: %(names)s.") % {"names": ", ".join(unknown[:5])}
    sentences = {
        "type": _("“%(value)s” is of the wrong type; it must be: %(wanted)s."),
        "enum": _("“%(value)s” is none of these: %(wanted)s."),
        "const": _("“%(value)s” must be %(wanted)s."),
        "pattern": _("“%(value)s” is not written as it must be."),
        "maxLength": _("the text is longer than %(wanted)s characters."),
        "maxItems": _("there are more than %(wanted)s."),
        "minItems": _("there are fewer than %(wanted)s."),
        "maximum": _("“%(value)s” is more than %(wanted)s."),
        "minimum": _("“%(value)s” is less than %(wanted)s."),
    }
    return sentences.get(str(error.validator), _("“%(value)s” is not what belongs here.")) % values


def _short(value: Any) -> str:
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        text = ", ".join(value)
    else:
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 200 else f"{text[:199]}…"


def _object(body: Json, name: str, default: Json | None = None) -> Json:
    value = body.get(name, default)
    if not isinstance(value, dict):
        raise Unreadable(_("“%(name)s” must be a JSON object.") % {"name": name})
    return value


def _list(body: Json, name: str) -> list[Any]:
    value = body.get(name) or []
    if not isinstance(value, list) or len(value) > MOST_SAMPLES:
        raise Unreadable(
            _("“%(name)s” must be a JSON list of at most %(most)d.") % {"name": name, "most": MOST_SAMPLES}
        )
    return value


def _pages(body: Json, definition: Json) -> dict[str, Json]:
    given = _object(body, "pages", {})
    found = {}
    for code in LANGUAGES:
        page = given.get(code) if isinstance(given.get(code), dict) else {}
        title = _text(page, "title") or definition["title"][code]
        if not title:
            sentence = _("The title is missing in one language: %(language)s.")
            raise Unreadable(sentence % {"language": code})
        found[code] = {
            "title": title[:255],
            "slug": _text(page, "slug"),
            "summary": (_text(page, "summary") or definition["summary"][code])[:LONGEST_SUMMARY],
            "search_description": _text(page, "search_description"),
            "seo_title": _text(page, "seo_title")[:255],
        }
    return found


def _text(page: Any, name: str) -> str:
    value = (page or {}).get(name)
    return value.strip() if isinstance(value, str) else ""


def _sample(given: Any, number: int) -> SampleAnswers:
    answers = given.get("answers") if isinstance(given, dict) else None
    if not isinstance(answers, dict) or given.get("expected") not in SampleAnswers.Expected.values:
        sentence = _("Test answers %(number)d need a name, answers by key, and what is expected of them.")
        raise Unreadable(sentence % {"number": number})
    if not is_storable(answers):
        sentence = _(
            "Test answers %(number)d have something that cannot be stored, or are nested too deeply."
        )
        raise Unreadable(sentence % {"number": number})
    return SampleAnswers(
        name=(_text(given, "name") or str(number))[:120],
        answers=answers,
        expected=given["expected"],
        expected_keys=_text(given, "expected_keys")[:500],
        on_day=_day(given.get("on_day"), number),
        sort_order=number,
    )


def _day(value: Any, number: int) -> date | None:
    if value in (None, ""):
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        sentence = _("The day of test answers %(number)d is no date.")
        raise Unreadable(sentence % {"number": number}) from error


def _retired(body: Json) -> Iterator[Json]:
    schema = definition_schema()
    question = Draft202012Validator({**schema["$defs"]["question"], "$defs": schema["$defs"]})
    for each in _list(body, "retired"):
        if not isinstance(each, dict) or not question.is_valid(each.get("question")):
            raise Unreadable(_("A retired question of the file is not what belongs here."))
        yield {
            "step": str(each.get("step")),
            "group": str(each.get("group") or ""),
            "question": each["question"],
        }
