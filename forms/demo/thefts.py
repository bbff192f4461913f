"""Report types of the demonstration: theft, theft from a vehicle, stolen bicycle."""

from forms.demo import samples
from forms.demo.base import ITEM_PHOTOS, TELL, VALUE_LIMIT, DemoType, insurer_asks, offences, report
from forms.demo.parts import (
    CALL_US,
    Json,
    both,
    choice,
    guidance,
    items,
    lines,
    photos,
    place,
    question,
    safety,
    step,
    stopper,
    story,
    total,
    vehicle,
    you,
)


def theft() -> DemoType:
    """Theft of property."""
    return DemoType(
        report(
            "theft",
            both("Theft", "Vol"),
            both(
                "Something was taken from your home, yard, work or a public place.",
                "On vous a pris quelque chose chez vous, dans votre cour, au travail ou dans un lieu public.",
            ),
            minutes=9,
            who_for=lines(
                ["Anyone whose property was stolen in Winnipeg", "Businesses whose property was stolen"],
                [
                    "Toute personne dont un bien a été volé à Winnipeg",
                    "Les entreprises dont un bien a été volé",
                ],
            ),
            excluded=lines(
                [
                    "A stolen car, truck or motorcycle",
                    "A break-in to a home or business",
                    "Theft with threats or force",
                    "A stolen firearm",
                ],
                [
                    "Une voiture, un camion ou une moto volés",
                    "Une introduction par effraction dans une maison ou un commerce",
                    "Un vol avec menaces ou violence",
                    "Une arme à feu volée",
                ],
            ),
            needed=lines(
                [
                    "When and where it happened",
                    "Make, model and serial number, if you have them",
                    "Photos or receipts, if you have them",
                ],
                [
                    "Le moment et l’endroit",
                    "La marque, le modèle et le numéro de série, si vous les avez",
                    "Des photos ou des reçus, si vous en avez",
                ],
            ),
            steps=[
                safety(*_needs_an_officer()),
                place(both("When was it stolen?", "Quand le vol a-t-il eu lieu?")),
                step(
                    "items",
                    both("What was stolen", "Ce qui a été volé"),
                    items(both("Stolen items", "Objets volés")),
                    total(),
                ),
                story(both("What happened?", "Que s’est-il passé?"), TELL),
                photos(ITEM_PHOTOS),
                you(),
            ],
            offence_map=offences("2140", "2130"),
            transfer={"item_status": "STOLEN", "nibrs_offence": "LARCENY"},
            eligibility=[VALUE_LIMIT],
            advice=[insurer_asks()],
        ),
        {"en": "theft", "fr": "vol"},
        "package-open",
        keywords=both(
            "stolen, robbed, wallet, phone, cell, iPhone, tablet, laptop, parcel, package, porch, shoplifting",
            "volé, dérobé, portefeuille, téléphone, cellulaire, iPhone, tablette, portable, colis, vol à l’étalage",
        ),
        samples=samples.theft(),
    )


def _needs_an_officer() -> list[Json]:
    return [
        question(
            "theft_special",
            "some_of",
            both("Does any of this apply?", "L’un de ces cas s’applique-t-il?"),
            required=False,
            help=both("Leave it empty if none does.", "Laissez vide si aucun ne s’applique."),
            choices=[
                choice(
                    "vehicle",
                    "A car, truck or motorcycle was stolen",
                    "Une voiture, un camion ou une moto a été volé",
                ),
                choice(
                    "break_in",
                    "Somebody broke into a home or business",
                    "On est entré par effraction dans une maison ou un commerce",
                ),
                choice("force", "There were threats or force", "Il y a eu des menaces ou de la violence"),
                choice("firearm", "A firearm was stolen", "Une arme à feu a été volée"),
            ],
        ),
        stopper(
            "needs_officer",
            "not_eligible",
            {"answered": {"var": "theft_special"}},
            both(
                "An officer has to take this report", "Ce rapport doit être pris par une agente ou un agent"
            ),
            both(
                "Call us. An officer takes your report by phone or comes to see you. Touch as little as you can until then.",
                "Appelez-nous. Votre rapport sera pris au téléphone ou sur place. D’ici là, touchez le moins de choses possible.",
            ),
            CALL_US,
        ),
    ]


def theft_from_vehicle() -> DemoType:
    """Theft from or of parts of a vehicle."""
    return DemoType(
        report(
            "theft-from-vehicle",
            both("Theft from a vehicle", "Vol dans un véhicule"),
            both(
                "Something was taken from your car or truck, or parts or plates were taken off it.",
                "On a pris quelque chose dans votre véhicule, ou on en a retiré des pièces ou des plaques.",
            ),
            minutes=9,
            who_for=both(
                "Anyone whose vehicle was parked in Winnipeg when it happened",
                "Toute personne dont le véhicule était stationné à Winnipeg",
            ),
            excluded=lines(
                ["The vehicle itself was stolen", "Somebody was in the vehicle when it happened"],
                [
                    "Le véhicule lui-même a été volé",
                    "Une personne se trouvait dans le véhicule à ce moment-là",
                ],
            ),
            needed=lines(
                ["Your licence plate", "A list of what is missing", "Photos of the damage, if there is any"],
                [
                    "Votre plaque d’immatriculation",
                    "La liste de ce qui manque",
                    "Des photos des dommages, s’il y en a",
                ],
            ),
            steps=[
                safety(),
                place(
                    both(
                        "When was the vehicle left there, and when did you notice?",
                        "Quand le véhicule y a-t-il été laissé, et quand l’avez-vous remarqué?",
                    )
                ),
                vehicle(),
                step(
                    "items",
                    both("What was stolen", "Ce qui a été volé"),
                    items(both("Stolen items", "Objets volés")),
                    total(),
                ),
                story(
                    both("What happened?", "Que s’est-il passé?"),
                    TELL,
                    question(
                        "entry",
                        "one_of",
                        both("How did they get in?", "Comment y est-on entré?"),
                        not_sure=True,
                        choices=[
                            choice("unlocked", "It was not locked", "Il n’était pas verrouillé"),
                            choice("window", "A window was broken", "Une vitre a été brisée"),
                            choice(
                                "forced",
                                "A door or lock was forced",
                                "Une portière ou une serrure a été forcée",
                            ),
                            choice(
                                "outside",
                                "It was taken from the outside",
                                "C’était à l’extérieur du véhicule",
                            ),
                        ],
                    ),
                ),
                photos(ITEM_PHOTOS),
                you(),
            ],
            offence_map=offences("2142", "2132"),
            transfer={"item_status": "STOLEN", "nibrs_offence": "LARCENY-FROM_AUTO"},
            eligibility=[VALUE_LIMIT],
            advice=[insurer_asks()],
        ),
        {"en": "theft-from-vehicle", "fr": "vol-dans-un-vehicule"},
        "car",
        keywords=both(
            "car, truck, van, window smashed, catalytic converter, licence plate, tools, glove box",
            "voiture, auto, camion, vitre brisée, catalyseur, plaque, outils, boîte à gants",
        ),
        samples=samples.theft_from_vehicle(),
    )


def bicycle_theft() -> DemoType:
    """Theft of a bicycle."""
    lock = question(
        "lock",
        "one_of",
        both("How was it locked?", "Comment était-il attaché?"),
        not_sure=True,
        choices=[
            choice("not_locked", "It was not locked", "Il n’était pas attaché"),
            choice("cable", "With a cable", "Avec un câble"),
            choice("chain", "With a chain", "Avec une chaîne"),
            choice("u_lock", "With a U-lock", "Avec un cadenas en U"),
            choice("indoors", "It was in a locked room", "Il était dans une pièce verrouillée"),
        ],
        prefill=True,
    )
    registered = question(
        "bike_registry",
        "short_text",
        both("Registration number of the bicycle", "Numéro d’enregistrement du vélo"),
        required=False,
        help=both(
            "If it is in a registry such as 529 Garage.", "S’il figure dans un registre comme 529 Garage."
        ),
        limits={"max_length": 40},
    )
    return DemoType(
        report(
            "bicycle-theft",
            both("Stolen bicycle", "Vol de vélo"),
            both(
                "Your bicycle or electric bicycle was stolen.",
                "On a volé votre vélo ou votre vélo électrique.",
            ),
            minutes=8,
            who_for=both(
                "Anyone whose bicycle was stolen in Winnipeg",
                "Toute personne dont le vélo a été volé à Winnipeg",
            ),
            excluded=lines(
                ["The bicycle was taken from you by force", "It was stolen in a break-in to your home"],
                [
                    "On vous a pris le vélo de force",
                    "Il a été volé lors d’une introduction par effraction chez vous",
                ],
            ),
            needed=lines(
                ["Make, model, colour and serial number", "A photo of the bicycle, if you have one"],
                [
                    "La marque, le modèle, la couleur et le numéro de série",
                    "Une photo du vélo, si vous en avez une",
                ],
            ),
            steps=[
                safety(),
                place(both("When was it stolen?", "Quand le vol a-t-il eu lieu?")),
                step(
                    "bicycle",
                    both("The bicycle", "Le vélo"),
                    guidance(
                        both(
                            "The serial number is the best way to get a bicycle back. It is stamped below the pedals; "
                            "it is also on your receipt or in a photo you took.",
                            "Le numéro de série est le meilleur moyen de retrouver un vélo. Il est gravé sous le pédalier; "
                            "il figure aussi sur votre reçu ou sur une photo que vous avez prise.",
                        )
                    ),
                    items(both("Stolen bicycles", "Vélos volés"), fixed="bicycle"),
                    total(),
                    lock,
                    registered,
                ),
                story(both("What happened?", "Que s’est-il passé?"), TELL),
                photos(ITEM_PHOTOS),
                you(),
            ],
            offence_map=offences("2140", "2130"),
            transfer={"item_status": "STOLEN", "nibrs_offence": "LARCENY", "property": "BICYCLES"},
            eligibility=[VALUE_LIMIT],
            advice=[insurer_asks(every_item=True)],
        ),
        {"en": "bicycle-theft", "fr": "vol-de-velo"},
        "bike",
        keywords=both(
            "bike, e-bike, electric bicycle, bycicle, cycle, scooter, lock, rack",
            "bicyclette, vélo électrique, trottinette, cadenas, support à vélos",
        ),
        samples=samples.bicycle_theft(),
    )
