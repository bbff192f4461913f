"""A report type of the demonstration that may be anonymous: graffiti."""

from forms.demo import samples
from forms.demo.base import PHOTOS_HELP, DemoType, offences, report
from forms.demo.damage import HOW_KNOWN
from forms.demo.parts import (
    CALL_US,
    LOCATIONS,
    Json,
    both,
    choice,
    guidance,
    lines,
    photos,
    question,
    safety,
    says,
    step,
    stopper,
    you,
)
from forms.parts import STAY_ANONYMOUS, under

NAMED: Json = {"ne": [{"var": "stay_anonymous"}, "yes"]}
TRACING = both(
    "If you stay anonymous, we ask for nothing that says who you are. We do not try to find out. We do not keep the "
    "address of your device with the report. A court can order us to hand over what we have. You can still follow the "
    "report with its number and code, but you get no official copy in your name.",
    "Si vous restez anonyme, nous ne demandons rien qui dise qui vous êtes. Nous ne cherchons pas à le savoir. Nous ne "
    "conservons pas l’adresse de votre appareil avec le rapport. Un tribunal peut nous ordonner de remettre ce que nous "
    "avons. Vous pourrez suivre le rapport avec son numéro et son code, mais sans copie officielle à votre nom.",
)


def graffiti() -> DemoType:
    """Graffiti on any surface, told by whoever sees it."""
    hate = question(
        "hate",
        "yes_no",
        both("Is it hateful or threatening?", "Est-ce haineux ou menaçant?"),
    )
    stop = stopper(
        "hate_crime",
        "not_eligible",
        says("hate", "yes"),
        both(
            "Call us: an officer needs to see it", "Appelez-nous : il faut qu’une agente ou un agent le voie"
        ),
        both(
            "Do not clean it off yet. Take a photo if it is safe, and call.",
            "Ne l’effacez pas encore. Prenez une photo si c’est sans danger, et appelez-nous.",
        ),
        CALL_US,
    )
    return DemoType(
        report(
            "graffiti",
            both("Graffiti", "Graffitis"),
            both(
                "Somebody painted or scratched a wall, a bridge, a sign or a bus shelter.",
                "On a peint ou gravé un mur, un pont, un panneau ou un abribus.",
            ),
            minutes=4,
            who_for=both(
                "Anyone who saw graffiti in Winnipeg, on their own property or elsewhere. You may stay anonymous.",
                "Toute personne qui a vu un graffiti à Winnipeg, sur son bien ou ailleurs. Vous pouvez rester anonyme.",
            ),
            excluded=lines(
                ["It is being painted now: call 911", "A hateful or threatening message: call us"],
                [
                    "On est en train de le peindre : composez le 911",
                    "Un message haineux ou menaçant : appelez-nous",
                ],
            ),
            needed=lines(
                ["Where it is", "A photo, if you can take one safely"],
                ["L’endroit", "Une photo, si vous pouvez la prendre sans danger"],
            ),
            steps=[safety(hate, stop), _where(), _what(), _photos(), _anonymity(), _you()],
            offence_map=offences("2170"),
            transfer={"item_status": "DAMAGED", "nibrs_offence": "DAMAGE-DESTRUCTION-VANDALISM_OF_PROPERTY"},
            advice=[PHOTOS_HELP],
            resume="code",
        ),
        {"en": "graffiti", "fr": "graffitis"},
        "spray-can",
        policy="may-be-anonymous",
        keywords=both(
            "tag, spray paint, mural, vandalism, wall, bus shelter",
            "tag, peinture en aérosol, vandalisme, mur, abribus",
        ),
        samples=samples.graffiti(),
    )


def _where() -> Json:
    return step(
        "place",
        both("When and where", "Quand et où"),
        question(
            "incident_time",
            "time_span",
            both("When did you see it?", "Quand l’avez-vous vu?"),
            not_sure=True,
            limits={"past": True},
        ),
        question(
            "incident_place",
            "location",
            both("Where is it?", "Où est-ce?"),
            help=both(
                "A street address, the nearest corner, or a pin on the map.",
                "Une adresse, le coin de rue le plus proche ou un repère sur la carte.",
            ),
            example=both("510 Main Street", "510, rue Main"),
            not_sure=True,
            limits={"inside": "warn"},
            prefill=True,
        ),
        question(
            "location_type",
            "one_of",
            both("What kind of place is it?", "De quel genre d’endroit s’agit-il?"),
            choices=LOCATIONS,
            prefill=True,
        ),
    )


def _what() -> Json:
    return step(
        "graffiti",
        both("The graffiti", "Le graffiti"),
        question(
            "surface",
            "one_of",
            both("What is it on?", "Sur quoi se trouve-t-il?"),
            not_sure=True,
            choices=[
                choice("wall", "A wall or fence", "Un mur ou une clôture"),
                choice("bridge", "A bridge or underpass", "Un pont ou un passage souterrain"),
                choice("sign", "A sign or traffic box", "Un panneau ou une boîte de signalisation"),
                choice("transit", "A bus shelter or station", "Un abribus ou une station"),
                choice("vehicle", "A vehicle", "Un véhicule"),
                choice("other", "Something else", "Autre chose"),
            ],
            prefill=True,
        ),
        question(
            "damage_description",
            "long_text",
            both("What does it show or say?", "Qu’est-ce que cela montre ou dit?"),
            help=both(
                "Colours, size, and the words letter by letter.",
                "Les couleurs, la taille et les mots, lettre par lettre.",
            ),
            not_sure=True,
            limits={"max_length": 2000},
        ),
        HOW_KNOWN,
    )


def _photos() -> Json:
    return photos(both("From near and from afar.", "De près et de loin."))


def _anonymity() -> Json:
    return step(
        "anonymity",
        both("Your name, or none", "Avec ou sans votre nom"),
        guidance(TRACING),
        question("stay_anonymous", "yes_no", STAY_ANONYMOUS),
    )


def _you() -> Json:
    """The usual step about oneself, for those who give their name."""
    asked = you()
    return {**asked, "items": [under(each, NAMED) for each in asked["items"]], "show_if": NAMED}
