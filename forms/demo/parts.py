"""What the demonstration's report types are put together from: texts, questions and steps that recur."""

from typing import Any

Json = dict[str, Any]
Text = dict[str, str]


def both(english: str, french: str) -> Text:
    """A text in both languages."""
    return {"en": english, "fr": french}


def lines(english: list[str], french: list[str]) -> Text:
    """A list in both languages, an entry a line."""
    return both("\n".join(english), "\n".join(french))


def question(key: str, kind: str, label: Text, **more: Any) -> Json:
    """A question: required, without "not sure", unless `more` says otherwise."""
    return {
        "item": "question",
        "key": key,
        "kind": kind,
        "label": label,
        "help": None,
        "example": None,
        "required": True,
        "not_sure": False,
        "show_if": None,
        "limits": {},
        "choices": [],
        "messages": {},
        **more,
    }


def choice(token: str, english: str, french: str, hint: Text | None = None) -> Json:
    """One of the choices of a question."""
    return {"token": token, "label": both(english, french), "hint": hint}


def step(key: str, title: Text, *items: Json, intro: Text | None = None, show_if: Json | None = None) -> Json:
    """One page of the citizen's way."""
    return {"key": key, "title": title, "intro": intro, "show_if": show_if, "items": list(items)}


def guidance(text: Text, show_if: Json | None = None) -> Json:
    """A text between questions."""
    return {"item": "guidance", "text": text, "show_if": show_if}


def stopper(
    key: str, reason: str, condition: Json, title: Text, text: Text, link: Json | None = None
) -> Json:
    """An end of the way: why, and what to do instead."""
    return {
        "item": "stopper",
        "key": key,
        "reason": reason,
        "if": condition,
        "title": title,
        "text": text,
        "link": link,
    }


def says(key: str, value: str) -> Json:
    """The condition that a question was answered with `value`."""
    return {"eq": [{"var": key}, value]}


CALL_911 = {"label": both("Call 911", "Composer le 911"), "url": "tel:911"}
CALL_US = {"label": both("Call 204-555-0100", "Composer le 204-555-0100"), "url": "tel:+12045550100"}


def safety(*more: Json) -> Json:
    """The first step of every type: is help needed now, and is it our city."""
    return step(
        "safety",
        both("Before you start", "Avant de commencer"),
        question(
            "in_danger",
            "yes_no",
            both(
                "Is anyone in danger or hurt right now?", "Quelqu’un est-il en danger ou blessé en ce moment?"
            ),
        ),
        stopper(
            "emergency",
            "emergency",
            says("in_danger", "yes"),
            both("Call 911 now", "Composez le 911 maintenant"),
            both(
                "Nobody reads online reports at once. Call 911 and stay on the line. "
                "You can come back to this report later.",
                "Personne ne lit les rapports en ligne sur-le-champ. Composez le 911 et restez en ligne. "
                "Vous pourrez revenir à ce rapport plus tard.",
            ),
            CALL_911,
        ),
        question(
            "happening_now",
            "yes_no",
            both(
                "Is it happening now, or is the person who did it still there?",
                "Est-ce en train de se passer, ou la personne responsable est-elle encore sur place?",
            ),
        ),
        stopper(
            "in_progress",
            "in_progress",
            says("happening_now", "yes"),
            both(
                "Call 911: officers may still be able to act", "Composez le 911 : la police peut encore agir"
            ),
            both(
                "Keep a safe distance. Do not follow or stop anyone. Tell the call taker what you see.",
                "Gardez vos distances. Ne suivez et n’arrêtez personne. Dites à la personne au téléphone ce que vous voyez.",
            ),
            CALL_911,
        ),
        question("in_city", "yes_no", both("Did it happen in Winnipeg?", "Est-ce arrivé à Winnipeg?")),
        stopper(
            "outside_city",
            "outside_area",
            says("in_city", "no"),
            both(
                "Report it to the police of that place",
                "Signalez-le à la police de cet endroit",
            ),
            both(
                "We can take reports only of what happened in Winnipeg. Elsewhere in Manitoba, call the RCMP "
                "detachment or the police service of that place. They give you the file number that your insurer needs.",
                "Nous ne prenons que les rapports sur ce qui est arrivé à Winnipeg. Ailleurs au Manitoba, appelez le "
                "détachement de la GRC ou le service de police de l’endroit. C’est lui qui vous donnera le numéro de "
                "dossier pour votre assureur.",
            ),
        ),
        *more,
    )


LOCATIONS = [
    choice("home", "House or apartment", "Maison ou appartement"),
    choice("garage", "Garage, shed or storage", "Garage, cabanon ou entrepôt"),
    choice("yard", "Yard or driveway", "Cour ou entrée de garage"),
    choice("street", "Street, lane or sidewalk", "Rue, ruelle ou trottoir"),
    choice("parking", "Parking lot or parkade", "Stationnement"),
    choice("business", "Store, restaurant or office", "Magasin, restaurant ou bureau"),
    choice("school", "School, college or university", "École, collège ou université"),
    choice("park", "Park, trail or sports field", "Parc, sentier ou terrain de sport"),
    choice("transit", "Bus, bus stop or station", "Autobus, arrêt ou station"),
    choice("other", "Somewhere else", "Ailleurs"),
]


def place(time_label: Text, *more: Json, title: Text | None = None) -> Json:
    """When and where it happened."""
    return step(
        "place",
        title or both("When and where", "Quand et où"),
        question(
            "incident_time",
            "time_span",
            time_label,
            help=both(
                "If you do not know exactly, choose “I know about when” or “Some time between two times”.",
                "Sans heure exacte, choisissez « Je connais l’heure approximative » ou « À un moment entre deux heures ».",
            ),
            not_sure=True,
            limits={"past": True},
        ),
        question(
            "incident_place",
            "address",
            both("Where did it happen?", "Où est-ce arrivé?"),
            not_sure=True,
            help=both(
                "A street address or the nearest corner. Add what helps to find the spot.",
                "Une adresse ou le coin de rue le plus proche. Ajoutez ce qui aide à trouver l’endroit.",
            ),
            example=both("510 Main Street", "510, rue Main"),
        ),
        question(
            "location_type",
            "one_of",
            both("What kind of place is it?", "De quel genre d’endroit s’agit-il?"),
            choices=LOCATIONS,
            prefill=True,
        ),
        *more,
    )


ITEM_KINDS = [
    choice("bicycle", "Bicycle", "Vélo"),
    choice("phone", "Phone or tablet", "Téléphone ou tablette"),
    choice("computer", "Computer or accessories", "Ordinateur ou accessoires"),
    choice("electronics", "TV, camera or other electronics", "Télé, appareil photo ou autre appareil"),
    choice("jewellery", "Jewellery or watch", "Bijou ou montre"),
    choice("bag", "Bag, wallet or purse", "Sac, portefeuille ou sac à main"),
    choice("identity_document", "Identity document or passport", "Pièce d’identité ou passeport"),
    choice("card", "Bank or credit card", "Carte bancaire ou de crédit"),
    choice("cash", "Cash", "Argent comptant"),
    choice("tool", "Tool", "Outil"),
    choice("clothing", "Clothing or shoes", "Vêtements ou chaussures"),
    choice("sports", "Sports equipment", "Équipement de sport"),
    choice("parcel", "Parcel or mail", "Colis ou courrier"),
    choice("plate", "Licence plate or vehicle part", "Plaque ou pièce de véhicule"),
    choice("key", "Keys", "Clés"),
    choice("other", "Something else", "Autre chose"),
]
WITHOUT_SERIAL = ["cash", "key", "clothing", "parcel", "bag"]


def items(label: Text, *, kinds: list[Json] | None = None, fixed: str = "") -> Json:
    """The group of property items; `fixed` leaves the question of the kind out, since there is only one."""
    offered = kinds or ITEM_KINDS
    asked = [] if fixed else [_item_kind(offered)]
    without = [each["token"] for each in offered if each["token"] in WITHOUT_SERIAL]
    numbered: Json | None = None if fixed else {"not": {"in": [{"row": "kind"}, without]}}
    return {
        "item": "group",
        "key": "items",
        "label": label,
        "help": both(
            "One entry for each item. You can add more at any time until you send the report.",
            "Une entrée par objet. Vous pouvez en ajouter jusqu’à l’envoi du rapport.",
        ),
        "row_label": both("Item", "Objet"),
        "min": 1,
        "max": 20,
        "show_if": None,
        "questions": [*asked, *_item_details(numbered)],
    }


def total() -> Json:
    """What all items are worth together: worked out, never asked."""
    return question(
        "total_value",
        "computed",
        both("Total value", "Valeur totale"),
        required=False,
        limits={"group": "items", "sum": "value"},
    )


def _item_kind(kinds: list[Json]) -> Json:
    return question("kind", "one_of", both("What is it?", "De quoi s’agit-il?"), choices=kinds)


def _item_details(numbered: Json | None) -> list[Json]:
    return [
        question(
            "description",
            "short_text",
            both("Describe it", "Décrivez-le"),
            example=both("Grey laptop bag with a red strap", "Sac d’ordinateur gris à sangle rouge"),
        ),
        question(
            "make",
            "short_text",
            both("Make or brand", "Marque"),
            required=False,
            not_sure=True,
            limits={"max_length": 60},
        ),
        question(
            "model",
            "short_text",
            both("Model", "Modèle"),
            required=False,
            not_sure=True,
            limits={"max_length": 60},
        ),
        question(
            "serial_number",
            "serial_number",
            both("Serial number or IMEI", "Numéro de série ou IMEI"),
            required=False,
            not_sure=True,
            show_if=numbered,
            help=both(
                "On the box, the receipt or the item. With it we can recognise the item if it is found or sold.",
                "Sur la boîte, le reçu ou l’objet. Grâce à lui, nous pouvons reconnaître l’objet s’il est retrouvé ou vendu.",
            ),
            limits={"max_length": 60},
        ),
        question(
            "colour", "short_text", both("Colour", "Couleur"), required=False, limits={"max_length": 40}
        ),
        question(
            "value",
            "money",
            both("What is it worth?", "Quelle est sa valeur?"),
            required=False,
            not_sure=True,
            help=both(
                "Your best estimate, in Canadian dollars.",
                "Votre meilleure estimation, en dollars canadiens.",
            ),
            example=both("850", "850"),
            limits={"min": "0", "max": "1000000"},
        ),
    ]


VEHICLE_PARTS = ["plate", "province", "make", "model", "year", "colour"]


OWN_VEHICLE = question(
    "vehicle",
    "vehicle",
    both("Your vehicle", "Votre véhicule"),
    help=both(
        "As it stands on the registration. Leave out what you do not know.",
        "Comme sur l’immatriculation. Laissez vide ce que vous ignorez.",
    ),
    not_sure=True,
    limits={"parts": VEHICLE_PARTS, "required_parts": ["make", "colour"]},
)


def vehicle() -> Json:
    """The reporting person's own vehicle, the same in three types: a part of the library."""
    return step("vehicle", both("Your vehicle", "Votre véhicule"), OWN_VEHICLE)


SUSPECT_KNOWN = question(
    "suspect_known",
    "yes_no",
    both("Do you know or suspect who did it?", "Savez-vous qui l’a fait, ou avez-vous un soupçon?"),
    not_sure=True,
)
SUSPECT_IN_WORDS = question(
    "suspect_description",
    "long_text",
    both("What do you know about this person?", "Que savez-vous de cette personne?"),
    help=both(
        "Name, looks, clothes, vehicle: whatever you saw or know yourself.",
        "Nom, apparence, vêtements, véhicule : ce que vous avez vu ou savez vous-même.",
    ),
    show_if=says("suspect_known", "yes"),
    limits={"max_length": 3000},
)
SUSPECT_IN_PARTS = question(
    "suspect",
    "suspect",
    both("What do you know about this person?", "Que savez-vous de cette personne?"),
    help=both(
        "Only what you saw or know yourself. One line is enough; leave the others empty.",
        "Seulement ce que vous avez vu ou savez vous-même. Une ligne suffit; laissez les autres vides.",
    ),
    required=False,
    show_if=says("suspect_known", "yes"),
    limits={"parts": ["name", "age", "height", "build", "hair", "clothing", "marks", "vehicle", "direction"]},
)
EVIDENCE = question(
    "evidence",
    "some_of",
    both("Is there anything that could help us?", "Y a-t-il quelque chose qui pourrait nous aider?"),
    required=False,
    choices=[
        choice("camera", "Video from a camera", "Images d’une caméra"),
        choice("witness", "Somebody saw it", "Une personne a vu ce qui s’est passé"),
        choice("tracking", "The item can be located", "L’objet peut être localisé"),
        choice("left_behind", "Something was left behind", "Quelque chose a été laissé sur place"),
    ],
)
WITNESS = question(
    "witness",
    "witness",
    both("Who saw it?", "Qui l’a vu?"),
    help=both(
        "If they agree that we call them. Otherwise only what they saw.",
        "Si cette personne accepte que nous l’appelions. Sinon, seulement ce qu’elle a vu.",
    ),
    required=False,
    show_if={"in": ["witness", {"var": "evidence"}]},
    limits={"required_parts": ["saw"]},
)


def story(
    label: Text, help_text: Text, *more: Json, in_parts: bool = False, points: list[Json] | None = None
) -> Json:
    """What happened, in the citizen's own words, and who may have seen it.

    `in_parts` asks for suspect and witness part by part; with `points`, the story is a statement beside what it
    should cover.
    """
    told = {"choices": points} if points else {}
    people = [SUSPECT_KNOWN, SUSPECT_IN_PARTS if in_parts else SUSPECT_IN_WORDS, EVIDENCE]
    return step(
        "story",
        both("What happened", "Ce qui s’est passé"),
        question(
            "story",
            "statement" if points else "long_text",
            label,
            help=help_text,
            limits={"max_length": 8000},
            **told,
        ),
        *more,
        *people,
        *([WITNESS] if in_parts else []),
    )


def photos(help_text: Text) -> Json:
    """Photos and documents; never required."""
    return step(
        "photos",
        both("Photos and documents", "Photos et documents"),
        question(
            "photos",
            "file",
            both("Add photos, receipts or other files", "Ajoutez des photos, des reçus ou d’autres fichiers"),
            required=False,
            help=help_text,
            limits={"max_count": 10, "types": ["image", "pdf"]},
        ),
    )


ROLES = [
    choice("victim", "It happened to me", "C’est à moi que c’est arrivé"),
    choice("owner", "I own the property", "Le bien m’appartient"),
    choice(
        "parent_guardian",
        "I report for my child or a person in my care",
        "Je le signale pour mon enfant ou une personne à ma charge",
    ),
    choice(
        "business",
        "I report for a business or organization",
        "Je le signale pour une entreprise ou un organisme",
    ),
    choice("witness", "I saw it", "J’en ai été témoin"),
]


FOR_OTHERS = [
    question(
        "business",
        "business",
        both("The business or organization", "L’entreprise ou l’organisme"),
        required=False,
        show_if=says("reporting_role", "business"),
        limits={"parts": ["name", "registration_number", "street", "city", "province", "postal_code"]},
    ),
    question(
        "complainant",
        "person",
        both("The person it happened to", "La personne à qui c’est arrivé"),
        help=both(
            "We write to you, not to them.",
            "C’est à vous que nous écrivons, pas à cette personne.",
        ),
        required=False,
        show_if=says("reporting_role", "parent_guardian"),
        limits={"parts": ["first_name", "last_name", "birth_date", "pronouns"]},
    ),
]


def you() -> Json:
    """Who reports, and how to reach them."""
    return step(
        "you",
        both("About you", "À propos de vous"),
        question(
            "reporting_role",
            "one_of",
            both("What is your part in this?", "Quel est votre rôle?"),
            choices=ROLES,
        ),
        *FOR_OTHERS,
        question("first_name", "short_text", both("First name", "Prénom"), limits={"max_length": 80}),
        question("last_name", "short_text", both("Last name", "Nom de famille"), limits={"max_length": 80}),
        question(
            "birth_date",
            "date",
            both("Date of birth", "Date de naissance"),
            help=both(
                "It tells you apart from others with your name.",
                "Elle vous distingue des personnes du même nom.",
            ),
            limits={"max": "today"},
        ),
        question(
            "email",
            "email",
            both("E-mail", "Adresse courriel"),
            required=False,
            help=both(
                "To tell you when there is a decision.", "Pour vous prévenir quand une décision est prise."
            ),
        ),
        question("phone", "phone", both("Phone", "Téléphone"), example=both("204-555-0123", "204-555-0123")),
        question("address", "address", both("Your address", "Votre adresse")),
        question(
            "insurance_claim",
            "short_text",
            both(
                "Insurance claim number, if you have one",
                "Numéro de réclamation d’assurance, si vous en avez un",
            ),
            required=False,
            limits={"max_length": 60},
        ),
    )
