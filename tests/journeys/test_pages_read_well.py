"""Each public page, each state of a report and every kind of question, looked at as the long walk looks."""

import pytest
from playwright.sync_api import Browser

from tests.journeys.every_kind import published, reads_well
from tests.journeys.instance import Instance
from tests.journeys.once import ONCE
from tests.journeys.pages import Walk
from tests.journeys.walk import public
from tests.journeys.walk.look import Seen
from tests.journeys.walk.walker import Walker

pytestmark = [pytest.mark.browser, ONCE]


def test_each_public_page_reads_well(site: Instance, browser: Browser) -> None:
    walker = Walker(browser, site, Seen())
    public.once(walker)
    assert walker.seen.wrong == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_page_reads_well_in_its_states(site: Instance, browser: Browser, language: str) -> None:
    walk = Walk(browser, site, language)
    walk.before_a_report()
    walk.a_report()
    walk.after_it()
    walk.the_desk()
    assert walk.found == []


@pytest.fixture(scope="module")
def every_kind(site: Instance, browser: Browser) -> None:
    """Pat publishes a report type with a question of every kind."""
    published(browser, site)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_page_with_every_kind_reads_well(
    site: Instance, browser: Browser, every_kind: None, language: str
) -> None:
    assert reads_well(browser, site, language) == []
