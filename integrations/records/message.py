"""The transfer message as plain data: what a caller fills in, without knowing XML, JSON or NIEM.

Every time is aware, except an incident's. A text may be of any length and hold any character: what
the message cannot hold in its own element is kept whole in a narrative (docs/transfer.md).
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import NAMESPACE_URL, UUID, uuid5


class Action(StrEnum):
    """What the receiver is asked to do."""

    NEW = "NEW"
    SUPPLEMENT = "SUPPLEMENT"
    CANCEL = "CANCEL"
    RESEND = "RESEND"


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address as answered; `province` is the two-letter code where it is known."""

    street: str = ""
    unit: str = ""
    city: str = ""
    province: str = ""
    postal_code: str = ""
    country: str = "CA"
    note: str = ""


@dataclass(frozen=True, slots=True)
class WallTime:
    """When it happened, as the citizen said it: clock on the wall, never forced into one instant.

    `precision` is exact, about or between; `start` and `end` are naive; a bare date is fine.
    """

    start: datetime | date
    end: datetime | date | None = None
    precision: str = "exact"
    zone: str = "America/Winnipeg"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the incident: a suspect, a witness, a victim who is not the reporting person."""

    given_name: str = ""
    surname: str = ""
    full_name: str = ""
    birth_date: date | None = None
    description: str = ""
    statement: str = ""
    address: Address | None = None
    email: str = ""
    phone: str = ""
    middle_name: str = ""
    age: str = ""
    height: str = ""
    pronouns: str = ""
    contact_note: str = ""


@dataclass(frozen=True, slots=True)
class Organization:
    """A business or another body that was wronged, and who speaks for it."""

    name: str
    number: str = ""
    address: Address | None = None
    email: str = ""
    phone: str = ""
    contact_note: str = ""


@dataclass(frozen=True, slots=True)
class ReportingPerson:
    """Who filed the report. `anonymous` sends the role alone, whatever else is filled in.

    `role`: VICTIM, PARENT_GUARDIAN, BUSINESS_REPRESENTATIVE, OWNER, WITNESS or OTHER.
    `preferred_contact`: EMAIL, TELEPHONE, MAIL, VIDEO or nothing.
    """

    person: Person = Person()
    role: str = "OTHER"
    preferred_contact: str = ""
    video_consent: bool | None = None
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where it happened. `location_code` is an N-DEx literal such as GARAGE; unknown ones go as text."""

    address: Address | None = None
    location_code: str = ""
    description: str = ""
    neighbourhood: str = ""
    district: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer as asked: for whatever the message has no element."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """A thing. `kind` is our token, `kind_label` what the citizen read; `property_literal` overrides the table.

    `status` is a token of data/item_statuses.csv (stolen, damaged, lost, recovered, …); `value` is in CAD.
    """

    kind: str = "other"
    kind_label: str = ""
    property_literal: str = ""
    description: str = ""
    make: str = ""
    model: str = ""
    year: int | None = None
    serial_number: str = ""
    colour: str = ""
    value: Decimal | None = None
    quantity: int | None = None
    status: str = "unknown"


@dataclass(frozen=True, slots=True)
class Vehicle:
    """A vehicle in the incident; stolen or damaged ones also go as an `Item` where the caller wants so."""

    plate: str = ""
    plate_province: str = ""
    vin: str = ""
    make: str = ""
    model: str = ""
    year: int | None = None
    colour: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Offence:
    """A breach of law: the four-digit Canadian UCR code, its name, and the NIBRS literal if not by table."""

    code: str
    name: str = ""
    literal: str = ""
    attempted: bool = False


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of the report. `name` is as the uploader gave it; `role` is who added it; `evidence` if kept as such."""

    id: str
    sha256: str
    size: int
    media_type: str
    name: str
    role: str = "citizen"
    scan_status: str = "not_scanned"
    evidence: bool | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One change of state; `actor` is a staff number, never a name; `digest` the history's hash of it."""

    at: datetime
    to: str
    role: str
    since: str = ""
    actor: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """A number and when it was given."""

    value: str
    given_at: datetime


@dataclass(frozen=True, slots=True)
class Form:
    """The version with which the report was made."""

    key: str
    version: int
    digest: str


@dataclass(frozen=True, slots=True)
class ReportRecord:
    """One approved report on its way to a records system.

    `key` stays the same in every attempt for one version of a report, and so must all the rest
    (`sent_at` too: take a stored moment, never the clock), so that a repeat is the same bytes.
    `status` is our state, `status_at` since when; `zone` is where times are written in.
    `story` is the main narrative; `answers` is all that has no field here, as label and text.
    `full_answers` is JSON of all that was answered, by the keys of the form, for whoever reads no message.
    `supplements` is the file number of the report that a supplement adds to.
    """

    key: str
    sent_at: datetime
    temporary: Number
    form: Form
    submitted_at: datetime
    declared_at: datetime
    reporting_person: ReportingPerson
    steps: tuple[Step, ...]
    sending_organization: str
    receiving_organization: str = ""
    message_id: str = ""
    action: Action = Action.NEW
    permanent: Number | None = None
    supplements: str = ""
    status: str = "approved"
    status_at: datetime | None = None
    language: str = "en"
    zone: str = "America/Winnipeg"
    incident_time: WallTime | None = None
    place: Place | None = None
    story: str = ""
    answers: tuple[Answer, ...] = ()
    method: str = ""
    organizations: tuple[Organization, ...] = ()
    items: tuple[Item, ...] = ()
    vehicles: tuple[Vehicle, ...] = ()
    suspects: tuple[Person, ...] = ()
    witnesses: tuple[Person, ...] = ()
    victims: tuple[Person, ...] = ()
    offences: tuple[Offence, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    official_sha256: str = ""
    full_answers: str = ""
    software_version: str = "1"

    @property
    def uuid(self) -> UUID:
        """The message as a UUID: always the same for the same key."""
        return uuid5(NAMESPACE_URL, f"constat:transfer:{self.key}")

    @property
    def identification(self) -> str:
        """The message's id: the caller's, or one that follows from the key."""
        return self.message_id or str(self.uuid)

    @property
    def file_number(self) -> str:
        """The number that the files of this message are named after."""
        return self.permanent.value if self.permanent else self.temporary.value
