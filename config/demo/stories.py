"""What people reported in the demonstration. All of it is made up."""

from typing import Any

Answers = dict[str, Any]


def person(first: str, last: str, born: str, street: str, **more: Any) -> Answers:
    """Who reports. Addresses and numbers are of no real person."""
    mail = f"{first}.{last}@example.org".lower().replace(" ", "")
    plain = str.maketrans("éèêëàâîïôûç", "eeeeaaiiouc")
    return {
        "reporting_role": "victim",
        "first_name": first,
        "last_name": last,
        "birth_date": born,
        "email": mail.translate(plain),
        "phone": "204-555-0123",
        "address": {"street": street, "city": "Winnipeg", "province": "MB", "postal_code": "R3C 1A5"},
        **more,
    }


def event(day: str, street: str, location: str, *, until: str = "") -> Answers:
    """When and where. `day` and `until` are ISO wall times."""
    time = {"precision": "between" if until else "about", "from": day, "zone": "America/Winnipeg"}
    return {
        "in_danger": "no",
        "happening_now": "no",
        "in_city": "yes",
        "incident_time": {**time, "to": until} if until else time,
        "incident_place": {"street": street, "city": "Winnipeg", "province": "MB"},
        "location_type": location,
    }


NOBODY = {"suspect_known": "no"}


def bicycle(day: str) -> Answers:
    """A bicycle from a rack downtown."""
    return {
        **event(f"{day}T08:45", "201 Portage Avenue", "street", until=f"{day}T17:10"),
        "items": [
            {
                "description": "Green hybrid bicycle with a rear rack and two grey panniers",
                "make": "Norco",
                "model": "Scene 2",
                "serial_number": "WTU123K4567",
                "colour": "green",
                "value": "1150.00",
            }
        ],
        "lock": "cable",
        "bike_registry": "529-XY-11",
        "story": "I locked it to the rack in front of the building before work. When I came down the cable lay cut "
        "on the ground. The building has a camera over the door.",
        "suspect_known": "no",
        "evidence": ["camera", "left_behind"],
        **person("Camille", "Desrosiers", "1988-02-29", "123 Example Street"),
    }


def theft_fr(day: str) -> Answers:
    """A bag from a café, in French."""
    return {
        **event(f"{day}T12:20", "340, boulevard Provencher", "business"),
        "items": [
            {
                "kind": "bag",
                "description": "Sac à dos bleu marine avec une sangle réparée",
                "make": "Fjällräven",
                "colour": "bleu marine",
                "value": "140.00",
            },
            {
                "kind": "computer",
                "description": "Ordinateur portable dans une housse grise, autocollant d’un hibou",
                "make": "Lenovo",
                "model": "ThinkPad X1",
                "serial_number": "PF2ABCD7",
                "colour": "noir",
                "value": "1890.00",
            },
        ],
        "story": "J’ai déposé mon sac au pied de la chaise pendant que je commandais. Deux minutes plus tard, il "
        "n’était plus là. La personne au comptoir a vu quelqu’un sortir rapidement vers la rue Des Meurons.",
        "suspect_known": "yes",
        "suspect_description": "Environ 1 m 80, manteau rouge, casquette noire. Est parti à pied vers l’est.",
        "evidence": ["witness", "tracking"],
        **person("Élodie", "Gagnon", "1994-07-12", "18, rue Exemple"),
    }


def from_car(day: str) -> Answers:
    """Tools from a van."""
    return {
        **event(f"{day}T21:30", "1455 Corydon Avenue", "street", until=f"{day}T23:50"),
        "vehicle": {
            "plate": "ABC 123",
            "province": "MB",
            "make": "Ford",
            "model": "Transit",
            "colour": "white",
        },
        "items": [
            {
                "kind": "tool",
                "description": "Cordless drill set in a yellow case",
                "make": "DeWalt",
                "value": "420.00",
            },
            {
                "kind": "tool",
                "description": "Mitre saw",
                "make": "Makita",
                "serial_number": {"not_sure": True},
                "value": "610.00",
            },
            {"kind": "cash", "description": "Parking change from the tray", "value": "15.00"},
        ],
        "entry": "window",
        "story": "The small rear window was smashed. They only took what was behind the seats.",
        **NOBODY,
        **person("Thomas", "Okimaw", "1979-11-03", "77 Sample Bay", insurance_claim="CL-20418"),
    }


def phone(day: str) -> Answers:
    """A phone on the bus."""
    return {
        **event(f"{day}T17:40", "Graham Avenue and Vaughan Street", "transit"),
        "items": [
            {
                "kind": "phone",
                "description": "Black phone with a cracked corner",
                "make": "Samsung",
                "model": "Galaxy S23",
                "serial_number": "356938035643809",
                "value": {"not_sure": True},
            }
        ],
        "story": "It was in my coat pocket when I got on at Polo Park and gone when I got off downtown.",
        "suspect_known": "not_sure",
        "evidence": ["tracking"],
        **person("Priya", "Nair", "2001-05-22", "9 Test Crescent"),
    }


def fence(day: str) -> Answers:
    """A broken fence."""
    return {
        **event(f"{day}T02:00", "512 Banning Street", "yard"),
        "hate": "no",
        "property_kind": "garage",
        "damage_description": "Four boards of the fence are kicked in and the gate hangs on one hinge.",
        "repair_cost": "380.00",
        "story": "We heard it at about two in the morning and saw three people run down the lane.",
        "how_known": "saw_it",
        "suspect_known": "yes",
        "suspect": {
            "age": "about 18",
            "height": "tall",
            "clothing": "Grey hooded sweater, white shoes",
            "direction": "North along the lane, towards Ellice Avenue",
        },
        "evidence": ["witness"],
        "witness": {
            "first_name": "Walter",
            "last_name": "Friesen",
            "phone": "204-555-0142",
            "saw": "From the kitchen window: one of them kicked the gate, the others laughed.",
        },
        **person("Agnes", "Friesen", "1951-01-17", "512 Banning Street"),
    }


def scratched(day: str) -> Answers:
    """A scratched car, in French."""
    return {
        **event(f"{day}T18:00", "85, rue Israel Asper", "parking", until=f"{day}T22:30"),
        "vehicle": {"plate": "DEF 456", "province": "MB", "make": "Mazda", "model": "3", "colour": "grise"},
        "damage_parts": ["paint", "windows"],
        "damage_description": "Une rayure profonde sur les deux portières de gauche. Le rétroviseur est arraché.",
        "repair_cost": {"not_sure": True},
        "story": "La voiture était garée pendant un spectacle. À notre retour, elle était dans cet état.",
        **NOBODY,
        **person("Jean-Baptiste", "Lagimodière", "1983-09-09", "210, rue Modèle"),
    }


def passport(day: str) -> Answers:
    """A lost passport."""
    return {
        **event(f"{day}T10:00", "The Forks Market", "business", until=f"{day}T15:00"),
        "items": [
            {
                "kind": "identity_document",
                "description": "Canadian passport in a brown leather cover",
                "serial_number": "AB123456",
            },
            {"kind": "card", "description": "Library card"},
        ],
        "story": "I had it at the ticket counter. I went back to every stall and asked at lost and found.",
        **person("Olena", "Kovalenko", "1990-03-30", "1 Placeholder Lane"),
    }


def scam(day: str) -> Answers:
    """A rental scam."""
    return {
        **event(f"{day}T19:15", "66 Osborne Street", "home"),
        "fraud_contact": "online",
        "money_lost": "yes",
        "amount_lost": "1400.00",
        "payment_method": ["transfer"],
        "card": {"type": "debit_card", "institution": "Prairie Credit Union", "last_four": "0417"},
        "payment_details": "E-transfer to rentals.downtown@example.com, name shown: M. Fisher",
        "bank_told": "yes",
        "story": "The advert showed an apartment on Assiniboine Avenue. The man said he was abroad and asked for a "
        "deposit to hold it. The building manager tells me that it was never for rent.",
        "suspect_known": "yes",
        "suspect_description": "Called himself Mark Fisher, number 431-555-0188. The advert is gone now.",
        "evidence": ["left_behind"],
        "share_with_antifraud_centre": True,
        "signature": "Daniel Boissonneault",
        **person("Daniel", "Boissonneault", "1998-12-01", "66 Osborne Street"),
    }


def bridge(day: str) -> Answers:
    """Graffiti on a bridge, by somebody who gives no name."""
    return {
        "in_danger": "no",
        "happening_now": "no",
        "in_city": "yes",
        "hate": "no",
        "incident_time": {"precision": "about", "from": f"{day}T07:30", "zone": "America/Winnipeg"},
        "incident_place": {"note": "Under the bridge, on the river side", "lat": 49.88905, "lon": -97.12989},
        "location_type": "park",
        "surface": "bridge",
        "damage_description": "Silver letters as tall as a person: KOBO, with a blue outline.",
        "how_known": "found_out_later",
        "stay_anonymous": "yes",
    }


def parked(day: str) -> Answers:
    """A parked car that was hit."""
    return {
        **event(f"{day}T11:00", "1225 St. Mary's Road", "parking", until=f"{day}T12:15"),
        "injured": "no",
        "vehicle": {"plate": "GHI 789", "province": "MB", "make": "Honda", "model": "CR-V", "colour": "blue"},
        "damage_description": "Rear bumper cracked, left tail light broken. White paint on the dent.",
        "repair_cost": "2300.00",
        "other_vehicle": {"not_sure": True},
        "other_description": "Probably a white pickup, from the height and the paint.",
        "note_left": "no",
        "story": "I was in the store for an hour. When I came back the bumper was cracked and nobody was there.",
        **person("Marie", "Sinclair", "1969-06-14", "404 Imaginary Avenue"),
    }
