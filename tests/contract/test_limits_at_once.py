"""Codes asked for at the same moment: the mailbox gets no more than its limit."""

from functools import partial

import pytest
from django.test import Client

from tests.api.calls import Api
from tests.contract.test_two_at_once import at_once
from workflows.models import EmailProof, Submission
from workflows.proving import TooManyCodes, ask_for_code

pytestmark = pytest.mark.django_db(transaction=True)
ADDRESS = "camille@example.org"


def test_a_mailbox_gets_no_more_codes_than_its_limit(theft_type, settings):
    settings.EMAIL_CODES_PER_MAILBOX = 3
    begun = [Api(Client()).post("drafts", {"report_type": "theft"}).json() for _ in range(4)]
    drafts = [Submission.objects.get(public_id=each["id"]) for each in begun]

    def ask(draft):
        try:
            return bool(ask_for_code(draft, ADDRESS))
        except TooManyCodes as error:
            return error.code

    told = at_once(*(partial(ask, draft) for draft in drafts * 2))
    assert sorted(map(str, told)) == ["True"] * 3 + ["too_many_codes"] * 5
    assert EmailProof.objects.count() == 3
