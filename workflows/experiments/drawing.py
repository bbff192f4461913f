"""Drawing: which text of a letter a report's person gets. A keyed draw, kept; the same however often it is asked."""

from workflows.clock import now
from workflows.models import Arm, ArmAssignment, Experiment, LetterTemplate, Submission
from workflows.secrets import keyed_hash
from workflows.working_days import local_day


def template_for(letter: str, submission: Submission) -> LetterTemplate | None:
    """Return the text of a letter for one report: of its arm, where an experiment runs, else the register's."""
    arm = arm_of(letter, submission)
    return arm.template if arm else LetterTemplate.objects.filter(kind=letter).first()


def arm_of(letter: str, submission: Submission) -> Arm | None:
    """Return the arm that was drawn for a report, or draw it now where an experiment with two arms runs."""
    drawn = ArmAssignment.objects.filter(submission=submission, experiment__letter=letter)
    kept = drawn.select_related("arm__template").order_by("-pk").first()
    if kept is not None:
        return kept.arm
    today = local_day(now())
    running = Experiment.objects.filter(letter=letter, begins_on__lte=today, ends_on__gte=today).first()
    arms = list(running.arms.select_related("template").order_by("key")) if running else []
    if running is None or len(arms) < 2:
        return None
    arm = arms[_draw(running, submission, len(arms))]
    kept, _made = ArmAssignment.objects.get_or_create(
        experiment=running, submission=submission, defaults={"arm": arm, "at": now()}
    )
    return kept.arm


def _draw(experiment: Experiment, submission: Submission, arms: int) -> int:
    """Return a number below `arms` that nobody without the key can foresee, each as likely as the others."""
    return int(keyed_hash("experiment", f"{experiment.key}|{submission.public_id}"), 16) % arms


def labels_of(submission: Submission) -> list[str]:
    """Return the arms that were drawn for a report, as invitations name them."""
    drawn = submission.arms.select_related("arm", "experiment").order_by("pk")
    return [f"{each.experiment.key}:{each.arm.key}" for each in drawn]
