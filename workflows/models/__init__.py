"""The case plane's tables. No key leads from here to a Page: who may delete a page must not reach a report."""

from workflows.models.access import Attempt, EmailLink
from workflows.models.conversation import InformationRequest, Message
from workflows.models.dispatches import Dispatch
from workflows.models.effects import Delivery, Document, FollowUp, Receipt, Transfer
from workflows.models.evaluation import BaselineFigure, ChannelTotal, RunningCost
from workflows.models.experiments import Arm, ArmAssignment, Experiment, ExperimentLook
from workflows.models.form_links import FormLink
from workflows.models.history import ChainHead, Event
from workflows.models.numbers import NumberSeries
from workflows.models.registers import (
    Holiday,
    LetterTemplate,
    OffenceCode,
    RejectionReason,
    RetentionSchedule,
    ReviewPolicy,
    Unit,
)
from workflows.models.replies import KeptReply
from workflows.models.report_types import FormVersion, ReportType
from workflows.models.stops import HandOff, SourceDay, Stop
from workflows.models.submissions import (
    AnswerSet,
    Attachment,
    EmailProof,
    PartialUpload,
    SameThing,
    SearchTerm,
    Status,
    Submission,
)
from workflows.models.surveys import (
    Survey,
    SurveyInvitation,
    SurveyMark,
    SurveyPlan,
    SurveyResponse,
)
from workflows.models.webhooks import (
    ToldPage,
    WebhookAttempt,
    WebhookDelivery,
    WebhookMessage,
    WebhookSubscription,
)

__all__ = [
    "AnswerSet",
    "Arm",
    "ArmAssignment",
    "Attachment",
    "Attempt",
    "BaselineFigure",
    "ChainHead",
    "ChannelTotal",
    "Delivery",
    "Dispatch",
    "Document",
    "EmailLink",
    "EmailProof",
    "Event",
    "Experiment",
    "ExperimentLook",
    "FollowUp",
    "FormLink",
    "FormVersion",
    "HandOff",
    "Holiday",
    "InformationRequest",
    "KeptReply",
    "LetterTemplate",
    "Message",
    "NumberSeries",
    "OffenceCode",
    "PartialUpload",
    "Receipt",
    "RejectionReason",
    "ReportType",
    "RetentionSchedule",
    "ReviewPolicy",
    "RunningCost",
    "SameThing",
    "SearchTerm",
    "SourceDay",
    "Status",
    "Stop",
    "Submission",
    "Survey",
    "SurveyInvitation",
    "SurveyMark",
    "SurveyPlan",
    "SurveyResponse",
    "ToldPage",
    "Transfer",
    "Unit",
    "WebhookAttempt",
    "WebhookDelivery",
    "WebhookMessage",
    "WebhookSubscription",
]
