"""Whether a message is one: by XML Schema, references and JSON Schema, from files here, never the network."""

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from lxml import etree

from integrations.records.niem import NIEM

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

# The two validators are loaded with the first message: the web server never needs them.
MOST_PROBLEMS = 20


class NotXml(Exception):
    """Bytes that are no XML, or XML of a kind that is not read; the text says where."""


class NotValid(Exception):
    """A message of ours breaks its schema: `problems` says where. It names elements, no values."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def validate_xml(message: bytes) -> list[str]:
    """What is wrong with an XML report or receipt; empty when it is valid.

    lxml looks first, being fast; it does not see references that lead nowhere, so xmlschema looks again.
    """
    try:
        document = parse_xml(message)
    except NotXml as error:
        return [str(error)]
    schema = _fast()
    if not schema.validate(document):
        log: Any = schema.error_log
        return [f"line {entry.line}: {entry.type_name}" for entry in log][:MOST_PROBLEMS]
    errors = _thorough().iter_errors(document.getroot())
    return [f"{error.path}: {error.reason}" for _, error in zip(range(MOST_PROBLEMS), errors, strict=False)]


def validate_json(message: bytes) -> list[str]:
    """What is wrong with a JSON report or receipt; empty when it is valid."""
    try:
        data = json.loads(message)
    except (ValueError, RecursionError):
        return ["not JSON that can be read"]
    errors = _json().iter_errors(data)
    return [_told(error) for _, error in zip(range(MOST_PROBLEMS), errors, strict=False)]


def parse_xml(message: bytes) -> etree._ElementTree:
    """XML from outside: no entities, no document type, no network, no huge trees; raises `NotXml`."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        document = etree.fromstring(message, parser).getroottree()
    except etree.XMLSyntaxError as error:
        raise NotXml(f"line {error.lineno}: not XML that can be read") from error
    information: Any = document.docinfo
    if information.doctype:
        raise NotXml("line 1: a document type is not allowed")
    return document


@cache
def _fast() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(NIEM / "ocr.xsd"), etree.XMLParser(no_network=True)))


@cache
def _thorough() -> Any:
    import xmlschema

    return xmlschema.XMLSchema(str(NIEM / "ocr.xsd"), allow="local")


@cache
def _json() -> "Draft202012Validator":
    from jsonschema import Draft202012Validator

    return Draft202012Validator(json.loads((NIEM / "ocr.schema.json").read_bytes()))


def _told(error: "ValidationError") -> str:
    """Where and which rule; the innermost reason is the useful one."""
    while error.context:
        error = max(error.context, key=lambda inner: len(inner.absolute_path))
    return f"/{'/'.join(map(str, error.absolute_path))}: {error.validator}"
