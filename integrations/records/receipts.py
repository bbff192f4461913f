"""Receipts of a records system: read, judged and written, in XML and in JSON."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from integrations.records.fields import clean
from integrations.records.niem import NAMESPACES, json_bytes, xml_bytes
from integrations.records.tree_parts import Tree, binary_hash, identification, some
from integrations.records.validation import parse_xml, validate_json, validate_xml

ROOT = "ocr:TransferAcknowledgement"
ACCEPTED, DUPLICATE, PENDING, REJECTED = "ACCEPTED", "DUPLICATE", "PENDING", "REJECTED"


class Malformed(Exception):
    """What was read is no receipt; the text says why, without quoting it."""


@dataclass(frozen=True, slots=True)
class ReceiptError:
    """One problem that the receiver found."""

    code: str
    description: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a records system said about one message.

    `content_sha256` is of the report.xml it recorded; `source` is where the receipt lies, if in a file.
    """

    key: str
    message_id: str
    status: str
    at: datetime
    permanent_number: str = ""
    content_sha256: str = ""
    errors: tuple[ReceiptError, ...] = ()
    source: Path | None = None

    @property
    def is_recorded(self) -> bool:
        """The report is in the records system, by this message or by an earlier copy of it."""
        return self.status in {ACCEPTED, DUPLICATE}

    @property
    def is_rejected(self) -> bool:
        """The records system refused it for good: a person must look."""
        return self.status == REJECTED


def read_receipt(content: bytes, source: Path | None = None) -> Receipt:
    """A receipt from its bytes, XML or JSON; raises `Malformed` for anything else."""
    is_json = content.lstrip()[:1] == b"{"
    problems = validate_json(content) if is_json else validate_xml(content)
    if problems:
        raise Malformed(problems[0])
    tree = _tree_of_json(content) if is_json else _tree_of_xml(content)
    if tree is None:
        raise Malformed("a message, but no receipt")
    try:
        return _receipt(tree, source)
    except (KeyError, TypeError, ValueError) as error:
        raise Malformed(f"a receipt without {type(error).__name__}") from error


def receipt_xml(receipt: Receipt) -> bytes:
    """A receipt as XML."""
    return xml_bytes(ROOT, _tree(receipt))


def receipt_json(receipt: Receipt) -> bytes:
    """A receipt as JSON."""
    return json_bytes(ROOT, _tree(receipt))


def _tree(receipt: Receipt) -> Tree:
    return some(
        {
            "ocr:MessageIdentification": identification(receipt.message_id),
            "ocr:IdempotencyKeyID": clean(receipt.key),
            "ocr:AcknowledgementStatusCode": receipt.status,
            "ocr:AcknowledgementDate": {"nc:DateTime": receipt.at.isoformat(timespec="seconds")},
            "ocr:PermanentFileIdentification": identification(receipt.permanent_number),
            "ocr:MessageContentHash": binary_hash(receipt.content_sha256) if receipt.content_sha256 else None,
            "ocr:AcknowledgementError": [
                some(
                    {
                        "ocr:ErrorCodeText": clean(error.code),
                        "ocr:ErrorDescriptionText": clean(error.description),
                        "ocr:ErrorPathText": clean(error.path),
                    }
                )
                for error in receipt.errors
            ],
        }
    )


def _receipt(tree: Tree, source: Path | None) -> Receipt:
    return Receipt(
        key=tree["ocr:IdempotencyKeyID"],
        message_id=tree["ocr:MessageIdentification"]["nc:IdentificationID"],
        status=tree["ocr:AcknowledgementStatusCode"],
        at=datetime.fromisoformat(tree["ocr:AcknowledgementDate"]["nc:DateTime"]),
        permanent_number=tree.get("ocr:PermanentFileIdentification", {}).get("nc:IdentificationID", ""),
        content_sha256=tree.get("ocr:MessageContentHash", {}).get("nc:BinaryHashCode", ""),
        errors=tuple(_error(error) for error in _list(tree.get("ocr:AcknowledgementError", []))),
        source=source,
    )


def _error(tree: Tree) -> ReceiptError:
    return ReceiptError(
        tree.get("ocr:ErrorCodeText", ""),
        tree.get("ocr:ErrorDescriptionText", ""),
        tree.get("ocr:ErrorPathText", ""),
    )


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _tree_of_json(content: bytes) -> Tree | None:
    return json.loads(content).get(ROOT)


def _tree_of_xml(content: bytes) -> Tree | None:
    prefixes = {uri: prefix for prefix, uri in NAMESPACES.items()}

    def name(tag: str) -> str:
        uri, _, local = tag.removeprefix("{").partition("}")
        return f"{prefixes.get(uri, '?')}:{local}"

    def tree(element: Any) -> Any:
        children = [child for child in element if isinstance(child.tag, str)]
        if not children:
            return (element.text or "").strip()
        filled: dict[str, Any] = {}
        for child in children:
            key, value = name(child.tag), tree(child)
            filled[key] = [*_list(filled[key]), value] if key in filled else value
        return filled

    root = parse_xml(content).getroot()
    return tree(root) if name(root.tag) == ROOT else None
