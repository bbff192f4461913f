"""Reading the seal of a file that anyone may have made; run in the limited child, where it may fail."""

import hashlib
import io
import json
from typing import Any

from asn1crypto import parser
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext


def examine(pdf: bytes, *certificates: bytes) -> bytes:
    """Return as JSON what the file's one signature says; raises on much of what is not a proper PDF.

    Trusted is a signature by one of `certificates` (DER), whenever it was made: their dates are not asked,
    since a seal must hold longer than its key is in use.
    """
    try:
        signatures = list(PdfFileReader(io.BytesIO(pdf)).embedded_signatures)
    except PdfReadError:
        return json.dumps({"reason": "unreadable"}).encode()
    if not signatures:
        return json.dumps({"reason": "no_seal"}).encode()
    found = [_read(pdf, signature, certificates) for signature in signatures]
    # The seal is the only signature and covers all: whatever was added later, a second signature too, is a change.
    if len(found) > 1:
        found[0] |= {"intact": False}
    return json.dumps(found[0]).encode()


def _read(pdf: bytes, signature: EmbeddedPdfSignature, certificates: tuple[bytes, ...]) -> dict[str, Any]:
    nobody = ValidationContext(trust_roots=[], allow_fetching=False)
    status = validate_pdf_signature(signature, nobody, skip_diff=True)
    whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE and _plain(pdf, signature)
    signed_at = signature.self_reported_timestamp
    fingerprints = {hashlib.sha256(certificate).digest() for certificate in certificates}
    return {
        "sealed": True,
        "intact": status.intact and status.valid and whole,
        "trusted": hashlib.sha256(signature.signer_cert.dump()).digest() in fingerprints,
        "signer": str(signature.signer_cert.subject.native.get("common_name", "")),
        "signed_at": signed_at.isoformat() if signed_at else None,
    }


def _plain(pdf: bytes, signature: EmbeddedPdfSignature) -> bool:
    """Whether the gap that the signature leaves out holds the signature as we write it, and nothing else."""
    start, length, end, _ = (int(number) for number in signature.byte_range)
    _, _, _, header, content, trailer = parser.parse(signature.pkcs7_content)
    written = (header + content + trailer).hex().upper().encode()
    envelope, signer = signature.signed_data, signature.signer_info
    return (
        pdf[start + length : end] == b"<" + written.ljust(end - start - length - 2, b"0") + b">"
        # What the signature itself does not cover, though it stands in the file.
        and envelope["version"].native == signer["version"].native == "v1"
        and envelope["encap_content_info"]["content_type"].native == "data"
        and [used.native for used in envelope["digest_algorithms"]] == [signer["digest_algorithm"].native]
    )
