"""The groups of staff and what each may do, as data; `manage.py setup_roles` makes it so.

A group here has exactly what its row says: an agency that wants something else makes a group of its own.
Permissions are named "app.codename". Page permissions hold on the whole tree, in both languages.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Role:
    """One group: what its members may do to reports and registers, to pages, and with pictures and files."""

    name: str
    permissions: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


def crud(*models: str) -> tuple[str, ...]:
    """Return the permissions to view, add, change and delete rows of each "app.model"."""
    pairs = [model.split(".") for model in models]
    return tuple(
        f"{app}.{verb}_{name}" for app, name in pairs for verb in ("view", "add", "change", "delete")
    )


def kept(*models: str) -> tuple[str, ...]:
    """Return the permissions for registers whose rows records rely on: view, add, change, never delete."""
    return tuple(permission for permission in crud(*models) if ".delete_" not in permission)


def viewed(*models: str) -> tuple[str, ...]:
    """Return the permission to view rows of each "app.model"."""
    return tuple(permission for permission in crud(*models) if ".view_" in permission)


ADMIN = ("wagtailadmin.access_admin",)
TRANSLATING = ("simple_translation.submit_translation",)
DESK = (*ADMIN, "workflows.view_submission")
REGISTERS = (
    "workflows.unit",
    "workflows.reviewpolicy",
    "workflows.retentionschedule",
    "workflows.offencecode",
    "workflows.rejectionreason",
    "workflows.lettertemplate",
)
EVALUATION = (
    "workflows.baselinefigure",
    "workflows.channeltotal",
    "workflows.runningcost",
    "workflows.experiment",
    "workflows.arm",
)
EFFECTS = ("workflows.followup", "workflows.delivery", "workflows.transfer")

ROLES = (
    Role(
        "Editors",
        (
            *ADMIN,
            *TRANSLATING,
            *viewed("cms.notice", "cms.privacynotice"),
            # A printed code goes on for ever, so that where one leads is for publishers.
            *("cms.view_shortlink", "cms.add_shortlink", "cms.view_campaign_numbers"),
            *("cms.view_feedback", "cms.change_feedback"),
            *viewed("cms.alarmphrase"),
            "workflows.view_survey",
            # A part of the library reaches citizens only when a type that includes it is published.
            *kept("reportforms.reusablepart", "cms.video"),
        ),
        pages=("add_page", "change_page"),
        files=("add", "change", "choose"),
    ),
    Role(
        "Publishers",
        # A notice is public at once, so it is for publishers.
        (
            *ADMIN,
            *TRANSLATING,
            *crud("cms.notice", "wagtailredirects.redirect", "reportforms.reusablepart", "cms.video"),
            *kept("cms.privacynotice", "cms.shortlink"),
            *("cms.view_feedback", "cms.change_feedback", "cms.export_feedback"),
            *crud("cms.alarmphrase"),
            *("cms.view_campaign_numbers", "workflows.view_survey", "workflows.export_survey"),
        ),
        pages=("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
        files=("add", "change", "choose", "delete"),
    ),
    Role(
        "Reviewers",
        (
            *DESK,
            "workflows.review_submission",
            "workflows.approve_submission",
            "workflows.enter_submission",
        ),
    ),
    Role(
        "Supervisors",
        (
            *DESK,
            "workflows.review_submission",
            "workflows.approve_submission",
            "workflows.enter_submission",
            *crud("video.opening"),
            "workflows.supervise_submission",
        ),
    ),
    Role(
        "Records clerks",
        (*DESK, "workflows.file_submission", *viewed(*EFFECTS), "workflows.change_followup"),
    ),
    Role(
        "Analysts",
        (
            *(*ADMIN, "workflows.export_submission", "cms.view_shortlink", "cms.view_campaign_numbers"),
            *("cms.view_feedback", "cms.export_feedback"),
            *("workflows.view_survey", "workflows.export_survey", "workflows.read_open_texts"),
            *crud(*EVALUATION),
            "video.view_figures",
            "workflows.view_lettertemplate",
        ),
    ),
    Role("Video officers", (*DESK, "workflows.review_submission", "workflows.video_submission")),
    Role(
        "Administrators",
        (
            *ADMIN,
            "cms.change_agencylook",
            *kept("accounts.user", *REGISTERS),
            *crud("workflows.holiday", "workflows.webhooksubscription", "video.opening"),
            *viewed("workflows.webhookdelivery"),
            *viewed(*EFFECTS, "accounts.apitoken", "workflows.reporttype"),
            *crud("workflows.holiday"),
            *viewed(*EFFECTS, *EVALUATION, "accounts.apitoken", "workflows.reporttype", "workflows.survey"),
            *("workflows.change_reporttype", "workflows.change_followup", "accounts.revoke_apitoken"),
        ),
    ),
    Role(
        "Auditors",
        (
            *DESK,
            "workflows.audit_submission",
            "workflows.export_submission",
            *viewed("workflows.webhooksubscription", "workflows.webhookdelivery"),
            *viewed("workflows.event", *EFFECTS, *REGISTERS, "workflows.reporttype", "workflows.holiday"),
            *viewed(*EVALUATION, "workflows.survey"),
            "accounts.view_apitoken",
        ),
    ),
)
# Who approves what an editor submits; the name of Wagtail's workflow and of its one task.
PAGE_WORKFLOW = "Publication"
PAGE_TASK = "A publisher approves"
PAGE_APPROVERS = "Publishers"
# What a fresh Wagtail brings and these groups replace; taken away while nobody is in it.
REPLACED_GROUPS = ("Moderators",)
REPLACED_WORKFLOWS = ("Moderators approval",)
