"""Two texts of one letter: drawn at random, kept, and held against each other with what weakens the finding."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from accounts.models import User
from workflows.experiments import drawing
from workflows.experiments.analysis import analysis_of
from workflows.follow_ups import sweep
from workflows.models import (
    Arm,
    ArmAssignment,
    Experiment,
    LetterTemplate,
    Submission,
    Survey,
    SurveyResponse,
)
from workflows.working_days import local_day


@pytest.fixture
def experiment(db: None) -> Experiment:
    """An experiment with the letter after sending, that runs now."""
    made = Experiment.objects.create(
        key="next",
        name_en="Next steps",
        name_fr="La suite",
        letter="received",
        hypothesis_en="Whoever reads the next steps first feels told.",
        hypothesis_fr="Qui lit d’abord la suite se sent informé.",
        outcome="told_next",
        begins_on=local_day() - timedelta(days=5),
        ends_on=local_day() + timedelta(days=5),
    )
    old = LetterTemplate.objects.get(kind="received")
    fields = {"subject_en": "S", "subject_fr": "S", "body_en": "The other text.", "body_fr": "L’autre texte."}
    new = LetterTemplate.objects.create(kind="received-b", **fields)
    for key, template in (("a", old), ("b", new)):
        Arm.objects.create(experiment=made, key=key, name_en=key, name_fr=key, template=template)
    return made


def test_the_letter_has_the_text_that_was_drawn_and_keeps_it(
    experiment: Experiment, sent: Any, mailoutbox: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "_draw", lambda *_args: 1)
    sweep()
    assert "The other text." in mailoutbox[-1].body
    monkeypatch.setattr(drawing, "_draw", lambda *_args: 0)
    arm = drawing.arm_of("received", sent.submission)
    assert arm is not None
    assert (arm.key, ArmAssignment.objects.count()) == ("b", 1)
    assert drawing.labels_of(sent.submission) == ["next:b"]


def test_the_draw_is_even_and_the_same_for_one_report(
    experiment: Experiment, submitted_report: Submission
) -> None:
    drawn = []
    for number in range(400):
        submitted_report.public_id = f"report-{number}"
        drawn.append(drawing._draw(experiment, submitted_report, 2))
        assert drawing._draw(experiment, submitted_report, 2) == drawn[-1]
    assert 150 < sum(drawn) < 250


def test_outside_its_days_nothing_is_drawn(experiment: Experiment, submitted_report: Submission) -> None:
    Experiment.objects.update(ends_on=local_day() - timedelta(days=1))
    assert drawing.arm_of("received", submitted_report) is None
    assert drawing.arm_of("approved", submitted_report) is None


def test_what_was_written_down_stays_once_it_began(
    experiment: Experiment, submitted_report: Submission
) -> None:
    drawing.arm_of("received", submitted_report)
    experiment.outcome = "withdrew"
    with pytest.raises(ValidationError, match="has begun"):
        experiment.full_clean()


def respond(surveys: dict[str, Survey], arm: str, points: list[int]) -> None:
    survey = surveys["after-the-decision"]
    SurveyResponse.objects.bulk_create(
        SurveyResponse(
            survey=survey,
            version=survey.current_version,
            language="en",
            week=local_day(),
            arms=[f"next:{arm}"],
            answers={"told_next": f"score_{each}"},
        )
        for each in points
    )


def test_means_are_held_against_each_other(experiment: Experiment, surveys: dict[str, Survey]) -> None:
    respond(surveys, "a", [2, 3, 2, 3, 2, 3, 2, 3, 2, 3, 2, 3])
    respond(surveys, "b", [4, 5, 4, 5, 4, 5, 4, 5, 4, 5, 4, 5])
    found = analysis_of(experiment)
    (comparison,) = found.comparisons
    assert comparison.difference.value == 2
    assert comparison.difference.low > 1
    assert comparison.p < 0.001


def test_too_few_answers_are_not_compared(experiment: Experiment, surveys: dict[str, Survey]) -> None:
    respond(surveys, "a", [2, 3, 2, 3])
    respond(surveys, "b", [4] * 12)
    found = analysis_of(experiment)
    assert found.comparisons == []
    assert found.arms[0].n is None


def test_looking_before_the_end_is_counted_and_warned_about(
    experiment: Experiment, signed_in: Callable[[User], Client], ana: User
) -> None:
    page = signed_in(ana).get("/admin/experiments/next/").content.decode()
    assert "It was looked at on 1 day so far" in page
    assert "Not enough data" in page


def test_reviewers_have_no_business_here(
    experiment: Experiment, signed_in: Callable[[User], Client], noor: User
) -> None:
    assert (
        "Whoever reads" not in signed_in(noor).get("/admin/experiments/next/", follow=True).content.decode()
    )
