"""A report as the tree of its message: which of our fields becomes which element.

One function an element, in the order of the schema. `some` leaves out what is empty, so that no
element stands there without content.
"""

from typing import Any

from integrations.records import codes
from integrations.records.fields import Fields, clean, parts
from integrations.records.message import (
    Action,
    Attachment,
    Offence,
    ReportingPerson,
    ReportRecord,
    Step,
)
from integrations.records.moments import stamp
from integrations.records.tree_incident import incident
from integrations.records.tree_parts import Tree, binary_hash, identification, organization, person, some
from integrations.records.tree_things import registration, vehicle

SCHEMA_VERSION = "1.0"
EXTENSIONS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/heic": "heic",
    "image/heif": "heif",
    "application/pdf": "pdf",
}


def report_tree(record: ReportRecord) -> Tree:
    """The whole message."""
    fields = Fields()
    body = some(
        {
            "ocr:ReportingParty": _reporting_party(record.reporting_person, record.language, fields),
            "nc:Incident": incident(record, fields),
            "j:Offense": [_offence(each, n, fields) for n, each in enumerate(record.offences, 1)],
            "nc:Organization": _organizations(record, fields),
            "nc:Vehicle": [vehicle(each, n, fields) for n, each in enumerate(record.vehicles, 1)],
            "j:ConveyanceRegistration": [
                registration(each, n, fields) for n, each in enumerate(record.vehicles, 1) if each.plate
            ],
            "ocr:Attachment": [_attachment(each, fields) for each in record.attachments],
            "ocr:OfficialReportDocument": _official_document(record),
            "ocr:WorkflowEvent": [_event(each, record.zone) for each in record.steps if _can_be_said(each)],
        }
    )
    body["nc:Incident"]["nc:IncidentReportedNarrative"] = _narratives(record, fields)
    return {**_document(record), **_header(record), **_in_order(body)}


def attachment_path(attachment: Attachment) -> str:
    """Where a file lies in the package; made of its id and kind, never of the name somebody gave it."""
    safe = "".join(c if c.isascii() and (c.isalnum() or c in "-_") else "_" for c in attachment.id)[:80]
    return f"attachments/{safe}.{EXTENSIONS.get(attachment.media_type, 'bin')}"


def official_path(record: ReportRecord) -> str:
    """Where the official copy lies in the package."""
    safe = "".join(c if c.isascii() and (c.isalnum() or c in "-_") else "_" for c in record.file_number)
    return f"{safe}.pdf"


def _document(record: ReportRecord) -> Tree:
    received = stamp(record.submitted_at, record.zone)
    status = "WITHDRAWN" if record.action is Action.CANCEL else codes.state_literal(record.status)
    return some(
        {
            "@id": record.uuid.urn,
            "nc:DocumentCategoryText": "ONLINE_CITIZEN_REPORT",
            "nc:DocumentFiledDate": received,
            "nc:DocumentLanguage": {"nc:LanguageName": f"{record.language}-CA"},
            "nc:DocumentReceivedDate": received,
            "nc:DocumentSoftware": {
                "nc:SoftwareName": "Constat",
                "nc:SoftwareVersionText": clean(record.software_version),
            },
            "nc:DocumentStatus": some(
                {
                    "nc:StatusText": status or clean(record.status.upper()),
                    "nc:StatusDate": stamp(record.status_at, record.zone) if record.status_at else None,
                }
            ),
        }
    )


def _header(record: ReportRecord) -> Tree:
    form = f"version {record.form.version}, SHA-256 {record.form.digest}"
    return some(
        {
            "ocr:MessageHeader": some(
                {
                    "ocr:MessageIdentification": identification(record.identification),
                    "ocr:IdempotencyKeyID": clean(record.key),
                    "ocr:MessageActionCode": record.action.value,
                    "ocr:MessageSentDate": stamp(record.sent_at, record.zone),
                    "ocr:MessageSendingOrganization": {
                        "nc:OrganizationName": clean(record.sending_organization)
                    },
                    "ocr:MessageReceivingOrganization": some(
                        {"nc:OrganizationName": clean(record.receiving_organization)}
                    ),
                    "ocr:MessageSchemaVersionText": SCHEMA_VERSION,
                }
            ),
            "ocr:TemporaryTrackingIdentification": identification(
                record.temporary.value, given=stamp(record.temporary.given_at, record.zone)
            ),
            "ocr:PermanentFileIdentification": record.permanent
            and identification(record.permanent.value, given=stamp(record.permanent.given_at, record.zone)),
            "ocr:ReportFormIdentification": {
                "nc:IdentificationID": clean(record.form.key),
                "nc:IdentificationCategoryDescriptionText": form,
            },
            "ocr:DeclarationAcceptedIndicator": True,
            "ocr:DeclarationDate": stamp(record.declared_at, record.zone),
        }
    )


def _reporting_party(who: ReportingPerson, language: str, fields: Fields) -> Tree:
    """The reporting person; an anonymous one is the role alone, the least that the schema takes."""
    role = {"ocr:ReportingPartyRoleCode": who.role}
    if who.anonymous:
        return {"@id": "#P1", **role}
    return some(
        {
            "@id": "#P1",
            **person(who.person, fields, language=language),
            **role,
            "ocr:PreferredContactMethodCode": who.preferred_contact,
            "ocr:VideoContactConsentIndicator": who.video_consent,
        }
    )


def _offence(offence: Offence, number: int, fields: Fields) -> Tree:
    """An offence; a code that is not four digits is kept beside the name, in words."""
    is_violation = len(offence.code) == 4 and offence.code.isascii() and offence.code.isdigit()
    name = offence.name if is_violation else f"{offence.code} {offence.name}".strip()
    return some(
        {
            "@id": f"#O{number}",
            "j:OffenseName": fields.fit("j:OffenseName", name),
            "j:OffenseUCRCode": codes.offence_literal(offence.code, offence.literal),
            "ocr:OffenseCanadaUCRViolationCode": offence.code if is_violation else "",
            "j:OffenseAttemptedIndicator": offence.attempted,
        }
    )


def _organizations(record: ReportRecord, fields: Fields) -> list[Tree]:
    return [organization(each, n, fields) for n, each in enumerate(record.organizations, 1)]


def _attachment(attachment: Attachment, fields: Fields) -> Tree:
    return some(
        {
            "nc:BinaryID": clean(attachment.id),
            "nc:BinaryHash": binary_hash(attachment.sha256),
            "nc:BinaryFormatText": clean(attachment.media_type),
            "nc:BinaryURI": attachment_path(attachment),
            "nc:BinarySizeValue": attachment.size,
            "ocr:AttachmentFileName": fields.fit("ocr:AttachmentFileName", attachment.name)
            or clean(attachment.id),
            "ocr:AttachmentActorRoleCode": codes.role_literal(attachment.role),
            "ocr:AttachmentEvidenceIndicator": attachment.evidence,
            "ocr:AttachmentScanStatus": {"nc:StatusText": clean(attachment.scan_status.upper())},
        }
    )


def _official_document(record: ReportRecord) -> Tree:
    if not record.official_sha256:
        return {}
    return {
        "nc:DocumentCategoryText": "OFFICIAL_REPORT_PDF",
        "nc:DocumentBinary": {
            "nc:BinaryHash": binary_hash(record.official_sha256),
            "nc:BinaryFormatText": "application/pdf",
            "nc:BinaryURI": official_path(record),
        },
    }


def _can_be_said(step: Step) -> bool:
    """Whether the message has a word for where this step led (for withdrawn it has the action CANCEL)."""
    return bool(codes.state_literal(step.to))


def _event(step: Step, zone: str) -> Tree:
    return some(
        {
            "nc:ActivityDate": stamp(step.at, zone),
            "ocr:FromWorkflowStateCode": codes.state_literal(step.since),
            "ocr:ToWorkflowStateCode": codes.state_literal(step.to),
            "ocr:ActorRoleCode": codes.role_literal(step.role),
            "ocr:ActorIdentification": identification(step.actor),
            "ocr:WorkflowEventHash": binary_hash(step.digest) if step.digest else None,
        }
    )


def _narratives(record: ReportRecord, fields: Fields) -> list[Tree]:
    """The story first, then each answer without an element of its own, then what was too long for one."""
    answers = [f"{answer.label}: {answer.text}" for answer in record.answers]
    told = [("NARRATIVE", record.story)]
    told += [("ANSWER", text) for text in answers]
    told += [("WHOLE_FIELD", text) for text in fields.kept_whole]
    return [
        {"nc:DocumentCategoryText": category, "nc:DocumentText": part}
        for category, text in told
        for part in parts("nc:DocumentText", text)
    ]


def _in_order(body: Tree) -> Tree:
    """The incident's narratives were added last, but stand before what the justice domain adds."""
    told: Tree = body["nc:Incident"]
    domain = {key: value for key, value in told.items() if key.startswith("j:")}
    core: dict[str, Any] = {key: value for key, value in told.items() if not key.startswith("j:")}
    return some({**body, "nc:Incident": some({**core, **domain})})
