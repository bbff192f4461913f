"""The register of openings: which times there are, of one unit, added and changed by whoever runs the site."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import now

from accounts.models import User
from tests.conftest import sign_in
from video.models import Opening
from workflows.models import Unit

AT = "/admin/video/opening/"


@pytest.fixture
def as_sol(sol: User) -> Client:
    """Sol, who runs the site, signed in."""
    return sign_in(Client(), sol)


@pytest.fixture
def elsewhere(unit: Unit) -> Unit:
    """Another unit."""
    return Unit.objects.create(key="harbour", name_en="Harbour unit", name_fr="Unité du port")


def test_lists_the_openings_of_all_units_or_of_one(as_sol: Client, unit: Unit, elsewhere: Unit) -> None:
    for each, people in ((unit, 3), (elsewhere, 4)):
        Opening.objects.create(unit=each, starts_at=now() + timedelta(days=1), capacity=people)
    page = as_sol.get(AT)
    assert page.status_code == 200
    # Django's own pictures of yes and no are not among our files.
    assert "admin/img/" not in page.content.decode()
    shown = as_sol.get(AT, {"unit": elsewhere.pk}).content.decode()
    assert ">4</td>" in shown
    assert ">3</td>" not in shown


def test_an_opening_is_added(as_sol: Client, unit: Unit) -> None:
    told = {"unit": unit.pk, "starts_at": "2031-05-06 10:00", "minutes": 30, "capacity": 2}
    assert as_sol.get(f"{AT}create/").status_code == 200
    assert as_sol.post(f"{AT}create/", told).status_code == 302
    assert Opening.objects.get().capacity == 2
