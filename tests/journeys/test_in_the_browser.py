"""The site as `make run` runs it, in Chromium: one report from a phone to the records system, and a day of staff."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys import communications_day
from tests.journeys.citizen import Device, reload_until
from tests.journeys.instance import Instance
from tests.journeys.new_type import goes_from_nothing_to_filed
from tests.journeys.one_report import reports_a_theft, verifies, was_told_by_mail, was_transferred
from tests.journeys.pictures import take
from tests.journeys.staff import approve, approve_by_keys, claim, publish, relabel, sign_in
from tests.journeys.words import WORDS

pytestmark = pytest.mark.browser

WAYS = [
    pytest.param(Device(360, "en", scripts=False), id="phone, English, without JavaScript"),
    pytest.param(Device(1280, "fr"), id="desktop, French"),
]


@pytest.fixture(scope="module")
def relabelled(site: Instance, browser: Browser) -> None:
    """Dana changes a question of the theft report in both languages; Pat publishes it."""
    relabel(browser, site.url, {language: words["question"] for language, words in WORDS.items()})
    publish(browser, site.url)


@pytest.mark.parametrize("device", WAYS)
def test_a_theft_goes_from_the_citizen_to_the_records_system(
    site: Instance, browser: Browser, relabelled: None, device: Device, tmp_path: Path
) -> None:
    camille = reports_a_theft(browser, site, device)
    number, code = camille.numbers()
    assert camille.download(camille.says["copy"]).startswith(b"%PDF")

    noor = sign_in(browser, site.url, "noor", "/desk/")
    claim(noor, number)
    if device.language == "en":
        noor.goto(f"/desk/{number}/")
        take(noor, "desk")
    (approve if device.scripts else approve_by_keys)(noor)

    camille.follow(number, code)
    reload_until(camille.page, camille.page.locator(".tag", has_text=camille.says["filed"]))
    file_number = camille.page.get_by_role("heading", level=1).inner_text().split()[-1]
    copy = camille.download(camille.says["official"])
    verifies(camille, copy, file_number, tmp_path)
    was_transferred(site, file_number)
    was_told_by_mail(camille, number, file_number, code)
    reload_until(noor, noor.get_by_text("Filed", exact=True))


def test_a_new_report_type_goes_from_nothing_to_a_filed_report(site: Instance, browser: Browser) -> None:
    goes_from_nothing_to_filed(site, browser)


def test_communications_staff_have_a_day(site: Instance, browser: Browser, tmp_path: Path) -> None:
    communications_day.passes(site, browser, tmp_path)
