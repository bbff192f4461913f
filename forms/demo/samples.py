"""Test answers of the demonstration's report types: for each one that can be sent, and one that is stopped.

They are run at every publishing. What happened in them lies years back, so that they hold on any day.
"""

from forms.demo.base import Sample
from forms.demo.parts import Json

DAY = "2025-03-14"
SAFE: Json = {"in_danger": "no", "happening_now": "no", "in_city": "yes"}
WHERE: Json = {
    "incident_place": {"street": "510 Main Street", "city": "Winnipeg", "province": "MB"},
    "location_type": "street",
}
YOU: Json = {
    "reporting_role": "victim",
    "first_name": "Camille",
    "last_name": "Desrosiers",
    "birth_date": "1988-02-29",
    "phone": "+12045550123",
    "address": {"street": "12 Example Street", "city": "Winnipeg", "province": "MB"},
}
TOLD: Json = {"story": "The lock was cut while I was at work.", "suspect_known": "no"}
VEHICLE: Json = {"vehicle": {"plate": "ABC123", "make": "Ford", "colour": "white"}}
BROKEN: Json = {"damage_description": "A long scratch over two doors.", "repair_cost": "380.00"}
LAPTOP: Json = {
    "kind": "computer",
    "description": "Grey laptop",
    "serial_number": "PF2ABCD7",
    "value": "900.00",
}


def report(*parts: Json, day: str = DAY) -> Json:
    """The answers of a whole report about something that happened on a day."""
    time = {"precision": "about", "from": f"{day}T13:30", "zone": "America/Winnipeg"}
    answers = {**SAFE, **WHERE, "incident_time": time, **YOU}
    for part in parts:
        answers |= part
    return answers


def stolen(value: str) -> Json:
    """Two items that are worth `value` each."""
    return {"items": [{**LAPTOP, "value": value}, {**LAPTOP, "serial_number": "PF2ABCD8", "value": value}]}


def in_danger() -> Sample:
    """Somebody needs help at once."""
    return Sample("Somebody is in danger", {"in_danger": "yes"}, "stops", "emergency")


def value_limit(*more: Json) -> tuple[Sample, ...]:
    """The value limit from both sides, and as it was before there was one."""
    at, over = stolen("12500.00"), stolen("12500.01")
    earlier = report(*more, over, day="2019-12-30")
    return (
        Sample("Worth just 25,000 dollars", report(*more, at), on_day="2026-01-15"),
        Sample("Worth more than 25,000 dollars", report(*more, over), "stops", "value_limit", "2026-01-15"),
        Sample(
            "Worth more, on the first day of the limit",
            report(*more, over, day="2019-12-30"),
            "stops",
            "value_limit",
            "2020-01-01",
        ),
        Sample("Worth more, a day before there was a limit", earlier, on_day="2019-12-31"),
    )


def theft() -> tuple[Sample, ...]:
    """Test answers of theft."""
    unsure = {"items": [{**LAPTOP, "serial_number": {"not_sure": True}, "value": {"not_sure": True}}]}
    return (
        Sample("A laptop", report(TOLD, {"items": [LAPTOP]})),
        Sample("A laptop about which little is known", report(TOLD, unsure)),
        in_danger(),
        Sample("A break-in", {**SAFE, "theft_special": ["break_in"]}, "stops", "needs_officer"),
        *value_limit(TOLD),
    )


def theft_from_vehicle() -> tuple[Sample, ...]:
    """Test answers of theft from a vehicle."""
    entered = {**TOLD, **VEHICLE, "entry": "window"}
    return (
        Sample("A laptop from a van", report(entered, {"items": [LAPTOP]})),
        in_danger(),
        *value_limit(entered),
    )


def bicycle_theft() -> tuple[Sample, ...]:
    """Test answers of the stolen bicycle."""
    bicycle = {"description": "Green city bicycle", "serial_number": "WTU123K4567", "value": "850.00"}
    dear = {**bicycle, "value": "25000.01"}
    return (
        Sample("A bicycle from a rack", report(TOLD, {"items": [bicycle], "lock": "cable"})),
        in_danger(),
        Sample(
            "A bicycle worth more than 25,000 dollars",
            report(TOLD, {"items": [dear], "lock": "chain"}),
            "stops",
            "value_limit",
            "2026-01-15",
        ),
    )


def damage_to_property() -> tuple[Sample, ...]:
    """Test answers of damage to property."""
    seen = {
        "how_known": "saw_it",
        "suspect_known": "yes",
        "suspect": {"clothing": "Red jacket", "direction": "East"},
    }
    witness = {"evidence": ["witness"], "witness": {"first_name": "Noor", "saw": "A person ran away."}}
    return (
        Sample("A fence", report(TOLD, BROKEN, {"hate": "no", "property_kind": "garage"}, seen, witness)),
        Sample("A hateful symbol", {**SAFE, "hate": "yes"}, "stops", "hate_crime"),
    )


def damage_to_vehicle() -> tuple[Sample, ...]:
    """Test answers of damage to a vehicle."""
    return (
        Sample("A scratched car", report(TOLD, BROKEN, VEHICLE, {"damage_parts": ["paint"]})),
        Sample("Elsewhere", {**SAFE, "in_city": "no"}, "stops", "outside_city"),
    )


def lost_property() -> tuple[Sample, ...]:
    """Test answers of lost property."""
    told = {
        "story": "I had it at the ticket counter.",
        "items": [{"kind": "card", "description": "Library card"}],
    }
    return (Sample("A card", report(told)), in_danger())


def fraud() -> tuple[Sample, ...]:
    """Test answers of fraud."""
    paid = {
        "fraud_contact": "phone",
        "money_lost": "yes",
        "amount_lost": "1400.00",
        "payment_method": ["card"],
        "card": {"type": "credit_card", "institution": "Prairie Credit Union", "last_four": "4242"},
        "bank_told": "yes",
        "share_with_antifraud_centre": True,
        "signature": "Camille Desrosiers",
    }
    nothing = {"fraud_contact": "email", "money_lost": "no"}
    return (
        Sample("Paid by card", report(TOLD, paid)),
        Sample("Nothing was lost", report(TOLD, nothing)),
        in_danger(),
    )


def hit_and_run() -> tuple[Sample, ...]:
    """Test answers of the hit and run."""
    other = {"other_vehicle": {"not_sure": True}, "other_description": {"not_sure": True}, "note_left": "no"}
    told = {"story": "I was in the store for an hour.", "injured": "no"}
    return (
        Sample("A parked car", report(VEHICLE, BROKEN, other, told)),
        Sample("Somebody was hurt", {**SAFE, "injured": "yes"}, "stops", "injury"),
    )


def graffiti() -> tuple[Sample, ...]:
    """Test answers of graffiti."""
    seen = {
        "hate": "no",
        "surface": "wall",
        "damage_description": "Blue letters",
        "how_known": "found_out_later",
    }
    unnamed = {key: value for key, value in report(seen).items() if key not in YOU}
    pinned = {"incident_place": {"lat": 49.8951, "lon": -97.1384}}
    return (
        Sample("With one’s name", report(seen, {"stay_anonymous": "no"})),
        Sample("Anonymous, with a pin", {**unnamed, **pinned, "stay_anonymous": "yes"}),
        Sample("A hateful message", {**SAFE, "hate": "yes"}, "stops", "hate_crime"),
    )
