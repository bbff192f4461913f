"""The relay: ten minutes, a name that says nothing, and residents only through it."""

import base64
import hashlib
import hmac
import time

import pytest

SECRET = "a-secret-of-the-relay-that-is-long-enough"


@pytest.fixture
def relay(settings):
    settings.VIDEO_TURN_URLS = ["turns:turn.agency.example:443?transport=tcp"]
    settings.VIDEO_TURN_SECRET = SECRET
    settings.VIDEO_RESIDENTS_RELAY = True


def test_credentials_are_coturn_s_and_end_in_ten_minutes(relay, camille):
    [server] = camille.get("ice").json()["ice_servers"]
    ends, _colon, mark = server["username"].partition(":")
    assert 590 <= int(ends) - time.time() <= 601
    made = hmac.new(SECRET.encode(), server["username"].encode(), hashlib.sha1).digest()
    assert server["credential"] == base64.b64encode(made).decode()
    assert mark not in camille.id.replace("-", "")


def test_residents_go_through_it_only_and_officers_need_not(relay, camille, officer):
    assert camille.get("ice").json()["ice_transport_policy"] == "relay"
    assert officer.get("ice").json()["ice_transport_policy"] == "all"


def test_without_it_no_call_is_offered_where_residents_need_it(settings, report, desk, noor):
    settings.VIDEO_RESIDENTS_RELAY = True
    told = desk(noor).get(f"desk/reports/{report.temporary_number}/video").json()
    assert told["ways"] == []
    assert told["why_not"]
