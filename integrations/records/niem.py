"""A report as a NIEM 6.0 message, in XML and in JSON, both made from one tree.

The tree is the JSON form; its keys stand in the order that the XML schema wants.
"""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from lxml import etree

from integrations.records.message import ReportRecord
from integrations.records.tree import report_tree
from integrations.records.tree_parts import Tree

NIEM = Path(__file__).parent / "niem"
_MODEL = "https://docs.oasis-open.org/niemopen/ns/model"
NAMESPACES = {
    "ocr": "https://example.org/ns/online-citizen-report/1.0/",
    "nc": f"{_MODEL}/niem-core/6.0/",
    "j": f"{_MODEL}/domains/justice/6.0/",
    "can": f"{_MODEL}/codes/canada_post/6.0/",
    "iso_3166": f"{_MODEL}/codes/iso_3166-1/6.0/",
    "iso_4217": f"{_MODEL}/codes/iso_4217/6.0/",
}
STRUCTURES = f"{_MODEL}/structures/6.0/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"


def to_json(record: ReportRecord) -> bytes:
    """The message as JSON: the same record gives the same bytes."""
    return json_bytes("ocr:OnlineCitizenReport", report_tree(record))


def to_xml(record: ReportRecord) -> bytes:
    """The message as XML: the same record gives the same bytes."""
    return xml_bytes("ocr:OnlineCitizenReport", report_tree(record))


def json_bytes(name: str, tree: Tree) -> bytes:
    """One root element as JSON."""
    message = {"@context": NAMESPACES, name: tree}
    return json.dumps(message, ensure_ascii=False, indent=1, default=_number).encode()


def xml_bytes(name: str, tree: Tree) -> bytes:
    """One root element as XML."""
    root = etree.Element(_tag(name), nsmap={**NAMESPACES, "structures": STRUCTURES, "xsi": XSI})
    if "@id" in tree:
        root.set(f"{{{STRUCTURES}}}uri", tree["@id"])
    _fill(root, name, tree)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _fill(element: etree._Element, name: str, tree: Tree) -> None:
    for key, value in tree.items():
        if key == "@id":
            continue
        target = _augmentation(element) if name == "nc:Incident" and key.startswith("j:") else element
        for each in value if isinstance(value, list) else [value]:
            _add(target, key, each)


def _augmentation(incident: etree._Element) -> etree._Element:
    """What the justice domain adds to an incident, which XML keeps in an element of its own."""
    tag = _tag("j:IncidentAugmentation")
    found = incident.find(tag)
    return etree.SubElement(incident, tag) if found is None else found


def _add(parent: etree._Element, name: str, value: Any) -> None:
    element = etree.SubElement(parent, _tag(name))
    if not isinstance(value, dict):
        element.text = _written(value)
    elif value.keys() == {"@id"}:
        element.set(f"{{{STRUCTURES}}}ref", value["@id"].removeprefix("#"))
        element.set(f"{{{XSI}}}nil", "true")
    else:
        if "@id" in value:
            element.set(f"{{{STRUCTURES}}}id", value["@id"].removeprefix("#"))
        _fill(element, name, value)


def _written(value: Any) -> str:
    """A leaf as XML Schema writes it."""
    if isinstance(value, Decimal):
        return format(value, "f")
    return str(value).lower() if isinstance(value, bool) else str(value)


def _tag(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def _number(value: Decimal) -> float:
    return float(value)
