"""Items and vehicles of the message."""

from decimal import Decimal

from integrations.records import codes
from integrations.records.fields import Fields, clean
from integrations.records.message import Item, Vehicle
from integrations.records.tree_parts import Tree, some

LARGEST_AMOUNT = Decimal(10) ** 15


def item(thing: Item, number: int, fields: Fields) -> Tree:
    """One thing that was stolen, damaged, lost or found."""
    about = f"Item {number} "
    status = codes.item_status(thing.status)
    return some(
        {
            "@id": f"#IT{number}",
            "nc:ItemCategoryText": fields.fit("nc:ItemCategoryText", thing.kind_label or thing.kind),
            "j:ItemCategoryNIBRSPropertyCategoryCode": codes.property_literal(
                thing.kind, thing.property_literal
            ),
            "nc:ItemColorDescriptionText": fields.fit(
                "nc:ItemColorDescriptionText", thing.colour, about=about + "colour"
            ),
            "nc:ItemDescriptionText": fields.fit(
                "nc:ItemDescriptionText", thing.description, about=about + "description"
            ),
            "nc:ItemMakeName": fields.fit("nc:ItemMakeName", thing.make, about=about + "make"),
            "nc:ItemModelName": fields.fit("nc:ItemModelName", thing.model, about=about + "model"),
            "nc:ItemModelYearDate": _year(thing.year),
            "nc:ItemQuantity": thing.quantity,
            "nc:ItemSerialIdentification": _serial(thing.serial_number, about, fields),
            "nc:ItemStatus": {status.status_element: status.literal},
            "nc:ItemValue": _value(thing.value, about, fields),
        }
    )


def vehicle(car: Vehicle, number: int, fields: Fields) -> Tree:
    """One vehicle. Its plate stands in a registration that refers to it; its category, so that there is something."""
    about = f"Vehicle {number} "
    vin = fields.fit("nc:IdentificationID", car.vin, about=about + "VIN")
    return some(
        {
            "@id": f"#V{number}",
            "nc:ItemCategoryText": "VEHICLE",
            "nc:ItemColorDescriptionText": fields.fit(
                "nc:ItemColorDescriptionText", car.colour, about=about + "colour"
            ),
            "nc:ItemDescriptionText": fields.fit(
                "nc:ItemDescriptionText", car.description, about=about + "description"
            ),
            "nc:ItemMakeName": fields.fit("nc:ItemMakeName", car.make, about=about + "make"),
            "nc:ItemModelName": fields.fit("nc:ItemModelName", car.model, about=about + "model"),
            "nc:ItemModelYearDate": _year(car.year),
            "nc:VehicleIdentification": {"nc:IdentificationID": vin} if vin else None,
        }
    )


def registration(car: Vehicle, number: int, fields: Fields) -> Tree:
    """The plate of one vehicle."""
    plate = fields.fit("nc:IdentificationID", car.plate, about=f"Vehicle {number} plate")
    issuer = {"nc:JurisdictionText": clean(car.plate_province)} if car.plate_province else None
    return some(
        {
            "j:RegistrationJurisdiction": issuer,
            "nc:Conveyance": {"@id": f"#V{number}"},
            "j:ConveyanceRegistrationPlateIdentification": {"nc:IdentificationID": plate} if plate else None,
        }
    )


def _serial(number: str, about: str, fields: Fields) -> Tree:
    fitted = fields.fit("nc:IdentificationID", number, about=about + "serial number")
    return {"nc:IdentificationID": fitted} if fitted else {}


def _year(year: int | None) -> str:
    return f"{year:04d}" if year is not None and 1000 <= year <= 9999 else ""


def _value(value: Decimal | None, about: str, fields: Fields) -> Tree:
    """An amount in CAD; what is no amount that a message can hold stands in words instead."""
    if value is None:
        return {}
    if not value.is_finite() or abs(value) >= LARGEST_AMOUNT:
        fields.kept_whole.append(f"{about}value: {value}")
        return {}
    amount = {"nc:Amount": value.quantize(Decimal("0.01")), "iso_4217:CurrencyCode": "CAD"}
    return {"nc:ItemValueAmount": amount, "nc:ItemValueAssigningMethodText": "OWNER_ESTIMATE"}
