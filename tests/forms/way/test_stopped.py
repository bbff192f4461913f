"""Stoppers end the way with an explanation and the next step, and are counted."""

from tests.forms.walking import Camille
from workflows.models import Stop, Submission


def test_an_emergency_leads_to_911(camille: Camille) -> None:
    page = camille.begin(in_danger="yes")
    assert page.url.endswith("/theft/stopped/emergency/")
    assert page.tree.xpath("//main//a[@href='tel:911']")
    assert "Call 911 now" in page.text


def test_stops_are_counted_by_type_and_day(camille: Camille) -> None:
    camille.begin(in_danger="yes")
    camille.get("stopped/emergency/")
    assert Stop.objects.get().count == 1
    assert Stop.objects.get().stopper == "emergency"


def test_a_way_leads_back(camille: Camille) -> None:
    camille.begin(in_danger="yes")
    page = camille.fill(camille.get("safety/"), in_danger="no")
    assert page.url.endswith("/theft/place/")


def test_a_stopped_report_cannot_be_sent(camille: Camille) -> None:
    camille.up_to_check()
    camille.fill(camille.get("safety/"), in_danger="yes")
    page = camille.fill(camille.get("check/"), declaration="true")
    assert page.url.endswith("/check/")
    assert Submission.objects.get().status == "draft"


def test_an_unknown_stopper_is_not_found(camille: Camille) -> None:
    assert camille.get("stopped/nothing/").status == 404
