"""What every report type of the demonstration has: declaration, what happens next, the shape of a definition."""

from dataclasses import dataclass, field

from forms.demo.parts import CALL_US, Json, Text, both, lines


@dataclass(frozen=True)
class Sample:
    """Test answers of a type: the report can be sent, or the way is stopped by `keys`."""

    name: str
    answers: Json
    expected: str = "submits"
    keys: str = ""
    on_day: str = ""


@dataclass(frozen=True)
class DemoType:
    """A report type and what its pages need beside the definition."""

    body: Json
    slugs: dict[str, str]
    icon: str
    policy: str = "standard"
    # Words that people look for, by language: what the finder finds it by, beside its title.
    keywords: Text = field(default_factory=dict)
    samples: tuple[Sample, ...] = ()


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
# The statistics threshold: above it the survey has another code. It has nothing to do with who may report online.
OVER_5000: Json = {"gt": [{"var": "total_value"}, "5000.00"]}
VALUE_LIMIT: Json = {
    "key": "value_limit",
    "from": "2020-01-01",
    "until": None,
    "if": {"gt": [{"var": "total_value"}, "25000.00"]},
    "title": both(
        "Call us: property worth more than $25,000 is not reported online",
        "Appelez-nous : les biens de plus de 25 000 $ ne se signalent pas en ligne",
    ),
    "text": both(
        "An officer takes this report by phone, so that the search can begin at once. Have serial numbers, photos and "
        "receipts at hand. If you mistyped a value, go back and correct it.",
        "Une agente ou un agent prend ce rapport par téléphone, pour que les recherches commencent tout de suite. Ayez "
        "sous la main les numéros de série, les photos et les reçus. Si une valeur est mal tapée, revenez la corriger.",
    ),
    "link": CALL_US,
}
NUMBERED = ["bicycle", "phone", "computer", "electronics", "tool"]
NO_NUMBER: Json = {
    "any": [
        {"not": {"answered": {"row": "serial_number"}}},
        {"eq": [{"row": "serial_number"}, "not_sure"]},
    ]
}
TELL = both(
    "Write it as you would tell it. How did you notice? What was open, broken or moved?",
    "Écrivez comme vous le raconteriez. Comment l’avez-vous remarqué? Qu’est-ce qui était ouvert, brisé ou déplacé?",
)
ITEM_PHOTOS = both(
    "A photo of the item, the receipt or the damage. Photos from your phone are fine.",
    "Une photo de l’objet, du reçu ou des dommages. Les photos prises avec un téléphone conviennent.",
)


def insurer_asks(*, kinds: list[str] | None = None, every_item: bool = False) -> Json:
    """Advice: the insurer will ask for the serial number of what has one."""
    of_that_kind: Json = {"all": [{"in": [{"row": "kind"}, kinds or NUMBERED]}, NO_NUMBER]}
    return {
        "key": "insurer_asks_for_serial_number",
        "if": {"some": ["items", NO_NUMBER if every_item else of_that_kind]},
        "question": "serial_number",
        "text": both(
            "An insurer will ask for the serial number, and with it we can recognise the item. Look on the receipt, the "
            "box or in your account with the maker. You can send the report without it.",
            "Un assureur demandera le numéro de série, et c’est grâce à lui que nous pouvons reconnaître l’objet. "
            "Regardez le reçu, la boîte ou votre compte chez le fabricant. Vous pouvez envoyer le rapport sans lui.",
        ),
    }


PHOTOS_HELP: Json = {
    "key": "photos_help",
    "if": {"not": {"answered": {"var": "photos"}}},
    "question": "photos",
    "text": both(
        "A photo often says more than a description, and an insurer will want one. You can send the report without it.",
        "Une photo en dit souvent plus qu’une description, et un assureur en voudra une. Vous pouvez envoyer le rapport "
        "sans photo.",
    ),
}


def offences(under: str, over: str = "") -> list[Json]:
    """The offence suggested for the answers: another code where all is worth more than 5,000 dollars."""
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
    eligibility: list[Json] | None = None,
    advice: list[Json] | None = None,
    resume: str = "code_and_link",
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
        "eligibility": eligibility or [],
        "advice": advice or [],
        "resume": resume,
        "offence_map": offence_map,
        "transfer": transfer,
    }
