"""What people reported in French in the demonstration. All of it is made up."""

from config.demo.stories import Answers, event, person


def bicycle(day: str) -> Answers:
    """A bicycle from a rack downtown."""
    return {
        **event(f"{day}T08:45", "201, avenue Portage", "street", until=f"{day}T17:10"),
        "items": [
            {
                "description": "Vélo de ville vert avec porte-bagages et deux sacoches grises",
                "make": "Norco",
                "model": "Scene 2",
                "serial_number": "WTU458K1123",
                "colour": "vert",
                "value": "1150.00",
            }
        ],
        "lock": "cable",
        "bike_registry": "531-XY-24",
        "story": "Je l’avais attaché au support devant l’immeuble avant le travail. En sortant, j’ai trouvé le câble "
        "coupé par terre. Il y a une caméra au-dessus de la porte.",
        "suspect_known": "no",
        "evidence": ["camera", "left_behind"],
        **person("Élodie", "Gagnon", "1994-07-12", "18, rue Exemple"),
    }


def parked(day: str) -> Answers:
    """A parked car that was hit."""
    return {
        **event(f"{day}T11:00", "1225, chemin St. Mary’s", "parking", until=f"{day}T12:15"),
        "injured": "no",
        "vehicle": {
            "plate": "GHI 789",
            "province": "MB",
            "make": "Honda",
            "model": "CR-V",
            "colour": "bleue",
        },
        "damage_description": "Pare-chocs arrière fendu, feu gauche cassé. Peinture blanche dans la bosse.",
        "repair_cost": "2300.00",
        "other_vehicle": {"not_sure": True},
        "other_description": "Sans doute une camionnette blanche, d’après la hauteur et la peinture.",
        "note_left": "no",
        "story": "J’ai passé une heure au magasin. À mon retour, le pare-chocs était fendu et il n’y avait personne.",
        **person("Luc", "Sabourin", "1969-06-14", "404, avenue Imaginaire"),
    }


def passport(day: str) -> Answers:
    """A lost passport."""
    return {
        **event(f"{day}T10:00", "Marché de La Fourche", "business", until=f"{day}T15:00"),
        "items": [
            {
                "kind": "identity_document",
                "description": "Passeport canadien dans un étui de cuir brun",
                "serial_number": "AB654321",
            },
            {"kind": "card", "description": "Carte de bibliothèque"},
        ],
        "story": "Je l’avais au guichet. J’ai refait le tour des kiosques et demandé aux objets trouvés.",
        **person("Olena", "Kovalenko", "1990-03-30", "1, ruelle Modèle"),
    }


def shelter(day: str) -> Answers:
    """Graffiti on a bus shelter, told by the shop beside it."""
    return {
        **event(f"{day}T08:10", "170, rue Marion", "transit"),
        "hate": "no",
        "surface": "transit",
        "damage_description": "La vitre de l’abribus est gravée : une étoile et les lettres « LX ».",
        "how_known": "found_out_later",
        "stay_anonymous": "no",
        **person("Jean-Baptiste", "Lagimodière", "1983-09-09", "172, rue Marion"),
        "reporting_role": "business",
        "business": {
            "name": "Boulangerie Marion",
            "street": "172, rue Marion",
            "city": "Winnipeg",
            "province": "MB",
        },
    }
