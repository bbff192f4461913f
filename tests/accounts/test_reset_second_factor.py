"""`reset_second_factor`: the old factor and the old sessions end, the next sign-in enrols."""

import pytest
from django.core.management import CommandError, call_command

from tests.accounts.sign_in import StaffClient, enter_password


def test_ends_factors_and_sessions_and_leads_to_enrolment(client, noor, secret):
    elsewhere = StaffClient()
    elsewhere.force_login(noor)
    call_command("reset_second_factor", "noor", verbosity=0)
    assert "_auth_user_id" not in elsewhere.session
    enter_password(client, noor)
    assert client.get("/admin/").headers["Location"] == "/accounts/2fa/"


def test_names_somebody_unknown(db):
    with pytest.raises(CommandError, match="'nobody'"):
        call_command("reset_second_factor", "nobody")
