"""The pages of a report offer the call, and lead to it without the token in any address that a server sees."""

from urllib.parse import urlsplit

import pytest

from video.models import Session
from workflows import secrets


@pytest.fixture
def token(report):
    return secrets.report_token(report.pk, report.access_code_hash)


@pytest.fixture
def following(client, token):
    session = client.session
    session["report"] = token
    session.save()
    return client


def test_the_status_page_offers_a_call(following, report):
    page = following.get("/en/track/report/").content.decode()
    assert 'action="/en/video/ask/"' in page
    assert "Talk to an officer now" in page


def test_no_page_offers_what_the_policy_does_not(following, report):
    policy = report.report_type.policy
    policy.video_offered = False
    policy.save()
    assert "/en/video/ask/" not in following.get("/en/track/report/").content.decode()


def test_asking_leads_into_the_call(client, token, api):
    answer = client.post("/en/video/ask/", {"report": token})
    parts = urlsplit(answer["Location"])
    assert (parts.path, parts.query) == ("/en/video/join/", "")
    assert api.post("video/links", {"token": parts.fragment}).status_code == 200


def test_asking_again_renews_the_link_of_the_same_call(client, token, api):
    first = urlsplit(client.post("/en/video/ask/", {"report": token})["Location"]).fragment
    second = urlsplit(client.post("/en/video/ask/", {"report": token})["Location"]).fragment
    assert Session.objects.count() == 1
    assert api.post("video/links", {"token": first}).status_code == 404
    assert api.post("video/links", {"token": second}).status_code == 200


def test_a_forged_token_makes_no_call(client, report):
    answer = client.post("/en/video/ask/", {"report": "forged"})
    assert answer.status_code == 404
    assert 'href="/en/track/"' in answer.content.decode()
    assert not Session.objects.exists()
    assert client.get("/en/video/ask/").status_code == 405


def test_the_front_door_leads_to_a_language(client, db):
    assert client.get("/video/", headers={"accept-language": "fr"})["Location"] == "/fr/video/"
