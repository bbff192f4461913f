"""What calls bring, as the API's document describes it. What is not of this form is refused before anything is done."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool, StrictInt, StrictStr
from pydantic_core import PydanticCustomError


def _storable(text: str) -> str:
    if "\x00" in text:
        raise PydanticCustomError("characters", "characters that cannot be kept")
    return text


Text = Annotated[StrictStr, AfterValidator(_storable)]
Answers = Annotated[
    dict[Any, Any],
    Field(
        description="Answers by key, as answers.schema.json describes them; null removes one.",
        examples=[{"story": "The lock was cut while I was at work.", "in_danger": "no"}],
        json_schema_extra={"type": "object", "additionalProperties": True},
    ),
]


class Body(BaseModel):
    """A JSON object; members that nobody asked for are passed over."""

    model_config = ConfigDict(extra="ignore")


class NewDraft(Body):
    """Which type a draft is of, and the language its mail and copies will be in."""

    report_type: Text = Field(max_length=40, examples=["theft"])
    language: Literal["en", "fr"] | None = Field(None, description="Without it, the call's language.")
    source: Text = Field(
        "",
        max_length=40,
        pattern=r"^(?:[a-zA-Z0-9]+(?:-[a-zA-Z0-9]+)*)?$",
        description="Where the person came from: the source of a campaign's short link. Counted, never shown to them.",
        examples=["bike-poster"],
    )


class ResumeCode(Body):
    """The code that opens a draft on any device."""

    code: Text = Field(max_length=60, examples=["7KQM-2W9X-HT4D-0R6C"])


class AnswersIn(Body):
    """Answers to merge by key; a group is replaced as a whole."""

    answers: Answers


class Declaration(Body):
    """The assent to the declaration of the definition."""

    declaration: StrictBool | None = Field(None, examples=[True])


class AddressToProve(Body):
    """Where the address stands that is to be proved: the question, in a group the row too."""

    question: Text = Field(max_length=60, examples=["email"])
    row: Text = Field("", max_length=40, description="The row's `_id`, in a group.")


class EmailCode(Body):
    """The code that came by e-mail."""

    code: Text = Field(max_length=40, examples=["402 817"])


class NumberAndCode(Body):
    """What opens a report."""

    number: Text = Field(max_length=200, examples=["T-8K3M-Q2XW-7"])
    code: Text = Field(max_length=200, examples=["7KQM-2W9X-HT4D-0R6C"])


class MessageIn(Body):
    """A message to the officer."""

    text: Text = Field(max_length=100_000, examples=["I found the receipt of the bicycle."])


class Withdrawal(Body):
    """Why the report is taken back."""

    reason: Text = Field("", max_length=1000, examples=["I found my bicycle."])


class Supplement(Body):
    """What is added to an approved report."""

    text: Text = Field(max_length=100_000, examples=["The serial number is WTU123K4567."])


class ActionIn(Body):
    """The version that the actor saw, and what the action needs, by name."""

    model_config = ConfigDict(
        extra="allow", json_schema_extra={"examples": [{"version": 2, "offence": "2140"}]}
    )
    version: StrictInt


class ReceiptProblem(Body):
    """What the records system found."""

    code: Text = Field(max_length=60, examples=["DATE_IN_FUTURE"])
    path: Text = Field("", max_length=300)


class ReceiptIn(Body):
    """What the records system says about a package."""

    status: Literal["accepted", "duplicate", "rejected"]
    permanent_number: Text = Field("", max_length=16, examples=["W26-000123"])
    errors: list[ReceiptProblem] = Field(default_factory=list, max_length=100)


Kinds = Annotated[list[Text], Field(max_length=30, examples=[["page.published", "report.status_changed"]])]


class WebhookIn(Body):
    """An address that is to be told what happens."""

    name: Text = Field(min_length=1, max_length=80, examples=["Web site"])
    url: Text = Field(max_length=500, examples=["https://www.agency.example/hooks/constat"])
    kinds: Kinds
    active: StrictBool = True


class WebhookChange(Body):
    """What is to be another way; what is left out stays."""

    name: Text | None = Field(None, min_length=1, max_length=80, examples=["Web site"])
    url: Text | None = Field(None, max_length=500, examples=["https://www.agency.example/hooks/constat"])
    kinds: Kinds | None = None
    active: StrictBool | None = None
