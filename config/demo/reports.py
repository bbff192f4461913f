"""Reports in every state, made by the actions that everybody uses, at moments in the past."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO

from django.utils import timezone
from PIL import Image, ImageDraw

from accounts.models import User
from config.demo import stories, stories_fr
from workflows.actions import (
    approve_report,
    claim_report,
    reject_report,
    request_information,
    withdraw_report,
)
from workflows.actors import Role
from workflows.attachments import add_attachment
from workflows.clock import set_back
from workflows.drafts import begin_draft, save_answers
from workflows.models import FollowUp, OffenceCode, RejectionReason, ReportType, Submission
from workflows.needs import suggested_offence
from workflows.submitting import submit_report

Story = Callable[[str], stories.Answers]


@dataclass(frozen=True)
class Case:
    """A report of the demonstration: its type, language and story, how old it is, and how far it came."""

    key: str
    story: Story
    language: str
    days_ago: int
    state: str
    photo: bool = False


CASES = (
    Case("bicycle-theft", stories.bicycle, "en", 16, "approved", photo=True),
    Case("theft", stories.theft_fr, "fr", 14, "approved"),
    Case("damage-to-property", stories.fence, "en", 13, "stuck"),
    Case("hit-and-run", stories.parked, "en", 12, "approved"),
    Case("fraud", stories.scam, "en", 11, "rejected"),
    Case("lost-property", stories.passport, "en", 11, "withdrawn"),
    Case("damage-to-vehicle", stories.scratched, "fr", 10, "submitted"),
    Case("theft-from-vehicle", stories.from_car, "en", 9, "claimed", photo=True),
    Case("theft", stories.phone, "en", 7, "asked"),
    Case("bicycle-theft", stories_fr.bicycle, "fr", 6, "submitted"),
    Case("fraud", stories.scam, "en", 5, "claimed_by_another"),
    Case("damage-to-property", stories.fence, "en", 4, "submitted"),
    Case("hit-and-run", stories_fr.parked, "fr", 3, "submitted", photo=True),
    Case("theft", stories.theft_fr, "fr", 2, "submitted"),
    Case("theft-from-vehicle", stories.from_car, "en", 2, "submitted"),
    Case("lost-property", stories_fr.passport, "fr", 1, "submitted"),
    Case("damage-to-vehicle", stories.scratched, "en", 1, "submitted"),
    Case("graffiti", stories.bridge, "en", 1, "submitted"),
    Case("graffiti", stories_fr.shelter, "fr", 1, "approved", photo=True),
    Case("theft", stories.phone, "en", 0, "submitted"),
    Case("bicycle-theft", stories.bicycle, "en", 0, "draft"),
    Case("theft", stories.theft_fr, "fr", 0, "draft"),
)


def build_reports(people: dict[str, User]) -> None:
    """Make the reports, oldest first, so that permanent numbers run with time."""
    for number, case in enumerate(CASES):
        with set_back(timedelta(days=case.days_ago, minutes=7 * number)):
            draft = _draft(case)
            if case.state == "draft":
                continue
            sent = submit_report(draft, declaration=True, key=f"demo-{number}").submission
        with set_back(timedelta(days=max(case.days_ago - 1, 0), minutes=5 * number)):
            _decide(case, sent, people)


def _draft(case: Case) -> Submission:
    day = (timezone.localdate() - timedelta(days=case.days_ago + 1)).isoformat()
    draft = begin_draft(ReportType.objects.get(key=case.key), language=case.language)
    answers = case.story(day)
    if case.state == "draft":
        answers.pop("story")
    if case.photo:
        photo = add_attachment(draft, question="photos", name="photo.jpg", data=_photo(), caption="")
        answers["photos"] = [str(photo.pk)]
    return save_answers(draft, answers)[0]


def _decide(case: Case, report: Submission, people: dict[str, User]) -> None:
    if case.state == "submitted":
        return
    if case.state == "withdrawn":
        withdraw_report(report, by=Role.CITIZEN, reason="Found it again.")
        return
    reviewer = people["ravi"] if case.state == "claimed_by_another" else people["noor"]
    report = claim_report(report, by=reviewer, seen=report.version)
    if case.state in _DECISIONS:
        _DECISIONS[case.state](report, reviewer)


def _approve(report: Submission, by: User) -> None:
    code = suggested_offence(report)
    offence = OffenceCode.objects.filter(code=code).first()
    approve_report(report, by=by, seen=report.version, offence=offence)


def _approve_and_get_stuck(report: Submission, by: User) -> None:
    """Approved, but its transfer waits for a records clerk: so that there is something to mend."""
    _approve(report, by)
    FollowUp.objects.filter(submission=report, kind="transfer").update(
        state=FollowUp.State.DEAD, error="the records system was closed for maintenance"
    )


def _reject(report: Submission, by: User) -> None:
    reason = RejectionReason.objects.get(token="needs_an_officer")  # noqa: S106
    reject_report(report, by=by, seen=report.version, reason=reason, text=reason.text(report.language))


def _ask(report: Submission, by: User) -> None:
    text = "Which bus did you take, and is the phone still shown by its locating service?"
    request_information(report, by=by, seen=report.version, questions=["story", "items"], text=text)


_DECISIONS: dict[str, Callable[[Submission, User], None]] = {
    "approved": _approve,
    "stuck": _approve_and_get_stuck,
    "rejected": _reject,
    "asked": _ask,
}


def _photo() -> bytes:
    """A drawn bicycle before a wall, so that evidence has something to show."""
    picture = Image.new("RGB", (1200, 800), "#9db4c0")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 560, 1200, 800), fill="#6b705c")
    for centre in (380, 820):
        draw.ellipse((centre - 150, 420, centre + 150, 720), outline="#1d2d35", width=14)
    frame = [(380, 570), (520, 360), (740, 360), (820, 570), (570, 570), (520, 360), (570, 570), (740, 360)]
    draw.line(frame, fill="#0a5f4a", width=18, joint="curve")
    draw.line([(740, 360), (720, 290), (790, 280)], fill="#1d2d35", width=14)
    draw.line([(520, 360), (500, 310), (450, 310), (550, 310)], fill="#1d2d35", width=14)
    stored = BytesIO()
    picture.save(stored, "JPEG", quality=85)
    return stored.getvalue()
