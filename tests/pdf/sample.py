"""Reports to print, made without any of our models: plain data is all `pdf` knows."""

import hashlib
import io
from dataclasses import replace

from PIL import Image, ImageDraw

from pdf.document import AttachmentData, HistoryData, PartData, ReportCopy, RowData


def photo(number: int = 1, size: tuple[int, int] = (1600, 1200)) -> bytes:
    """A picture with a number on it."""
    image = Image.new("RGB", size, (120 + number * 11 % 100, 150, 170))
    ImageDraw.Draw(image).rectangle((200, 200, size[0] - 200, size[1] - 200), outline="white", width=20)
    out = io.BytesIO()
    image.save(out, "JPEG")
    return out.getvalue()


def attachment(number: int = 1) -> AttachmentData:
    """A photo as evidence."""
    content = photo(number)
    digest = hashlib.sha256(content).hexdigest()
    return AttachmentData(
        f"photo {number}.jpg", f"The lock, picture {number}", "image/jpeg", len(content), digest, content
    )


ENGLISH = ReportCopy(
    kind="official",
    language="en",
    agency="Winnipeg Police Service (demonstration)",
    agency_address="245 Smith Street, Winnipeg, Manitoba",
    agency_phone="204-555-0100",
    title="Bicycle theft",
    number="W26-000017",
    temporary_number="T-7GK2-M4XQ-8",
    status="Approved",
    submitted_at="Saturday, March 14, 2026, 9:12 p.m.",
    facts=[],
    parts=[
        PartData(
            "What happened",
            [
                RowData("When did it happen?", "About Friday, March 13, 2026, between 6 p.m. and 11 p.m."),
                RowData("Where?", "In front of 510 Main Street, Winnipeg"),
                RowData(
                    "Tell what happened",
                    "I locked my bicycle to the rack.\n\nIt was gone at eleven.",
                    long=True,
                ),
                RowData("Was there a camera?", "", not_sure=True),
            ],
        ),
        PartData(
            "The items",
            [
                RowData(
                    "Item",
                    "",
                    children=[
                        [
                            RowData("Kind", "Bicycle"),
                            RowData("Make", "Norco"),
                            RowData("Serial number", "WTU119G0423B"),
                        ],
                        [RowData("Kind", "Lock"), RowData("Value", "$60.00")],
                    ],
                )
            ],
        ),
    ],
    attachments=[attachment()],
    history=[
        HistoryData("March 14, 2026, 9:12 p.m.", "Sent", "Reporting person"),
        HistoryData("March 17, 2026, 10:05 a.m.", "Approved", "Constable Noor H."),
    ],
    declaration="What I have written is true as far as I know.",
    offence="2140 Theft $5,000 or under",
    definition_digest="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    definition_number=3,
    verification_code="K7QM-2X4B-9RTD-5WHE",
    verification_url="https://constat.example/en/verify/K7QM2X4B9RTD5WHE/",
)
FRENCH = replace(
    ENGLISH,
    language="fr",
    agency="Service de police de Winnipeg (démonstration)",
    title="Vol d’une bicyclette",
    status="Approuvé",
    submitted_at="le samedi 14 mars 2026 à 21 h 12",
)


def unofficial(copy: ReportCopy) -> ReportCopy:
    """The same report before approval."""
    return replace(
        copy,
        kind="unofficial",
        number=copy.temporary_number,
        offence=None,
        verification_code=None,
        verification_url=None,
    )


def story(text: str, copy: ReportCopy = ENGLISH) -> ReportCopy:
    """A report whose only answer is `text`."""
    return replace(
        copy, parts=[PartData("Story", [RowData("Tell what happened", text, long=True)])], attachments=[]
    )
