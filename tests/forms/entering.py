"""Noor at the desk with somebody on the phone."""

from typing import Any

from django.test import Client

from tests.conftest import sign_in
from tests.forms.walking import ITEM, PLACE, YOU, Camille, Page
from workflows.models import Submission

DESK = "/desk/enter/"
READ_ALOUD = "I read this and the answers aloud"


class Staff(Camille):
    """Walks the way for a caller, in a session of staff."""

    def __init__(self, user: Any) -> None:
        super().__init__(sign_in(Client(), user), DESK)
        self.user = user

    def start(self, channel: str = "phone", language: str = "en", report_type: str = "theft") -> Page:
        """Begin a report for somebody."""
        given = {"report_type": report_type, "language": language, "channel": channel}
        return Page(self.client.post(DESK, given, follow=True))

    def to_check(self, **start: Any) -> Page:
        """Fill in everything."""
        page = self.fill(self.start(**start), in_danger="no")
        page = self.fill(page, more=PLACE)
        page = self.fill(page, more=ITEM)
        page = self.fill(page, story="The lock was cut.")
        return self.fill(page, **YOU)

    def enter(self, **start: Any) -> Submission:
        """Enter and send a report; return it."""
        self.fill(self.to_check(**start), declaration="true")
        return Submission.objects.get(entered_by=self.user)
