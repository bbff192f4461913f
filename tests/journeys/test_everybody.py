"""The public site for everybody: by keyboard alone in a small window with large text, and without scripts."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright

from tests.browsers import chromium
from tests.journeys.citizen import SPOKEN
from tests.journeys.hands import Keys, Touch
from tests.journeys.instance import Instance
from tests.journeys.once import ONCE
from tests.journeys.resident import Resident

pytestmark = [pytest.mark.browser, ONCE]
BESIDE = "tests.journeys.beside"
NARROW, PHONE = {"width": 320, "height": 800}, {"width": 360, "height": 740}
# The size of text that a person sets in the browser: twice the usual 16 px.
TWICE = "--blink-settings=defaultFontSize=32"


@pytest.fixture
def small_window(site: Instance, playwright: Playwright) -> Page:
    """320 px wide, text at 200 percent, and the colours that the system forces."""
    context = chromium(playwright, TWICE).new_context(
        base_url=site.url, viewport=NARROW, locale=SPOKEN["en"], forced_colors="active"
    )
    return context.new_page()


@pytest.fixture
def without_scripts(site: Instance, browser: Browser) -> Page:
    """A phone where no script runs, in French."""
    context = browser.new_context(
        base_url=site.url, viewport=PHONE, locale=SPOKEN["fr"], java_script_enabled=False
    )
    return context.new_page()


def test_a_resident_with_nothing_but_the_keyboard_and_large_text(site: Instance, small_window: Page) -> None:
    resident = Resident(Keys(small_window), "en")
    resident.follows_a_poster("bike")
    resident.tells_of_a_bicycle()
    resident.sends_it()
    resident.says_what_is_missing("/en/lock-it/")
    resident.searches("BÍCYCLE séríal", "Lock it, mark it, report it")
    resident.turns_a_page_without_translation(site.ask(BESIDE, "untranslated"))


def test_a_resident_without_scripts(site: Instance, without_scripts: Page, tmp_path: Path) -> None:
    resident = Resident(Touch(without_scripts), "fr")
    resident.opens_the_card("velo")
    resident.tells_of_a_bicycle()
    numbers = resident.sends_it()
    resident.keeps_the_confirmation(site.url, numbers, tmp_path)
    resident.says_what_is_missing("/fr/prevention-et-soutien/proteger-son-velo/")
    resident.searches("velo verrouille", "Verrouillez, marquez, signalez")
    resident.turns_a_page_without_translation(site.ask(BESIDE, "untranslated"))
    resident.reads_step_by_step()
    resident.answers_the_survey(site.ask(BESIDE, "invitation"))
