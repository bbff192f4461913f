"""The incident of the message: when, where, who and what."""

from collections import defaultdict
from decimal import Decimal

from integrations.records import codes
from integrations.records.fields import Fields, clean
from integrations.records.message import Action, Person, Place, ReportRecord
from integrations.records.moments import happened, stamp, stated
from integrations.records.tree_parts import Tree, address, identification, person, some
from integrations.records.tree_things import item


def incident(record: ReportRecord, fields: Fields) -> Tree:
    """What happened. A supplement names the file it adds to, so that both are one incident."""
    number = record.supplements if record.action is Action.SUPPLEMENT else record.file_number
    time = record.incident_time
    return some(
        {
            "@id": "#I1",
            "nc:ActivityIdentification": identification(number or record.file_number),
            "nc:ActivityComment": [{"nc:CommentText": clean(stated(time))}] if time else None,
            "nc:ActivityDate": happened(time) if time else None,
            "nc:ActivityLocation": _location(record.place, fields) if record.place else None,
            "nc:ActivityReportedDate": stamp(record.submitted_at, record.zone),
            **_in_order(_items(record, fields), _people(record, fields), clean(record.method)),
        }
    )


def _in_order(items: dict[str, list[Tree]], people: dict[str, list[Tree]], method: str) -> Tree:
    return {
        "j:IncidentDamagedItem": items["j:IncidentDamagedItem"],
        "j:IncidentInvolvedItem": items["j:IncidentInvolvedItem"],
        "j:IncidentMethodDescriptionText": method,
        "j:IncidentRecoveredItem": items["j:IncidentRecoveredItem"],
        "j:IncidentStolenItem": items["j:IncidentStolenItem"],
        "j:IncidentSubject": people["suspects"],
        "j:IncidentVictim": people["victims"],
        "j:IncidentWitness": people["witnesses"],
    }


def _items(record: ReportRecord, fields: Fields) -> dict[str, list[Tree]]:
    by_element: dict[str, list[Tree]] = defaultdict(list)
    for number, thing in enumerate(record.items, 1):
        by_element[codes.item_status(thing.status).element].append(item(thing, number, fields))
    return by_element


def _people(record: ReportRecord, fields: Fields) -> dict[str, list[Tree]]:
    return {
        "suspects": [_subject(each, n, fields) for n, each in enumerate(record.suspects, 1)],
        "victims": [
            some({**who, "j:VictimSequenceNumberText": str(n), "j:VictimCategoryCode": category})
            for n, (who, category) in enumerate(_victims(record, fields), 1)
        ],
        "witnesses": [_witness(each, n, fields) for n, each in enumerate(record.witnesses, 1)],
    }


def _victims(record: ReportRecord, fields: Fields) -> list[tuple[Tree, str]]:
    """Who was wronged: the reporting person, the business they speak for, and whom they named."""
    victims: list[tuple[Tree, str]] = []
    if record.reporting_person.role == "VICTIM":
        victims.append(({"nc:EntityPerson": {"@id": "#P1"}}, "INDIVIDUAL"))
    for number, _business in enumerate(record.organizations, 1):
        victims.append(({"nc:EntityOrganization": {"@id": f"#ORG{number}"}}, "BUSINESS"))
    victims += [(_entity(each, fields), "INDIVIDUAL") for each in record.victims]
    return victims


def _entity(who: Person, fields: Fields) -> Tree:
    if who.statement:
        fields.kept_whole.append(f"Statement: {clean(who.statement)}")
    return some({"nc:EntityPerson": person(who, fields)})


def _subject(who: Person, number: int, fields: Fields) -> Tree:
    return {**_entity(who, fields), "j:SubjectSequenceNumberText": str(number)}


def _witness(who: Person, number: int, fields: Fields) -> Tree:
    account = fields.fit("j:WitnessAccountDescriptionText", who.statement, about=f"Witness {number} account")
    return some(
        {
            **person(who, fields),
            "j:WitnessSequenceNumberText": str(number),
            "j:WitnessAccountDescriptionText": account,
        }
    )


def _location(place: Place, fields: Fields) -> Tree:
    known = codes.is_location(place.location_code)
    locale = some(
        {
            "nc:LocaleDistrictName": fields.fit("nc:LocaleDistrictName", place.district),
            "nc:LocaleNeighborhoodName": fields.fit("nc:LocaleNeighborhoodName", place.neighbourhood),
        }
    )
    return some(
        {
            "nc:Address": address(place.address, fields) if place.address else None,
            "nc:LocationCategoryText": "" if known else clean(place.location_code),
            "j:LocationCategoryCode": place.location_code if known else "",
            "nc:LocationDescriptionText": fields.fit("nc:LocationDescriptionText", place.description),
            "nc:Location2DGeospatialCoordinate": _coordinate(place, fields),
            "nc:LocationLocale": locale,
        }
    )


def _coordinate(place: Place, fields: Fields) -> Tree:
    """Where on earth; what is on no map stands in words instead."""
    if place.latitude is None or place.longitude is None:
        return {}
    if not (_within(place.latitude, 90) and _within(place.longitude, 180)):
        fields.kept_whole.append(f"Coordinate: {place.latitude}, {place.longitude}")
        return {}
    return {
        "nc:GeographicCoordinateLatitude": {"nc:LatitudeDegreeValue": place.latitude},
        "nc:GeographicCoordinateLongitude": {"nc:LongitudeDegreeValue": place.longitude},
    }


def _within(degrees: Decimal, most: int) -> bool:
    return degrees.is_finite() and abs(degrees) <= most
