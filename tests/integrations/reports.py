"""A report as the transfer is handed it: what the tests here start from."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any

from integrations.records.message import (
    Address,
    Answer,
    Attachment,
    Form,
    Item,
    Number,
    Offence,
    Person,
    Place,
    ReportingPerson,
    ReportRecord,
    Step,
    Vehicle,
    WallTime,
)

SENT = datetime(2026, 11, 18, 15, 31, 42, tzinfo=UTC)
PDF = b"%PDF-1.7 the official copy"
PHOTO = b"\xff\xd8\xff a photo"
FILES = {"att-1": PHOTO}

BICYCLE_THEFT = ReportRecord(
    key="T-7KQ4-M2PD-X:v1",
    sent_at=SENT,
    temporary=Number("T-7KQ4-M2PD-X", SENT),
    permanent=Number("W26-000001", SENT),
    form=Form("bicycle_theft", 3, "ab" * 32),
    submitted_at=SENT,
    declared_at=SENT,
    reporting_person=ReportingPerson(
        Person(
            "Camille",
            "Desrosiers",
            birth_date=date(1988, 2, 29),
            address=Address("123, rue Example", "4", "Winnipeg", "MB", "R2H 0A1"),
            email="camille@example.org",
            phone="+12045550123",
        ),
        role="VICTIM",
        preferred_contact="EMAIL",
    ),
    steps=(
        Step(SENT, "submitted", "citizen", since="draft"),
        Step(SENT, "approved", "reviewer", since="under_review", actor="B2417", digest="cd" * 32),
    ),
    sending_organization="Example City Police Service",
    language="fr",
    incident_time=WallTime(datetime(2026, 11, 14, 22, 30), datetime(2026, 11, 15, 7, 45), "between"),
    place=Place(
        Address("200, avenue Example", city="Winnipeg", province="MB"), "GARAGE", latitude=Decimal("49.889")
    ),
    story="Mon vélo a été volé pendant la nuit.",
    answers=(Answer("Avez-vous vu quelqu’un ?", "Non"),),
    items=(
        Item("bicycle", "Vélo", make="Prairie", serial_number="WTU123", value=Decimal(1450), status="stolen"),
        Item("other", "Cadenas", status="damaged"),
        Item("keys", "Clés", status="lost"),
    ),
    vehicles=(Vehicle("ABC 123", "MB", make="Example"),),
    suspects=(Person(description="Une personne en manteau rouge"),),
    witnesses=(Person("Alex", "Roy", statement="J’ai entendu un bruit."),),
    offences=(Offence("2140", "Theft $5,000 or under"),),
    attachments=(Attachment("att-1", sha256(PHOTO).hexdigest(), len(PHOTO), "image/jpeg", "../reçu.jpg"),),
    official_sha256=sha256(PDF).hexdigest(),
)


def a_report(**changes: Any) -> ReportRecord:
    return replace(BICYCLE_THEFT, **changes)
