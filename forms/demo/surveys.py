"""The two surveys of the demonstration, as definitions: one press after sending, ten questions after the decision."""

from dataclasses import dataclass

from forms.demo.parts import Json, Text, both, choice, question, step

Five = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class DemoSurvey:
    """A survey and what its pages need beside the definition."""

    key: str
    moment: str
    minutes: int
    title: Text
    summary: Text
    slugs: dict[str, str]
    steps: list[Json]


EASY: Five = (
    ("Very easy", "Très facile"),
    ("Easy", "Facile"),
    ("Neither easy nor hard", "Ni facile ni difficile"),
    ("Hard", "Difficile"),
    ("Very hard", "Très difficile"),
)
SATISFIED: Five = (
    ("Very satisfied", "Très satisfait·e"),
    ("Satisfied", "Satisfait·e"),
    ("Neither satisfied nor dissatisfied", "Ni satisfait·e ni insatisfait·e"),
    ("Dissatisfied", "Insatisfait·e"),
    ("Very dissatisfied", "Très insatisfait·e"),
)
AGREE: Five = (
    ("Yes, fully", "Oui, tout à fait"),
    ("Mostly", "Plutôt oui"),
    ("In part", "En partie"),
    ("Hardly", "Plutôt non"),
    ("Not at all", "Pas du tout"),
)


def scale(key: str, label: Text, five: Five) -> Json:
    """A question with five points, the best first: `score_5` to `score_1`."""
    choices = [choice(f"score_{5 - at}", *words) for at, words in enumerate(five)]
    return asked(key, "one_of", label, choices=choices)


def asked(key: str, kind: str, label: Text, **more: object) -> Json:
    """A question that can be left out."""
    return question(key, kind, label, required=False, **more)


EFFORT = DemoSurvey(
    key="effort",
    moment="at_submission",
    minutes=1,
    title=both("How easy was it?", "Était-ce facile?"),
    summary=both(
        "One question right after a report is sent.",
        "Une question, tout de suite après l’envoi d’un rapport.",
    ),
    slugs={"en": "survey-after-sending", "fr": "sondage-apres-envoi"},
    steps=[
        step(
            "effort",
            both("How easy was it?", "Était-ce facile?"),
            scale(
                "ease",
                both("How easy was it to make this report?", "A-t-il été facile de faire ce rapport?"),
                EASY,
            ),
        )
    ],
)


def _reporting() -> Json:
    return step(
        "reporting",
        both("Making your report", "Faire votre rapport"),
        scale(
            "ease",
            both("How easy was it to report online?", "A-t-il été facile de faire le rapport en ligne?"),
            EASY,
        ),
        asked(
            "trouble",
            "some_of",
            both("What gave you trouble?", "Qu’est-ce qui vous a donné du mal?"),
            help=both("Choose all that fit.", "Choisissez tout ce qui convient."),
            choices=[
                choice("finding_the_form", "Finding the right form", "Trouver le bon formulaire"),
                choice("words", "Words I did not understand", "Des mots que je ne comprenais pas"),
                choice("long", "It was too long", "C’était trop long"),
                choice("photos", "Adding photos", "Ajouter des photos"),
                choice("device", "My phone or computer", "Mon téléphone ou mon ordinateur"),
                choice("code", "The number and the code", "Le numéro et le code"),
            ],
        ),
        asked(
            "time",
            "one_of",
            both("How long did it take you?", "Combien de temps cela vous a-t-il pris?"),
            choices=[
                choice("under_10", "Less than 10 minutes", "Moins de 10 minutes"),
                choice("from_10_to_20", "10 to 20 minutes", "De 10 à 20 minutes"),
                choice("from_20_to_40", "20 to 40 minutes", "De 20 à 40 minutes"),
                choice("over_40", "More than 40 minutes", "Plus de 40 minutes"),
            ],
        ),
    )


def _handling() -> Json:
    return step(
        "handling",
        both("How we handled it", "Le traitement du rapport"),
        scale(
            "satisfaction",
            both(
                "How satisfied are you with how we handled your report?",
                "Dans quelle mesure le traitement de votre rapport vous satisfait-il?",
            ),
            SATISFIED,
        ),
        scale(
            "taken_seriously",
            both("Did you feel taken seriously?", "Avez-vous senti qu’on vous prenait au sérieux?"),
            AGREE,
        ),
        scale(
            "concern",
            both("Did we show concern for you?", "Avons-nous montré de l’intérêt pour votre situation?"),
            AGREE,
        ),
        scale(
            "told_next",
            both("Did we tell you what happens next?", "Vous a-t-on dit ce qui se passe ensuite?"),
            AGREE,
        ),
        asked(
            "follow_up",
            "one_of",
            both("Did we keep you informed afterwards?", "Vous a-t-on tenu au courant par la suite?"),
            choices=[
                choice("enough", "Yes, enough", "Oui, assez"),
                choice("too_little", "Yes, but too little", "Oui, mais trop peu"),
                choice("none", "No", "Non"),
                choice("not_needed", "I did not need it", "Je n’en avais pas besoin"),
            ],
        ),
    )


def _again() -> Json:
    return step(
        "next-time",
        both("Next time", "La prochaine fois"),
        asked(
            "again",
            "yes_no",
            both(
                "Would you report online again?",
                "Feriez-vous de nouveau un rapport en ligne?",
            ),
            not_sure=True,
        ),
        asked(
            "comment",
            "long_text",
            both("What should we do better?", "Que devrions-nous mieux faire?"),
            help=both(
                "We do not reply. Leave out names, numbers and addresses: we take them out before we keep your words.",
                "Nous ne répondons pas. N’écrivez ni nom, ni numéro, ni adresse : nous les retirons avant de "
                "conserver vos mots.",
            ),
            limits={"max_length": 1000},
        ),
    )


AFTER = DemoSurvey(
    key="after-the-decision",
    moment="after_decision",
    minutes=3,
    title=both("How did we do?", "Comment avons-nous fait?"),
    summary=both(
        "Ten questions about reporting online, four weeks after the decision.",
        "Dix questions sur les rapports en ligne, quatre semaines après la décision.",
    ),
    slugs={"en": "how-did-we-do", "fr": "comment-avons-nous-fait"},
    steps=[_reporting(), _handling(), _again()],
)


def all_surveys() -> list[DemoSurvey]:
    """The surveys in the order in which a person meets them."""
    return [EFFORT, AFTER]
