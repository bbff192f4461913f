"""Staff see how often people were led elsewhere: by place and days, about nobody."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client

from accounts.models import User
from forms.models import FinderPage
from workflows.hand_offs import count_hand_off
from workflows.models import HandOff, ReportType
from workflows.stops import count_stop
from workflows.working_days import local_day

ADDRESS = "/admin/reports/led-elsewhere/"


def test_shows_places_and_stops_by_their_names(
    finder: FinderPage, ana: User, signed_in: Callable[[User], Client]
) -> None:
    count_hand_off("insurer")
    count_hand_off("insurer")
    count_hand_off("gone-since")
    count_stop(ReportType.objects.get(key="theft"), "emergency")
    page = " ".join(signed_in(ana).get(ADDRESS).content.decode().split())
    assert "<td>Manitoba Public Insurance</td><td>Another body</td><td>2</td>" in page
    assert "<td>gone-since</td><td>No longer in the finder</td><td>1</td>" in page
    assert "<td>Call 911 now</td><td>Theft</td><td>1</td>" in page


def test_adds_up_the_days_that_were_asked_for(
    finder: FinderPage, ana: User, signed_in: Callable[[User], Client]
) -> None:
    for days, count in ((0, 1), (40, 10), (400, 100)):
        HandOff.objects.create(target="danger", day=local_day() - timedelta(days=days), count=count)
    client = signed_in(ana)
    assert "<td>1</td>" in client.get(ADDRESS).content.decode()
    assert "<td>11</td>" in client.get(ADDRESS, {"days": "90"}).content.decode()
    assert "<td>1</td>" in client.get(ADDRESS, {"days": "9999"}).content.decode()


def test_is_for_staff(client: Client, sam: User) -> None:
    client.force_login(sam)
    assert client.get(ADDRESS).status_code in (302, 403)
