"""API tokens: shown once, known again, narrowed, ended."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import ApiToken
from accounts.tokens import allows, authenticate, issue, revoke


def token_of(*words):
    out = StringIO()
    call_command("api_token", *words, stdout=out)
    return out.getvalue().split()[-1]


def test_the_command_prints_a_token_as_the_last_word(noor):
    assert authenticate(token_of("noor")).user == noor


def test_only_the_hash_is_stored(noor):
    text = token_of("noor")
    assert text not in str(ApiToken.objects.values().get())
    assert text.split("_", 2)[2] not in str(ApiToken.objects.values().get())


def test_without_scopes_it_may_all_and_with_scopes_only_those(noor):
    assert allows(authenticate(token_of("noor")), "desk:act")
    narrow = authenticate(token_of("noor", "--scope", "desk:read"))
    assert allows(narrow, "desk:read")
    assert not allows(narrow, "desk:act")


@pytest.mark.parametrize("text", ["", "constat", "constat_", "constat_abc", "Bearer x", "constat_é_ü"])
def test_other_texts_open_nothing(noor, text):
    assert authenticate(text) is None


def test_a_changed_secret_opens_nothing(noor):
    assert authenticate(token_of("noor") + "x") is None


def test_an_expired_a_revoked_and_a_leavers_token_open_nothing(noor):
    now = timezone.now()
    _token, expiring = issue(noor, name="a", expires_at=now + timedelta(days=1))
    assert authenticate(expiring, now)
    assert authenticate(expiring, now + timedelta(days=1)) is None
    token, revoked = issue(noor, name="b")
    revoke(token)
    assert authenticate(revoked) is None
    noor.is_active = False
    noor.save()
    assert authenticate(expiring, now) is None


def test_the_last_use_is_kept_to_the_hour(noor):
    now = timezone.now()
    token, text = issue(noor, name="a")
    for minutes in (0, 30):
        authenticate(text, now + timedelta(minutes=minutes))
    token.refresh_from_db()
    assert token.last_used_at == now


def test_an_unknown_person_is_named(db):
    with pytest.raises(CommandError, match="'nobody'"):
        call_command("api_token", "nobody")


def test_an_unknown_scope_is_refused(noor):
    with pytest.raises(ValueError, match="desk:read"):
        issue(noor, name="a", scopes=["everything"])
