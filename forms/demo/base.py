"""What every report type of the demonstration has: declaration, what happens next, the shape of a definition."""

from dataclasses import dataclass

from forms.demo.parts import Json, Text, both, lines


@dataclass(frozen=True)
class DemoType:
    """A report type and what its pages need beside the definition."""

    body: Json
    slugs: dict[str, str]
    icon: str
    policy: str = "standard"


DECLARATION = both(
    "What I wrote is true as far as I know. I understand that it is an offence to make a false report to police "
    "(Criminal Code, section 140).",
    "Ce que j’ai écrit est vrai, à ma connaissance. Je comprends que faire un faux rapport à la police est une "
    "infraction (Code criminel, article 140).",
)
NEXT = lines(
    [
        "You get a temporary number and an access code at once, to follow your report.",
        "An officer reviews it within five business days.",
        "When it is approved, you get a permanent file number and an official copy for your insurer.",
    ],
    [
        "Vous recevez tout de suite un numéro temporaire et un code d’accès pour suivre votre rapport.",
        "Une agente ou un agent l’examine en cinq jours ouvrables.",
        "Une fois le rapport approuvé, vous recevez un numéro de dossier et une copie officielle pour votre assureur.",
    ],
)
OVER_5000: Json = {"some": ["items", {"gt": [{"row": "value"}, "5000.00"]}]}
TELL = both(
    "Write it as you would tell it. How did you notice? What was open, broken or moved?",
    "Écrivez comme vous le raconteriez. Comment l’avez-vous remarqué? Qu’est-ce qui était ouvert, brisé ou déplacé?",
)
ITEM_PHOTOS = both(
    "A photo of the item, the receipt or the damage. Photos from your phone are fine.",
    "Une photo de l’objet, du reçu ou des dommages. Les photos prises avec un téléphone conviennent.",
)


def offences(under: str, over: str = "") -> list[Json]:
    """The offence suggested for the answers: another code where one item is worth more than 5,000 dollars."""
    above = [{"if": OVER_5000, "offence": over}] if over else []
    return [*above, {"if": None, "offence": under}]


def report(
    key: str,
    title: Text,
    summary: Text,
    *,
    minutes: int,
    who_for: Text,
    excluded: Text,
    needed: Text,
    steps: list[Json],
    offence_map: list[Json],
    transfer: Json,
) -> Json:
    """A definition; its privacy notice is put in when the page is compiled."""
    return {
        "schema_version": 2,
        "key": key,
        "languages": ["en", "fr"],
        "title": title,
        "summary": summary,
        "start": {
            "who_for": who_for,
            "excluded": excluded,
            "needed": needed,
            "minutes": minutes,
            "next": NEXT,
        },
        "declaration": DECLARATION,
        "steps": steps,
        "eligibility": [],
        "advice": [],
        "resume": "code_and_link",
        "offence_map": offence_map,
        "transfer": transfer,
    }
