"""A pin on the desk: a small picture of the neighbourhoods around it, and the same in words."""

import pytest

from tests.conftest import publish, sign_in
from tests.definitions import question, step, theft
from workflows.drafts import begin_draft, save_answers
from workflows.places.picture import picture_of
from workflows.submitting import submit_report


@pytest.fixture
def screen(unit, client, noor):
    """Open the screen of a report with an answer for the place."""

    def open_screen(place):
        publish(theft(steps=[step("where", question("place", "location", required=False))]))
        draft = save_answers(begin_draft(_type(), language="en"), {"place": place})[0]
        sent = submit_report(draft, declaration=True, key="k").submission
        return sign_in(client, noor).get(f"/desk/{sent.temporary_number}/").content.decode()

    return open_screen


def _type():
    from workflows.models import ReportType

    return ReportType.objects.get(key="theft")


def test_a_pin_has_a_picture_and_words(screen):
    page = screen({"lat": 49.8951, "lon": -97.1384})
    assert 'class="where__outlines"' in page
    assert "Pin: 49.89510, -97.13840 (" in page
    assert "South Portage" in page


def test_a_pin_far_away_has_words_only(screen):
    page = screen({"lat": 45.5, "lon": -73.6})
    assert "where__outlines" not in page
    assert "Pin: 45.50000, -73.60000 (outside the area)" in page


def test_without_a_pin_there_is_no_picture(screen):
    assert 'class="where"' not in screen({"street": "510 Main Street"})


@pytest.mark.parametrize("point", [(90, 0), (-90, 180), (0, 0), (49.71, -97.34)])
def test_no_point_on_earth_breaks_it(point):
    picture_of(*point)
