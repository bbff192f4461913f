"""Elements that many parts of the message share: identifications, persons, addresses, hashes."""

from typing import Any

from integrations.records import codes
from integrations.records.fields import Fields, clean
from integrations.records.message import Address, Organization, Person

Tree = dict[str, Any]
# What refers to a business needs something to refer to.
UNNAMED = "UNNAMED"


def some(tree: Tree) -> Tree:
    """The tree without what is empty; False and 0 are not."""
    return {key: value for key, value in tree.items() if value is not None and value not in ("", {}, [])}


def identification(value: str, *, given: Tree | None = None) -> Tree:
    """A number or name that identifies something, and when it was given."""
    if not value:
        return {}
    return some({"nc:IdentificationID": clean(value), "nc:IdentificationIssueDate": given})


def binary_hash(sha256: str) -> Tree:
    """A SHA-256, hexadecimal."""
    return {"nc:BinaryHashCode": clean(sha256), "nc:BinaryHashFunctionCode": "SHA-256"}


def person(who: Person, fields: Fields, *, language: str = "") -> Tree:
    """A person, whichever part they have in the incident."""
    return some(
        {
            "nc:PersonAgeDescriptionText": fields.fit("nc:PersonAgeDescriptionText", who.age),
            "nc:PersonBirthDate": {"nc:Date": who.birth_date.isoformat()} if who.birth_date else None,
            "nc:PersonDescriptionText": fields.fit("nc:PersonDescriptionText", who.description),
            "nc:PersonHeightDescriptionText": fields.fit("nc:PersonHeightDescriptionText", who.height),
            "nc:PersonName": _name(who, fields),
            "nc:PersonPrimaryLanguage": {"nc:Language": {"nc:LanguageName": f"{language}-CA"}}
            if language
            else None,
            "nc:PersonPronounsText": fields.fit("nc:PersonPronounsText", who.pronouns),
            "nc:PersonResidenceAddress": address(who.address, fields) if who.address else None,
            "nc:PersonContactInformation": _contact(who, fields),
        }
    )


def organization(body: Organization, number: int, fields: Fields) -> Tree:
    """A business, which the incident refers to by its number; one without a name is said to have none."""
    registered = fields.fit("nc:IdentificationID", body.number, about="Business number")
    place = address(body.address, fields) if body.address else {}
    return some(
        {
            "@id": f"#ORG{number}",
            "nc:OrganizationIdentification": identification(registered),
            "nc:OrganizationLocation": {"nc:Address": place} if place else None,
            "nc:OrganizationName": fields.fit("nc:OrganizationName", body.name or UNNAMED),
            "nc:OrganizationPrimaryContactInformation": _contact(body, fields),
        }
    )


def address(where: Address, fields: Fields) -> Tree:
    """An address; its note has no element and is kept with what was too long."""
    if where.note:
        fields.kept_whole.append(f"AddressNote: {clean(where.note)}")
    country = where.country if len(where.country) == 2 and where.country.isupper() else ""
    filled = some(
        {
            "nc:AddressFullText": fields.fit("nc:AddressFullText", where.street),
            "nc:AddressSecondaryUnitText": fields.fit("nc:AddressSecondaryUnitText", where.unit),
            "nc:AddressCityName": fields.fit("nc:AddressCityName", where.city),
            "nc:AddressState": _province(where.province),
            "nc:AddressCountry": {"iso_3166:CountryAlpha2Code": country} if country else None,
            "nc:AddressPostalCode": fields.fit("nc:AddressPostalCode", where.postal_code),
        }
    )
    return {} if filled.keys() <= {"nc:AddressCountry"} else filled


def _province(code: str) -> Tree:
    if not code:
        return {}
    return {"can:ProvinceCode": code} if codes.is_province(code) else {"nc:StateName": clean(code)}


def _name(who: Person, fields: Fields) -> Tree:
    return some(
        {
            "nc:PersonGivenName": fields.fit("nc:PersonGivenName", who.given_name),
            "nc:PersonMiddleName": fields.fit("nc:PersonMiddleName", who.middle_name),
            "nc:PersonSurName": fields.fit("nc:PersonSurName", who.surname),
            "nc:PersonFullName": fields.fit("nc:PersonFullName", who.full_name),
        }
    )


def _contact(who: Person | Organization, fields: Fields) -> Tree:
    phone = fields.fit("nc:TelephoneNumberFullID", who.phone)
    return some(
        {
            "nc:ContactEmailID": fields.fit("nc:ContactEmailID", who.email),
            "nc:ContactTelephoneNumber": {"nc:FullTelephoneNumber": {"nc:TelephoneNumberFullID": phone}}
            if phone
            else None,
            "nc:ContactInformationDescriptionText": fields.fit(
                "nc:ContactInformationDescriptionText", who.contact_note
            ),
        }
    )
