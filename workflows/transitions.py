"""The state table: which action leads from where to where, by whom, and what it needs.

Everything that shows, checks or draws the workflow reads this one table: actions, desk, API, docs, trigger.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from workflows.models.submissions import Status


@dataclass(frozen=True)
class Need:
    """Something an action must be given. `type` is text, token, tokens, date or questions."""

    name: str
    title: Any
    type: str
    required: bool = True
    vocabulary: str = ""


@dataclass(frozen=True)
class Action:
    """One row of the table. `by` are roles; `permission` is asked of staff; `consequence` stands below the button."""

    name: str
    title: Any
    done: Any
    sources: tuple[Status, ...]
    target: Status
    by: tuple[str, ...]
    permission: str
    consequence: Any
    needs: tuple[Need, ...] = ()
    guards: tuple[Any, ...] = ()


_REVIEW = "workflows.review_submission"
_TEXT_TO_CITIZEN = _("Text to the citizen")
_ITS_REVIEWER = _("Only the reviewer who claimed the report.")

ACTIONS: dict[str, Action] = {
    action.name: action
    for action in (
        Action(
            "submit",
            _("Send the report"),
            _("Report sent"),
            (Status.DRAFT,),
            Status.SUBMITTED,
            ("citizen", "staff"),
            "workflows.enter_submission",
            _("The report gets its temporary number."),
            guards=(_("The answers are complete."), _("The declaration is given.")),
        ),
        Action(
            "claim",
            _("Claim"),
            _("Review started"),
            (Status.SUBMITTED,),
            Status.UNDER_REVIEW,
            ("reviewer",),
            _REVIEW,
            _("You become its reviewer. Others can read it but not decide."),
            guards=(_("A reviewer of the unit."),),
        ),
        Action(
            "release",
            _("Release"),
            _("Back in the queue"),
            (Status.UNDER_REVIEW,),
            Status.SUBMITTED,
            ("reviewer",),
            _REVIEW,
            _("It goes back to the queue for another reviewer."),
            guards=(_ITS_REVIEWER,),
        ),
        Action(
            "request_information",
            _("Ask the citizen"),
            _("Information requested"),
            (Status.UNDER_REVIEW,),
            Status.INFORMATION_REQUESTED,
            ("reviewer",),
            _REVIEW,
            _("The citizen can change only the answers you choose, until the date you set."),
            needs=(
                Need("questions", _("Questions to open again"), "questions"),
                Need("text", _TEXT_TO_CITIZEN, "text"),
                Need("due_on", _("Answer by"), "date", required=False),
            ),
            guards=(_ITS_REVIEWER,),
        ),
        Action(
            "provide_information",
            _("Answer the officer"),
            _("Information provided"),
            (Status.INFORMATION_REQUESTED,),
            Status.UNDER_REVIEW,
            ("citizen", "staff"),
            "workflows.enter_submission",
            _("The report goes back to its reviewer."),
            needs=(Need("answers", _("Answers"), "answers"),),
            guards=(_("Only the named questions are open."),),
        ),
        Action(
            "reject",
            _("Reject"),
            _("Report closed without a file"),
            (Status.UNDER_REVIEW,),
            Status.REJECTED,
            ("reviewer",),
            _REVIEW,
            _("The citizen is told why. A supervisor can reopen the report."),
            needs=(
                Need("reason", _("Reason"), "token", vocabulary="rejection-reasons"),
                Need("text", _TEXT_TO_CITIZEN, "text"),
            ),
            guards=(_ITS_REVIEWER,),
        ),
        Action(
            "reopen",
            _("Reopen"),
            _("Review reopened"),
            (Status.REJECTED,),
            Status.UNDER_REVIEW,
            ("supervisor",),
            "workflows.supervise_submission",
            _("The report goes back to its reviewer. The citizen is told."),
            needs=(Need("reason", _("Reason (appeal)"), "text"),),
            guards=(_("A supervisor of the unit."),),
        ),
        Action(
            "approve",
            _("Approve"),
            _("Report approved"),
            (Status.UNDER_REVIEW,),
            Status.APPROVED,
            ("reviewer",),
            "workflows.approve_submission",
            _("It gets its permanent number. The official copy, the letter and the transfer follow."),
            needs=(Need("offence", _("Offence"), "token", vocabulary="offence-codes"),),
            guards=(
                _ITS_REVIEWER,
                _("Not the person who entered it."),
                _("A second person where the policy asks for two."),
            ),
        ),
        Action(
            "file",
            _("File by hand"),
            _("Report filed in the records system"),
            (Status.APPROVED,),
            Status.FILED,
            ("records_system", "records_clerk"),
            "workflows.file_submission",
            _("Use it only when the records system holds the report and its receipt will not come."),
            needs=(Need("reason", _("Reason or receipt"), "text"),),
            guards=(_("A receipt of the records system, or a records clerk."),),
        ),
        Action(
            "withdraw",
            _("Withdraw"),
            _("Report withdrawn"),
            (Status.SUBMITTED, Status.UNDER_REVIEW, Status.INFORMATION_REQUESTED),
            Status.WITHDRAWN,
            ("citizen", "supervisor"),
            "workflows.supervise_submission",
            _("The review ends. The report is kept but not filed."),
            needs=(Need("reason", _("Reason"), "text", required=False),),
            guards=(_("The citizen, or a supervisor of the unit."),),
        ),
        Action(
            "record_video_outcome",
            _("Record the outcome of the call"),
            _("Met an officer by video"),
            (Status.UNDER_REVIEW,),
            Status.UNDER_REVIEW,
            ("video_officer",),
            "workflows.video_submission",
            _("The priority follows from the outcome, and who is to go there."),
            needs=(
                Need("outcome", _("Outcome"), "token", vocabulary="video-outcomes"),
                Need("reason", _("Reason"), "text"),
                Need("preserve", _("What to preserve"), "text", required=False),
                Need("offence", _("Offence proposed"), "token", required=False, vocabulary="offence-codes"),
                Need("unit", _("Unit that goes on with it"), "token", required=False, vocabulary="units"),
            ),
            guards=(_("The video officer who holds the report."),),
        ),
    )
}

PAIRS = frozenset(
    (source.value, action.target.value)
    for action in ACTIONS.values()
    for source in action.sources
    if source != action.target
)


def actions_from(status: str) -> Iterator[Action]:
    """Yield the actions that the table has for a report in `status`, in its order."""
    return (action for action in ACTIONS.values() if status in action.sources)
