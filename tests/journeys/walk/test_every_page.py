"""Every page, in every state, language and mode: nothing that axe, a narrow window, large text or the keyboard finds.

The pages are found on the site itself; a pattern of an address that shows a page and was not walked fails this.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys.instance import Instance
from tests.journeys.walk import calls, entering, following, public, staff, surveys, unlinked, ways
from tests.journeys.walk.look import Seen
from tests.journeys.walk.routes import to_walk
from tests.journeys.walk.walker import Walker
from tests.journeys.walk.words import same_in_both, shared

pytestmark = pytest.mark.walk


@pytest.fixture(scope="module")
def walker(site: Instance, browser: Browser) -> Walker:
    return Walker(browser, site, Seen())


@pytest.fixture(autouse=True)
def nothing_new_is_wrong(walker: Walker) -> Iterator[None]:
    before = len(walker.seen.wrong)
    yield
    assert walker.seen.wrong[before:] == []


def test_what_anybody_can_open(walker: Walker) -> None:
    public.walk(walker)


def test_pages_of_errors(walker: Walker) -> None:
    public.errors(walker)


def test_the_way_through_every_report_type(walker: Walker) -> None:
    ways.walk(walker)


def test_following_a_report_in_each_state(walker: Walker) -> None:
    following.walk(walker)


def test_surveys_and_feedback(walker: Walker) -> None:
    surveys.walk(walker)


def test_entering_a_report_for_somebody(walker: Walker) -> None:
    entering.walk(walker)


def test_meeting_an_officer_by_video(walker: Walker) -> None:
    calls.walk(walker)


def test_screens_of_the_staff(walker: Walker) -> None:
    staff.walk(walker)


def test_screens_of_the_staff_that_no_link_leads_to(walker: Walker) -> None:
    unlinked.walk(walker)


def test_no_two_pages_have_one_title(walker: Walker) -> None:
    assert shared(walker.seen.titles) == []


def test_no_text_is_the_same_in_both_languages(walker: Walker) -> None:
    assert same_in_both(walker.seen.texts) == []


def test_no_page_of_ours_was_left_out(walker: Walker) -> None:
    paths = sorted({each.removeprefix(walker.site.url).partition("?")[0] for each in walker.seen.addresses})
    walked = set(walker.ask("routes", paths).values())
    assert {route: view for route, view in to_walk().items() if route not in walked} == {}
