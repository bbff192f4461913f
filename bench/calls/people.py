"""`python -m bench.calls.people reports|crowd COUNT`: makes reports, or calls of four, on the site's database.

Prints the numbers of the reports, or everybody's call and key, as JSON.
"""

import json
import sys

import django

IN_A_CALL = 4


def main(what: str, count: int) -> None:
    """Make what was asked for."""
    django.setup()
    from django.conf import settings

    assert not settings.PRODUCTION
    print(json.dumps({"reports": reports, "crowd": crowd}[what](count)))


def reports(count: int) -> list[str]:
    """Make reports; return their numbers."""
    from tests.journeys.made import report

    return [report() for _each in range(count)]


def crowd(count: int) -> list[dict[str, str]]:
    """Make calls for so many people; return the call and the key of each."""
    from accounts.models import User
    from tests.journeys.made import sent_again
    from video.inviting import invite
    from video.models import Participant, Session
    from video.people import new_key

    vic = User.objects.get(username="vic")
    found = []
    for _call in range(-(-count // IN_A_CALL)):
        session = invite(sent_again(), by=vic, asked_by=Session.Asked.OFFICER).session
        people = list(session.participants.all())
        people += [
            Participant.objects.create(session=session, role=Participant.Role.SUPPORT, label=f"Person {each}")
            for each in range(IN_A_CALL - len(people))
        ]
        found += [{"call": str(session.public_id), "key": new_key(each)} for each in people]
    return found[:count]


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
