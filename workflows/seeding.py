"""What the registers begin with. Only ever adds: what staff changed or added stays as it is."""

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import holidays as calendars

from workflows.models import (
    Holiday,
    LetterTemplate,
    OffenceCode,
    RejectionReason,
    RetentionSchedule,
    ReviewPolicy,
    Unit,
)

DATA = Path(__file__).parent / "data"
YEARS_AHEAD = 6


def seed_registers(today: date) -> None:
    """Fill the registers of a new site: unit, policy, retention, codes, reasons, letters, holidays."""
    seed_unit_and_policy()
    seed_offence_codes()
    seed_holidays(range(today.year - 1, today.year + YEARS_AHEAD))
    for token, fields in _json("rejection_reasons.json").items():
        RejectionReason.objects.get_or_create(token=token, defaults=fields)
    for kind, fields in _json("letters.json").items():
        LetterTemplate.objects.get_or_create(kind=kind, defaults=fields)


def seed_unit_and_policy() -> None:
    """The unit that reviews online reports, its standard policies and how long reports are kept."""
    unit, _created = Unit.objects.get_or_create(
        key="online-reporting",
        defaults={"name_en": "Online Reporting Unit", "name_fr": "Unité des rapports en ligne"},
    )
    retention, _created = RetentionSchedule.objects.get_or_create(
        key="property-report",
        defaults={
            "name_en": "Property crime reports",
            "name_fr": "Rapports sur des crimes contre les biens",
            "years": 7,
            "authority": "Records schedule of the agency (set by the records office)",
        },
    )
    standard = {"unit": unit, "retention": retention, "review_days": 5}
    named = {"name_en": "Online reports", "name_fr": "Rapports en ligne"}
    ReviewPolicy.objects.get_or_create(key="standard", defaults={**standard, **named})
    named = {"name_en": "Online reports without an offence", "name_fr": "Rapports en ligne sans infraction"}
    ReviewPolicy.objects.get_or_create(
        key="no-offence-needed", defaults={**standard, **named, "no_offence_allowed": True}
    )
    named = {
        "name_en": "Online reports that may be anonymous",
        "name_fr": "Rapports en ligne qui peuvent être anonymes",
    }
    ReviewPolicy.objects.get_or_create(
        key="may-be-anonymous", defaults={**standard, **named, "anonymous_allowed": True}
    )


def seed_offence_codes() -> None:
    """The violation codes of the Uniform Crime Reporting Survey (source and licence: data/README.md)."""
    known = set(OffenceCode.objects.values_list("code", flat=True))
    with (DATA / "offence_codes.csv").open(encoding="utf-8", newline="") as table:
        rows = [OffenceCode(**row) for row in csv.DictReader(table) if row["code"] not in known]
    OffenceCode.objects.bulk_create(rows)


def seed_holidays(years: range) -> None:
    """Manitoba's holidays. The package's default leaves out Terry Fox Day and Remembrance Day: ask for both."""
    categories = ("public", "government", "optional")
    english = calendars.country_holidays("CA", "MB", years, language="en_CA", categories=categories)
    french = calendars.country_holidays("CA", "MB", years, language="fr", categories=categories)
    known = set(Holiday.objects.values_list("date", flat=True))
    Holiday.objects.bulk_create(
        Holiday(
            date=day, name_en=name, name_fr=french.get(day, name).replace("Boxing Day", "Lendemain de Noël")
        )
        for day, name in sorted(english.items())
        if day not in known
    )


def _json(name: str) -> dict[str, Any]:
    return json.loads((DATA / name).read_text(encoding="utf-8"))
