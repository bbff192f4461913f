"""Report types of the demonstration: lost property, fraud."""

from forms.demo import samples
from forms.demo.base import DemoType, insurer_asks, offences, report
from forms.demo.parts import (
    ITEM_KINDS,
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
    says,
    step,
    story,
    total,
    you,
)


def lost_property() -> DemoType:
    """Lost property: not an offence, but insurers and consulates ask for a report."""
    kinds = [each for each in ITEM_KINDS if each["token"] not in {"plate", "tool", "parcel"}]
    return DemoType(
        report(
            "lost-property",
            both("Lost property", "Objet perdu"),
            both(
                "You lost something and do not think that it was stolen.",
                "Vous avez perdu quelque chose et ne pensez pas à un vol.",
            ),
            minutes=6,
            who_for=both(
                "Anyone who lost something in Winnipeg", "Toute personne qui a perdu un objet à Winnipeg"
            ),
            excluded=lines(
                [
                    "You think that it was stolen (use “Theft”)",
                    "A lost firearm: call us",
                    "A lost pet: contact Animal Services",
                ],
                [
                    "Vous pensez à un vol (utilisez « Vol »)",
                    "Une arme à feu perdue : appelez-nous",
                    "Un animal perdu : communiquez avec les Services aux animaux",
                ],
            ),
            needed=lines(
                ["When you last had it", "Document or serial numbers, if you have them"],
                ["Le moment où vous l’aviez encore", "Les numéros de document ou de série, si vous les avez"],
            ),
            steps=[
                safety(),
                place(
                    both(
                        "When did you last have it, and when did you notice?",
                        "Quand l’aviez-vous encore, et quand avez-vous remarqué la perte?",
                    ),
                    title=both("When and where you lost it", "Quand et où vous l’avez perdu"),
                ),
                step(
                    "items",
                    both("What you lost", "Ce que vous avez perdu"),
                    items(both("Lost items", "Objets perdus"), kinds=kinds),
                    total(),
                ),
                step(
                    "story",
                    both("How it was lost", "Comment l’objet a été perdu"),
                    question(
                        "story",
                        "long_text",
                        both("What do you remember?", "De quoi vous souvenez-vous?"),
                        help=both(
                            "Where you were, and where you have looked or asked.",
                            "Les endroits où vous étiez, où vous avez cherché ou demandé.",
                        ),
                        limits={"max_length": 8000},
                    ),
                ),
                you(),
            ],
            offence_map=[{"if": None, "offence": "none"}],
            transfer={"item_status": "LOST"},
            advice=[insurer_asks(kinds=["bicycle", "phone", "computer", "electronics"])],
            resume="file",
        ),
        {"en": "lost-property", "fr": "objet-perdu"},
        "package-search",
        policy="no-offence-needed",
        keywords=both(
            "lost, forgot, left behind, passport, wallet, keys, insurance, found",
            "perdu, oublié, égaré, passeport, portefeuille, clés, assurance, retrouvé",
        ),
        samples=samples.lost_property(),
    )


def fraud() -> DemoType:
    """Fraud and scams."""
    contact = question(
        "fraud_contact",
        "one_of",
        both("How did they reach you?", "Par quel moyen a-t-on communiqué avec vous?"),
        not_sure=True,
        choices=[
            choice("phone", "By phone", "Par téléphone"),
            choice("text_message", "By text message", "Par message texte"),
            choice("email", "By e-mail", "Par courriel"),
            choice(
                "online",
                "On a web site, app or social network",
                "Sur un site, une application ou un réseau social",
            ),
            choice("in_person", "In person", "En personne"),
            choice("mail", "By letter", "Par la poste"),
        ],
    )
    loss = question(
        "money_lost",
        "yes_no",
        both(
            "Did you lose money or pay with something?",
            "Avez-vous perdu de l’argent ou payé d’une autre façon?",
        ),
        not_sure=True,
    )
    paid: Json = says("money_lost", "yes")
    amount = question(
        "amount_lost",
        "money",
        both("How much?", "Combien?"),
        not_sure=True,
        show_if=paid,
        limits={"min": "0.01", "max": "10000000"},
    )
    method = question(
        "payment_method",
        "some_of",
        both("How did you pay?", "Comment avez-vous payé?"),
        show_if=paid,
        choices=[
            choice("card", "Bank or credit card", "Carte bancaire ou de crédit"),
            choice("transfer", "E-transfer or bank transfer", "Virement Interac ou bancaire"),
            choice("gift_card", "Gift cards", "Cartes-cadeaux"),
            choice("crypto", "Cryptocurrency", "Cryptomonnaie"),
            choice("cash", "Cash", "Argent comptant"),
            choice("other", "Another way", "Autrement"),
        ],
    )
    account = question(
        "payment_details",
        "long_text",
        both(
            "To which account, address or name did it go?",
            "À quel compte, quelle adresse ou quel nom l’argent est-il allé?",
        ),
        required=False,
        show_if=paid,
        help=both(
            "Do not write your own full card or account number.",
            "N’écrivez pas votre propre numéro complet de carte ou de compte.",
        ),
        limits={"max_length": 2000},
    )
    told = question(
        "bank_told",
        "yes_no",
        both(
            "Have you told your bank or card company?",
            "Avez-vous prévenu votre banque ou l’émetteur de votre carte?",
        ),
        not_sure=True,
        show_if=paid,
    )
    card = question(
        "card",
        "card_ending",
        both("Which card or account of yours was used?", "Quelle carte ou quel compte à vous a servi?"),
        help=both(
            "The last four digits only. We never ask for the whole number.",
            "Seulement les quatre derniers chiffres. Nous ne demandons jamais le numéro complet.",
        ),
        required=False,
        show_if={
            "any": [{"in": [each, {"var": "payment_method"}]} for each in ("card", "gift_card", "transfer")]
        },
    )
    hurry = guidance(
        both(
            "Call your bank now, before you go on. The sooner it knows, the more can be stopped.",
            "Appelez votre banque maintenant, avant de continuer. Plus elle le sait tôt, plus elle peut bloquer d’opérations.",
        ),
        show_if=says("bank_told", "no"),
    )
    share = question(
        "share_with_antifraud_centre",
        "consent",
        both(
            "You may share this report with the Canadian Anti-Fraud Centre",
            "Vous pouvez transmettre ce rapport au Centre antifraude du Canada",
        ),
        help=both(
            "It connects cases across the country. Without your consent the report stays with us.",
            "Il relie les affaires d’un bout à l’autre du pays. Sans votre accord, le rapport reste chez nous.",
        ),
        required=False,
    )
    signature = question(
        "signature",
        "signature",
        both("Your full name, as your signature", "Votre nom au complet, en guise de signature"),
        help=both(
            "Banks ask for a signed statement before they look into a payment.",
            "Les banques demandent une déclaration signée avant d’examiner un paiement.",
        ),
        required=False,
    )
    return DemoType(
        report(
            "fraud",
            both("Fraud or scam", "Fraude ou arnaque"),
            both(
                "Somebody deceived you to get money, goods or your information.",
                "Quelqu’un a usé de tromperie pour obtenir de l’argent, des biens ou vos renseignements.",
            ),
            minutes=10,
            who_for=both(
                "People and businesses in Winnipeg who were deceived",
                "Les personnes et entreprises de Winnipeg qui ont été trompées",
            ),
            excluded=lines(
                [
                    "You only got a suspicious message and lost nothing: tell the Canadian Anti-Fraud Centre",
                    "A dispute about a purchase or a contract",
                ],
                [
                    "Vous avez seulement reçu un message suspect et n’avez rien perdu : prévenez le Centre antifraude du Canada",
                    "Un désaccord au sujet d’un achat ou d’un contrat",
                ],
            ),
            needed=lines(
                [
                    "Dates and amounts of payments",
                    "Names, numbers or addresses they used",
                    "Screenshots of messages or receipts",
                ],
                [
                    "Les dates et montants des paiements",
                    "Les noms, numéros ou adresses utilisés",
                    "Des captures d’écran des messages ou des reçus",
                ],
            ),
            steps=[
                safety(),
                place(
                    both("When did it start, and when did it end?", "Quand cela a-t-il commencé et fini?"),
                    title=both("When, and where you were", "Quand, et où vous étiez"),
                ),
                step(
                    "fraud",
                    both("How you were deceived", "Comment la fraude s’est faite"),
                    contact,
                    loss,
                    amount,
                    method,
                    account,
                    card,
                    told,
                    hurry,
                ),
                story(
                    both("What happened?", "Que s’est-il passé?"),
                    both(
                        "In order: what they said, what you did, when you noticed. Copy names, numbers and web addresses exactly.",
                        "Dans l’ordre : ce qu’on vous a dit, ce que vous avez fait, quand vous avez compris. Recopiez exactement les noms, numéros et adresses Web.",
                    ),
                ),
                photos(
                    both(
                        "Screenshots of messages, receipts and adverts.",
                        "Des captures d’écran des messages, reçus et annonces.",
                    )
                ),
                you(),
                step(
                    "sign",
                    both("Share and sign", "Partager et signer"),
                    share,
                    signature,
                ),
            ],
            offence_map=offences("2160"),
            transfer={
                "item_status": "STOLEN",
                "nibrs_offence": "FRAUD-FALSE_PRETENSES-SWINDLE-CONFIDENCE_GAME",
            },
        ),
        {"en": "fraud", "fr": "fraude"},
        "credit-card",
        keywords=both(
            "scam, phishing, identity theft, stolen card, credit card, e-transfer, gift cards, crypto, bitcoin, rental",
            "arnaque, hameçonnage, vol d’identité, carte volée, carte de crédit, virement, cartes-cadeaux, cryptomonnaie, bitcoin, logement",
        ),
        samples=samples.fraud(),
    )
