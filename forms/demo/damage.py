"""Report types of the demonstration: damage to property, damage to a vehicle, hit and run."""

from forms.demo import samples
from forms.demo.base import PHOTOS_HELP, TELL, DemoType, offences, report
from forms.demo.parts import (
    CALL_US,
    Json,
    Text,
    both,
    choice,
    lines,
    photos,
    place,
    question,
    safety,
    says,
    step,
    stopper,
    story,
    vehicle,
    you,
)

HOW_KNOWN = question(
    "how_known",
    "how_known",
    both("How do you know about it?", "Comment le savez-vous?"),
    required=False,
)


def _damage_step(title: Text, more: list[Json]) -> Json:
    return step(
        "damage",
        title,
        *more,
        question(
            "damage_description",
            "long_text",
            both("What is damaged?", "Qu’est-ce qui est endommagé?"),
            limits={"max_length": 3000},
        ),
        question(
            "repair_cost",
            "money",
            both("What will the repair cost, about?", "Combien coûtera la réparation, environ?"),
            not_sure=True,
            limits={"min": "0", "max": "1000000"},
        ),
    )


def damage_to_property() -> DemoType:
    """Mischief to a building, fence or other property."""
    kind = question(
        "property_kind",
        "one_of",
        both("What was it done to?", "À quoi a-t-on causé des dommages?"),
        choices=[
            choice("house", "House or apartment", "Maison ou appartement"),
            choice("garage", "Garage, shed or fence", "Garage, cabanon ou clôture"),
            choice("business", "Store, office or other business", "Magasin, bureau ou autre commerce"),
            choice("garden", "Garden, tree or lawn", "Jardin, arbre ou pelouse"),
            choice("other", "Something else", "Autre chose"),
        ],
        prefill=True,
    )
    hate = question(
        "hate",
        "yes_no",
        both("Is there a hateful symbol or message?", "Y a-t-il un symbole ou un message haineux?"),
    )
    stop = stopper(
        "hate_crime",
        "not_eligible",
        says("hate", "yes"),
        both(
            "Call us: an officer needs to see it", "Appelez-nous : il faut qu’une agente ou un agent le voie"
        ),
        both(
            "Do not clean it off yet. Take a photo and call. An officer comes, and support is offered to you.",
            "Ne l’effacez pas encore. Prenez une photo et appelez-nous. Nous nous rendrons sur place et vous offrirons du soutien.",
        ),
        CALL_US,
    )
    return DemoType(
        report(
            "damage-to-property",
            both("Damage to property", "Dommages à un bien"),
            both(
                "Somebody broke, scratched or painted something that belongs to you.",
                "On a brisé, rayé ou barbouillé un bien qui vous appartient.",
            ),
            minutes=7,
            who_for=both(
                "Owners, tenants and managers of property in Winnipeg",
                "Les propriétaires, locataires et gestionnaires de biens à Winnipeg",
            ),
            excluded=lines(
                [
                    "Fire",
                    "Damage to a vehicle (there is another report for it)",
                    "A hateful symbol or message",
                ],
                [
                    "Un incendie",
                    "Des dommages à un véhicule (il existe un autre rapport)",
                    "Un symbole ou un message haineux",
                ],
            ),
            needed=lines(
                ["Photos of the damage", "What the repair will cost, if you know"],
                ["Des photos des dommages", "Le coût de la réparation, si vous le savez"],
            ),
            steps=[
                safety(hate, stop),
                place(both("When was it damaged?", "Quand les dommages ont-ils été causés?")),
                _damage_step(both("The damage", "Les dommages"), [kind]),
                story(both("What happened?", "Que s’est-il passé?"), TELL, HOW_KNOWN, in_parts=True),
                photos(
                    both(
                        "Photos of the damage, from near and from afar.",
                        "Des photos des dommages, de près et de loin.",
                    )
                ),
                you(),
            ],
            offence_map=offences("2170"),
            transfer={"item_status": "DAMAGED", "nibrs_offence": "DAMAGE-DESTRUCTION-VANDALISM_OF_PROPERTY"},
            advice=[PHOTOS_HELP],
        ),
        {"en": "damage-to-property", "fr": "dommages-a-un-bien"},
        "hammer",
        keywords=both(
            "vandalism, mischief, broken window, fence, paint, egged, garden",
            "vandalisme, méfait, vitre brisée, clôture, peinture, jardin",
        ),
        samples=samples.damage_to_property(),
    )


def damage_to_vehicle() -> DemoType:
    """Mischief to a vehicle."""
    parts = question(
        "damage_parts",
        "some_of",
        both("Which parts are damaged?", "Quelles parties sont endommagées?"),
        choices=[
            choice("windows", "Windows or mirrors", "Vitres ou rétroviseurs"),
            choice("paint", "Paint", "Peinture"),
            choice("tires", "Tires", "Pneus"),
            choice("body", "Doors or body", "Portières ou carrosserie"),
            choice("inside", "The inside", "L’intérieur"),
            choice("other", "Something else", "Autre chose"),
        ],
    )
    return DemoType(
        report(
            "damage-to-vehicle",
            both("Damage to a vehicle", "Dommages à un véhicule"),
            both(
                "Somebody damaged your parked vehicle on purpose.",
                "On a volontairement endommagé votre véhicule stationné.",
            ),
            minutes=7,
            who_for=both(
                "Owners and drivers of vehicles parked in Winnipeg",
                "Toute personne qui possède ou conduit un véhicule stationné à Winnipeg",
            ),
            excluded=lines(
                [
                    "A collision, or another vehicle hit yours (use “Hit and run”)",
                    "Fire",
                    "Something was also stolen (use “Theft from a vehicle”)",
                ],
                [
                    "Une collision, ou un autre véhicule a heurté le vôtre (utilisez « Délit de fuite »)",
                    "Un incendie",
                    "Quelque chose a aussi été volé (utilisez « Vol dans un véhicule »)",
                ],
            ),
            needed=lines(
                ["Your licence plate", "Photos of the damage"],
                ["Votre plaque d’immatriculation", "Des photos des dommages"],
            ),
            steps=[
                safety(),
                place(both("When was it damaged?", "Quand les dommages ont-ils été causés?")),
                vehicle(),
                _damage_step(both("The damage", "Les dommages"), [parts]),
                story(both("What happened?", "Que s’est-il passé?"), TELL, HOW_KNOWN, in_parts=True),
                photos(
                    both(
                        "Photos of the damage, from near and from afar.",
                        "Des photos des dommages, de près et de loin.",
                    )
                ),
                you(),
            ],
            offence_map=offences("2170"),
            transfer={
                "item_status": "DAMAGED",
                "nibrs_offence": "DAMAGE-DESTRUCTION-VANDALISM_OF_PROPERTY",
                "property": "AUTOMOBILE",
            },
            advice=[PHOTOS_HELP],
        ),
        {"en": "damage-to-vehicle", "fr": "dommages-a-un-vehicule"},
        "car-front",
        keywords=both(
            "keyed, scratched, slashed tires, mirror, dent, vandalism",
            "rayée, égratignée, éraflure, pneus crevés, rétroviseur, bosse, vandalisme",
        ),
        samples=samples.damage_to_vehicle(),
    )


WITNESS_WHO_SAW_IT = question(
    "witness",
    "witness",
    both("Did anybody see it?", "Quelqu’un l’a-t-il vu?"),
    help=both(
        "If they agree that we call them. Leave it empty if nobody did.",
        "Si cette personne accepte que nous l’appelions. Laissez vide si personne n’a rien vu.",
    ),
    required=False,
    limits={"required_parts": ["saw"]},
)


def hit_and_run() -> DemoType:
    """A parked vehicle was hit and the other driver left."""
    hurt = question("injured", "yes_no", both("Was anyone hurt?", "Quelqu’un a-t-il été blessé?"))
    stop = stopper(
        "injury",
        "not_eligible",
        says("injured", "yes"),
        both(
            "Call us: a collision with injuries is handled by an officer",
            "Appelez-nous : une collision avec blessés est traitée par la police",
        ),
        both(
            "Call 911 if somebody needs care now. Otherwise call us and stay where you are if it is safe.",
            "Composez le 911 si quelqu’un a besoin de soins maintenant. Sinon, appelez-nous et restez sur place si c’est sûr.",
        ),
        CALL_US,
    )
    other = [
        question(
            "other_vehicle",
            "vehicle",
            both("The other vehicle, as far as you know", "L’autre véhicule, pour ce que vous en savez"),
            required=False,
            not_sure=True,
            limits={"parts": ["plate", "province", "make", "model", "colour"]},
        ),
        question(
            "other_description",
            "long_text",
            both(
                "What do you know about the other vehicle and its driver?",
                "Que savez-vous de l’autre véhicule et de la personne qui conduisait?",
            ),
            not_sure=True,
            limits={"max_length": 3000},
        ),
        question(
            "note_left",
            "yes_no",
            both("Was a note left on your vehicle?", "Une note a-t-elle été laissée sur votre véhicule?"),
            not_sure=True,
        ),
        question(
            "note_text",
            "long_text",
            both("What does the note say?", "Que dit la note?"),
            show_if=says("note_left", "yes"),
            limits={"max_length": 1000},
        ),
    ]
    return DemoType(
        report(
            "hit-and-run",
            both("Hit and run, parked vehicle", "Délit de fuite, véhicule stationné"),
            both(
                "Your parked vehicle was hit and the other driver left.",
                "Votre véhicule stationné a été heurté et l’autre personne est partie.",
            ),
            minutes=8,
            who_for=both(
                "Owners and drivers of a parked vehicle that was hit in Winnipeg",
                "Toute personne qui possède ou conduit un véhicule stationné, heurté à Winnipeg",
            ),
            excluded=lines(
                [
                    "Somebody was hurt",
                    "You were driving when it happened",
                    "The other driver stayed and gave a name",
                ],
                [
                    "Quelqu’un a été blessé",
                    "Vous étiez en train de conduire",
                    "L’autre personne est restée et a donné son nom",
                ],
            ),
            needed=lines(
                [
                    "Your licence plate",
                    "Photos of the damage",
                    "The other plate or a witness, if there is one",
                ],
                [
                    "Votre plaque d’immatriculation",
                    "Des photos des dommages",
                    "L’autre plaque ou un témoin, s’il y en a",
                ],
            ),
            steps=[
                safety(hurt, stop),
                place(both("When was it hit?", "Quand a-t-il été heurté?")),
                vehicle(),
                _damage_step(both("The damage", "Les dommages"), []),
                step("other", both("The other vehicle", "L’autre véhicule"), *other, WITNESS_WHO_SAW_IT),
                step(
                    "story",
                    both("What happened", "Ce qui s’est passé"),
                    question(
                        "story",
                        "long_text",
                        both("What happened?", "Que s’est-il passé?"),
                        help=both(
                            "How you noticed, and who may have seen it.",
                            "Comment vous l’avez remarqué, et qui a pu le voir.",
                        ),
                        limits={"max_length": 8000},
                    ),
                ),
                photos(
                    both(
                        "Photos of the damage, from near and from afar.",
                        "Des photos des dommages, de près et de loin.",
                    )
                ),
                you(),
            ],
            offence_map=[{"if": None, "offence": "none"}],
            transfer={"item_status": "DAMAGED", "property": "AUTOMOBILE"},
            advice=[PHOTOS_HELP],
        ),
        {"en": "hit-and-run", "fr": "delit-de-fuite"},
        "triangle-alert",
        keywords=both(
            "collision, accident, parked car, bumper, parking lot, note on windshield",
            "collision, accident, voiture stationnée, pare-chocs, stationnement, note sur le pare-brise",
        ),
        samples=samples.hit_and_run(),
        policy="no-offence-needed",
    )
