"""What people said in the demonstration: a year of invitations and answers, an experiment, figures from before.

All of it is invented, and the sources say so. It is made by a seeded draw, so that every demonstration shows the same.
"""

import random
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from workflows.models import (
    Arm,
    BaselineFigure,
    ChannelTotal,
    Experiment,
    LetterTemplate,
    RunningCost,
    Status,
    Survey,
    SurveyInvitation,
    SurveyResponse,
)
from workflows.models.surveys import monday
from workflows.working_days import local_day

INVENTED = "Invented for demonstration / Inventé pour la démonstration"
TYPES = ("theft", "theft-from-vehicle", "bicycle-theft", "damage-to-property", "fraud")
UNIT = "online-reporting"
INVITED, AFTER_SENDING = 420, 260
COMMENTS = {
    "en": (
        "It was quick, but I was not sure which form to choose.",
        "Tell me sooner what happens with my report.",
        "The serial number question sent me looking for the receipt for half an hour.",
        "Good that I could do it at night.",
        "I would like to see the progress without typing the code each time.",
        "The officer's answer was kind and clear.",
    ),
    "fr": (
        "C’était rapide, merci.",
        "J’aurais voulu savoir plus tôt ce qui se passe ensuite.",
        "Ajouter des photos avec mon téléphone a été difficile.",
        "Très clair, même pour ma mère.",
    ),
}


@transaction.atomic
def build_opinions() -> None:
    """Make answers, an experiment and the figures behind the evaluation, where none are there."""
    if BaselineFigure.objects.exists() or SurveyResponse.objects.exists():
        return
    today = local_day()
    experiment = _experiment(today)
    draw = random.Random(2026)  # noqa: S311 - no secret hangs on it
    surveys = {each.moment: each for each in Survey.objects.select_related("current_version")}
    _after_decision(surveys[Survey.Moment.AFTER_DECISION], experiment, draw, today)
    _after_sending(surveys[Survey.Moment.AT_SUBMISSION], draw, today)
    _figures(today)


def _experiment(today: date) -> Experiment:
    """Two texts of the letter after sending: as it was, and with the next steps first."""
    letter = LetterTemplate.objects.get(kind="received")
    plain, _made = LetterTemplate.objects.get_or_create(
        kind="received-next-steps",
        defaults={
            "subject_en": letter.subject_en,
            "subject_fr": letter.subject_fr,
            "body_en": "What happens next: an officer reads your report by {due_on}. You get a message with the "
            "decision. You need to do nothing until then.\n\nYour number is {number}. Follow your report here: {link}"
            "\n\n{agency}",
            "body_fr": "La suite : une agente ou un agent lit votre rapport d’ici le {due_on}. Vous recevez un message "
            "avec la décision. D’ici là, vous n’avez rien à faire.\n\nVotre numéro est {number}. Suivez votre rapport "
            "ici : {link}\n\n{agency}",
        },
    )
    experiment = Experiment.objects.create(
        key="next-steps-first",
        name_en="Next steps first",
        name_fr="La suite d’abord",
        letter="received",
        hypothesis_en="People who read first what happens next feel better told. (Invented for demonstration.)",
        hypothesis_fr="Qui lit d’abord la suite se sent mieux informé. (Inventé pour la démonstration.)",
        outcome=Experiment.Outcome.TOLD_NEXT,
        begins_on=today - timedelta(days=240),
        ends_on=today - timedelta(days=40),
    )
    Arm.objects.create(
        experiment=experiment, key="a", name_en="As it was", name_fr="Comme avant", template=letter
    )
    Arm.objects.create(
        experiment=experiment, key="b", name_en="Next steps first", name_fr="La suite d’abord", template=plain
    )
    return experiment


def _after_decision(survey: Survey, experiment: Experiment, draw: random.Random, today: date) -> None:
    invitations, responses = [], []
    for _number in range(INVITED):
        week = monday(today - timedelta(days=draw.randrange(7, 360)))
        arms = [f"{experiment.key}:{draw.choice('ab')}"] if week <= experiment.ends_on else []
        common: dict[str, Any] = {
            "survey": survey,
            "version": survey.current_version,
            "type_key": draw.choices(TYPES, (10, 7, 6, 4, 3))[0],
            "unit_key": UNIT,
            "decision": draw.choices((Status.APPROVED, Status.REJECTED), (4, 1))[0],
            "language": draw.choices(("en", "fr"), (4, 1))[0],
            "week": week,
            "arms": arms,
        }
        state = draw.choices(("answered", "sent", "refused"), (38, 58, 4))[0]
        invitations.append(
            SurveyInvitation(**common, way="email", state=state, expires_on=week + timedelta(days=30))
        )
        if state == SurveyInvitation.State.ANSWERED:
            responses.append(SurveyResponse(**common, answers=_answers(draw, common)))
    SurveyInvitation.objects.bulk_create(invitations)
    SurveyResponse.objects.bulk_create(responses)


def _five(draw: random.Random, weights: tuple[int, ...]) -> str:
    return f"score_{draw.choices((5, 4, 3, 2, 1), weights)[0]}"


def _answers(draw: random.Random, common: dict[str, Any]) -> dict[str, Any]:
    better_told = any(label.endswith(":b") for label in common["arms"])
    liked = common["decision"] == Status.APPROVED
    good, middling = (8, 10, 4, 2, 1), (3, 6, 6, 4, 3)
    answers: dict[str, Any] = {
        "ease": _five(draw, (9, 10, 4, 3, 1)),
        "time": draw.choices(("under_10", "from_10_to_20", "from_20_to_40", "over_40"), (5, 9, 4, 1))[0],
        "satisfaction": _five(draw, good if liked else middling),
        "taken_seriously": _five(draw, good if liked else middling),
        "concern": _five(draw, (5, 8, 6, 3, 2)),
        "told_next": _five(draw, (9, 9, 4, 2, 1) if better_told else (4, 7, 6, 4, 2)),
        "follow_up": draw.choices(("enough", "too_little", "none", "not_needed"), (8, 5, 3, 4))[0],
        "again": draw.choices(("yes", "no", "not_sure"), (13, 3, 2))[0],
    }
    trouble = [each for each in ("code", "finding_the_form", "photos", "words") if draw.random() < 0.22]
    if trouble:
        answers["trouble"] = trouble
    left_out = draw.choice([*answers, "", "", ""])
    answers.pop(left_out, None)
    if draw.random() < 0.3:
        answers["comment"] = draw.choice(COMMENTS[common["language"]])
    return answers


def _after_sending(survey: Survey, draw: random.Random, today: date) -> None:
    SurveyResponse.objects.bulk_create(
        SurveyResponse(
            survey=survey,
            version=survey.current_version,
            type_key=draw.choices(TYPES, (10, 7, 6, 4, 3))[0],
            unit_key=UNIT,
            language=draw.choices(("en", "fr"), (4, 1))[0],
            week=monday(today - timedelta(days=draw.randrange(0, 300))),
            answers={"ease": _five(draw, (11, 9, 3, 2, 1))},
        )
        for _number in range(AFTER_SENDING)
    )


def _figures(today: date) -> None:
    last_year = today.year - 1
    before = {
        "source": INVENTED,
        "begins_on": date(last_year - 1, 1, 1),
        "ends_on": date(last_year - 1, 12, 31),
    }
    for about, name_en, name_fr, value, n in (
        ("satisfied", "Satisfied with the old product", "Satisfaits de l’ancien produit", 17, 312),
        ("easy", "Found the old form easy", "Ont trouvé l’ancien formulaire facile", 31, 312),
        ("taken_seriously", "Felt taken seriously", "Se sont sentis pris au sérieux", 38, 290),
        ("again", "Would report online again", "Feraient de nouveau un rapport en ligne", 44, 301),
        (
            "minutes",
            "Minutes of a report by visit or call",
            "Minutes d’un rapport par visite ou appel",
            75,
            40,
        ),
    ):
        BaselineFigure.objects.create(
            about=about, name_en=name_en, name_fr=name_fr, value=value, n=n, **before
        )
    month = today.replace(day=1)
    for _back in range(3):
        month = (month - timedelta(days=1)).replace(day=1)
        for channel, reports in (("phone", 34), ("counter", 11), ("visit", 18)):
            ChannelTotal.objects.create(
                year=month.year, month=month.month, channel=channel, reports=reports, source=INVENTED
            )
    RunningCost.objects.create(
        name_en="Hosting, share of this demonstration",
        name_fr="Hébergement, part de cette démonstration",
        amount=540,
        begins_on=today - timedelta(days=364),
        ends_on=today,
        source=INVENTED,
    )
