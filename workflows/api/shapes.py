"""What calls answer, as the API's document describes it. Answers are written by hand; a test holds them to this."""

from typing import Any

from pydantic import BaseModel, Field

NUMBER = "T-8K3M-Q2XW-7"
DIGEST = "9f2c4d1e7a3b5c60819f2c4d1e7a3b5c60819f2c4d1e7a3b5c60819f2c4d1e7a"
AT = "2026-11-21T14:32:10-06:00"


def example(value: Any, description: str | None = None) -> Any:
    """Return a field of the document with an example."""
    return Field(examples=[value], description=description)


PARTS: Any = Field(None, description="The parts that were asked for with `expand`, by name.")


class ErrorItem(BaseModel):
    """One place of the body and what is wrong there."""

    path: str = example("/items/0/serial_number", "A JSON Pointer into the body, or into its answers.")
    code: str = example("required")
    message: str = example("Enter the serial number, or choose “Not sure”.")


class ProblemDocument(BaseModel):
    """Why a call was not answered (RFC 9457), in the language asked for."""

    type: str = example("about:blank")
    title: str = example("Not found")
    status: int = example(404)
    detail: str = example("There is nothing here, or it is not yours to see.")
    code: str = example("not_found", "Stable, for programs.")
    errors: list[ErrorItem]
    version: int | None = Field(None, description="With 409: the report's version now.")
    revision: int | None = Field(None, description="With 412: the draft's revision now.")
    stored: dict[str, Any] | None = Field(None, description="With 412: the answers as they are stored.")
    sent: dict[str, Any] | None = Field(None, description="With 412: the answers that were sent.")


class DefinitionReference(BaseModel):
    """Where a version is."""

    digest: str = example(DIGEST)
    number: int = example(3)
    href: str = example(f"/api/v1/definitions/{DIGEST}")


class Token(BaseModel):
    """A key for what follows, and how long it opens something."""

    token: str
    expires_at: str = example(AT)


class DraftBegun(Token):
    """A new draft, or one that was opened by its code."""

    id: str = example("2f0c9a52-8a0f-4f5e-9d0c-6a4a54a0c3de")
    report_type: str = example("theft")
    language: str = example("en")
    resume_code: str = Field(
        description=(
            "Opens the draft in a browser, on any device. Show it to the citizen. "
            "Empty where people keep drafts in a file of their own: those are here for two hours after a save."
        )
    )
    definition: DefinitionReference
    links: dict[str, str]


class DraftOut(BaseModel):
    """A draft as it stands: what is not valid is kept too, and named in `errors`."""

    answers: dict[str, Any]
    errors: list[ErrorItem] = Field(description="All that still blocks sending.")
    next_step: str | None = example("items", "The step to go on with; null when nothing blocks sending.")
    links: dict[str, str]
    expanded: dict[str, Any] | None = PARTS


class CodeOut(BaseModel):
    """A code that is on its way."""

    question: str = example("email")
    row: str = example("", "The row's `_id`, in a group.")
    expires_at: str = example(AT, "Until when the code counts.")


class AttachmentOut(BaseModel):
    """A file that is kept."""

    id: str
    sha256: str
    size: int
    media_type: str = example("image/jpeg")
    status: str = example("clean", "pending, clean, not_scanned or refused")


class SentOut(BaseModel):
    """What the citizen keeps."""

    temporary_number: str = example(NUMBER)
    access_code: str = example("7KQM-2W9X-HT4D-0R6C")
    status: str = example("submitted")
    due_on: str | None = example("2026-12-07")
    links: dict[str, str]


class HistoryItem(BaseModel):
    """Something that happened, in plain words."""

    action: str = example("claim")
    title: str = example("Review started")
    at: str | None = example(AT)
    by_role: str = example("reviewer")


class DocumentLink(BaseModel):
    """A copy."""

    kind: str = example("unofficial")
    title: str = example("Unofficial copy (PDF)")
    href: str = example(f"/api/v1/reports/{NUMBER}/copies/unofficial.pdf")


class ActionLink(BaseModel):
    """Something that the citizen may do now."""

    name: str = example("withdraw")
    title: str = example("Withdraw")
    href: str = example(f"/api/v1/reports/{NUMBER}/withdrawal")


class ReportOut(BaseModel):
    """A report as its citizen follows it."""

    number: str = example(NUMBER)
    permanent_number: str | None
    report_type: str = example("theft")
    title: str = example("Theft")
    status: str = example("under_review")
    status_title: str = example("An officer is reading your report")
    submitted_at: str | None = example(AT)
    due_on: str | None = example("2026-12-07")
    history: list[HistoryItem]
    documents: list[DocumentLink]
    messages: list[dict[str, Any]]
    request: dict[str, Any] | None = Field(description="The officer's question that waits for an answer.")
    actions: list[ActionLink]
    links: dict[str, str]
    expanded: dict[str, Any] | None = PARTS


class AnswersOut(BaseModel):
    """The answers of a report."""

    answers: dict[str, Any]
    parts: list[dict[str, Any]] = Field(description="The answers in words, step by step.")


class Choice(BaseModel):
    """A token and what it is called."""

    token: str = example("2140")
    title: str = example("Theft $5,000 or under")


class NeedOut(BaseModel):
    """Something that an action must be given."""

    name: str = example("offence")
    title: str = example("Offence")
    type: str = example("token")
    required: bool
    choices: list[Choice] | None = None
    choices_href: str | None = None
    suggested: str | None = None


class Transition(BaseModel):
    """An action that the caller may take now."""

    name: str = example("approve")
    title: str = example("Approve")
    href: str = example(f"/api/v1/desk/reports/{NUMBER}/workflow/approve")
    needs: list[NeedOut]


class Pending(BaseModel):
    """An effect that is still to be done, or failed."""

    kind: str = example("transfer")
    title: str = example("Transfer to the records system")
    state: str = example("pending")


class WorkflowOut(BaseModel):
    """How a report stands, what may be done with it, what happened and what is still to be done."""

    status: str = example("under_review")
    version: int = example(2)
    transitions: list[Transition]
    history: list[dict[str, Any]]
    pending: list[Pending]


class DeskItem(BaseModel):
    """A line of the queue."""

    number: str = example(NUMBER)
    permanent_number: str | None
    status: str = example("submitted")
    version: int = example(1)
    report_type: str = example("theft")
    title: str = example("Theft")
    summary: str = example("Green city bicycle · 510 Main Street")
    due_on: str | None = example("2026-12-07")
    overdue: bool
    claimed_by: str | None = example("noor")
    submitted_at: str | None = example(AT)
    unit: str | None = example("online-reporting")
    priority: int = example(0, "0 is usual; more comes before less where a front end sorts by it.")
    language: str = example("en")
    channel: str = example("web")
    source: str = example("", "The link or campaign that the report came by.")
    href: str = example(f"/api/v1/desk/reports/{NUMBER}")
    links: dict[str, str]


class DeskReport(DeskItem):
    """One report, whole."""

    parent: str | None
    supplements: list[str]
    flagged: bool
    definition: DefinitionReference
    answers: dict[str, Any]
    parts: list[dict[str, Any]] = Field(description="The answers in words, step by step.")
    attachments: list[dict[str, Any]]
    messages: list[dict[str, Any]]
    expanded: dict[str, Any] | None = PARTS


class ListOf(BaseModel):
    """A page of a list; `next` is the address of the next one."""

    items: list[dict[str, Any]]
    next: str | None


class VocabularyOut(BaseModel):
    """A list of choices."""

    items: list[Choice]
    next: str | None


class DeskList(BaseModel):
    """A page of the queue."""

    items: list[DeskItem]
    next: str | None
    expanded: dict[str, Any] | None = PARTS


class FilterOperator(BaseModel):
    """One way to ask a field."""

    name: str = example("any_of", "any_of, is, from, to or words")
    title: str = example("is one of")
    parameter: str = example("status", "The name in the query of the list.")
    multiple: bool = example(True, "Whether several values can be given, with commas.")


class FilterField(BaseModel):
    """Something about a report that can be asked for."""

    name: str = example("status")
    title: str = example("State")
    type: str = example("token", "token, user, text, date, integer or boolean")
    operators: list[FilterOperator]
    choices: list[Choice] | None = None
    choices_href: str | None = None


class SortOrders(BaseModel):
    """The orders that a list can have."""

    parameter: str = example("sort")
    default: str = example("queue")
    choices: list[Choice]


class FiltersOut(BaseModel):
    """What the queue can be asked for."""

    items: list[FilterField]
    next: str | None
    sort: SortOrders
    page: dict[str, Any]
    beside: list[str] = example(["sort", "cursor", "language", "expand"], "Parameters that filter nothing.")
    href: str = example("/api/v1/desk/reports")


class TransferItem(BaseModel):
    """A package for the records system."""

    id: int
    key: str = example("T-8K3M-Q2XW-7:v1", "Idempotency key: one report per key.")
    message_id: str
    state: str = example("sent")
    number: str = example(NUMBER)
    permanent_number: str | None
    packed_at: str | None
    manifest_sha256: str
    href: str


class TransferList(BaseModel):
    """A page of packages."""

    items: list[TransferItem]
    next: str | None


class TransferOut(TransferItem):
    """A package with its message and files."""

    message: dict[str, Any] = Field(description="The NIEM message, as in data/report.json.")
    files: list[dict[str, Any]]
    receipts: list[dict[str, Any]]


class WebhookOut(BaseModel):
    """An address that is told what happens."""

    id: int
    name: str = example("Web site")
    url: str = example("https://www.agency.example/hooks/constat")
    kinds: list[str] = example(["page.published", "report.status_changed"])
    active: bool
    created_at: str | None = example(AT)
    old_secret_until: str | None = Field(
        description="Until when the secret before the present one signs too."
    )
    links: dict[str, str]


class WebhookMade(WebhookOut):
    """The same with its secret, which nothing shows a second time."""

    secret: str = example("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")


class WebhookList(BaseModel):
    """All addresses that are told what happens."""

    items: list[WebhookOut]
    next: str | None


class WebhookTry(BaseModel):
    """One try to deliver a message."""

    at: str | None = example(AT)
    status: int | None = example(204)
    milliseconds: int | None = example(87)
    problem: str = example("")


class WebhookDeliveryOut(BaseModel):
    """A message on its way to one address."""

    id: int
    message_id: str = example("msg_p5jXN8AQM9LWM0D4loKWxJek", "The header `webhook-id`.")
    kind: str = example("page.published")
    at: str | None = example(AT)
    state: str = example("done", "pending, running, done, dead")
    due_at: str | None = example(AT)
    attempts: list[WebhookTry]
    replay: str


class WebhookDeliveries(BaseModel):
    """A page of deliveries, the latest first."""

    items: list[WebhookDeliveryOut]
    next: str | None


class FormOut(BaseModel):
    """A form in one language, as a client draws it."""

    key: str = example("theft")
    language: str = example("en")
    title: str = example("Theft")
    summary: str
    start: dict[str, Any]
    privacy: dict[str, Any]
    declaration: str
    steps: list[dict[str, Any]] = Field(
        description="Steps with their items: questions with options and parts, groups, guidance, stoppers."
    )
