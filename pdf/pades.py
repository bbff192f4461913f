"""Sealing: a copy becomes a PDF/A-1b that carries the agency's signature (PAdES), or nothing comes of it."""

import io

import pikepdf
from django.conf import settings
from pikepdf import pdfa
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec, SigSeedSubFilter, append_signature_field
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.timestamps import HTTPTimeStamper, TimestampRequestError

from pdf.errors import SealFailed, SealTimeout
from pdf.keys import signer

FIELD = "Seal"
TIMESTAMP_SECONDS = 10


class SealWriter(IncrementalPdfFileWriter):
    """Adds the seal and nothing else: pyHanko would also raise the version and rewrite what describes the file."""

    def ensure_output_version(self, version: object) -> None:
        """Leave the version of PDF/A-1."""

    def register_extension(self, ext: object) -> None:
        """Declare nothing that PDF/A-1 does not know."""

    def _update_meta(self) -> None:
        """Leave the metadata as validated."""


def seal(pdf: bytes, *, reason: str = "", location: str = "", name: str = "") -> bytes:
    """Seal `pdf`; see `pdf.seal`."""
    metadata = PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        reason=reason or None,
        location=location or None,
        name=name or None,
    )
    url = settings.SEAL_TIMESTAMP_URL
    timestamper = HTTPTimeStamper(url, timeout=TIMESTAMP_SECONDS) if url else None
    out = io.BytesIO()
    writer = SealWriter(io.BytesIO(archival(pdf)))
    _add_field(writer)
    pdf_signer = PdfSigner(metadata, signer(), timestamper=timestamper)
    try:
        pdf_signer.sign_pdf(writer, existing_fields_only=True, output=out)
    except TimestampRequestError as error:
        raise SealTimeout("The timestamp authority did not answer.") from error
    return out.getvalue()


def archival(pdf: bytes) -> bytes:
    """Return `pdf` as PDF/A-1b; raises `SealFailed` when it cannot be one."""
    out = io.BytesIO()
    try:
        _save_archival(pdf, out)
    except (pdfa.PdfaError, pikepdf.PdfError) as error:
        raise SealFailed("The file does not make a PDF/A-1b.") from error
    return out.getvalue()


def _save_archival(pdf: bytes, out: io.BytesIO) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            # The renderer's empty entry for a slide show, which PDF/A has no place for.
            if "/Trans" in page:
                del page["/Trans"]
        if "/Trapped" in document.docinfo:
            del document.docinfo["/Trapped"]
        with document.open_metadata() as metadata:
            metadata.load_from_docinfo(document.docinfo)
        pdfa.save(document, out, "1b")


def _add_field(writer: IncrementalPdfFileWriter) -> None:
    settings_of_field = InvisSigSettings(set_print_flag=True, set_hidden_flag=False)
    append_signature_field(writer, SigFieldSpec(FIELD, invis_sig_settings=settings_of_field))
    # Nothing to see, but PDF/A wants its looks said all the same.
    nothing = ArrayObject([NumberObject(0)] * 4)
    form = {"/Type": NameObject("/XObject"), "/Subtype": NameObject("/Form"), "/BBox": nothing}
    looks = StreamObject({NameObject(key): value for key, value in form.items()}, stream_data=b"q Q")
    field = writer.root["/AcroForm"]["/Fields"][0].get_object()
    field["/AP"] = DictionaryObject({NameObject("/N"): writer.add_object(looks)})
    writer.update_container(field)
