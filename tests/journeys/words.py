"""What people read on their way in each language, as far as the journeys look for it."""

from typing import Final

WORDS: Final[dict[str, dict[str, str]]] = {
    "en": {
        "types": "/en/report/",
        "theft": "Theft",
        "start": "Start",
        "problem": "There is a problem",
        "back": "Back",
        "not sure": "Not sure",
        "sent": "Your report is sent",
        "copy": "Unofficial copy (PDF)",
        "filed": "Filed",
        "official": "Official copy (PDF, sealed)",
        "genuine": "This file is genuine and unchanged",
        "known": "There is an official copy with this code",
        "question": "Tell us in your own words what happened",
    },
    "fr": {
        "types": "/fr/signaler/",
        "theft": "Vol",
        "start": "Commencer",
        "problem": "Il y a un problème",
        "back": "Retour",
        "not sure": "Je ne sais pas",
        "sent": "Votre rapport est envoyé",
        "copy": "Copie non officielle (PDF)",
        "filed": "Classé",
        "official": "Copie officielle (PDF, scellée)",
        "genuine": "Ce fichier est authentique et n’a pas été modifié",
        "known": "Il existe une copie officielle avec ce code",
        "question": "Racontez-nous ce qui s’est passé",
    },
}
