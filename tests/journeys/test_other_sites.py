"""A whole report from elsewhere: as an element in another site's page, from the one HTML file, and from the script."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.instance import BASE, Instance
from tests.journeys.pages import WIDER

TYPE = "bicycle-theft"
SAYS = {
    "en": {"begin": "Begin", "on": "Continue", "send": "Send report"},
    "fr": {"begin": "Commencer", "on": "Continuer", "send": "Envoyer le rapport"},
}
FIRST = {"in_danger": "no", "happening_now": "no", "in_city": "yes"}
TEXTS = {"email": "camille@example.org", "tel": "204-555-0142", "date": "1990-05-05"}
pytestmark = pytest.mark.browser


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    from PIL import Image

    path = tmp_path / "bike.jpg"
    Image.new("RGB", (640, 480), (30, 120, 60)).save(path)
    return path


def sound(page: Page) -> None:
    """Nothing that axe finds, and nothing wider than the screen."""
    assert [each["id"] for each in Axe().run(page).response["violations"]] == []
    assert page.evaluate(WIDER) <= 0


def fill(field: Locator) -> None:
    """Answer one question with something that fits."""
    name = field.get_attribute("data-name") or ""
    if field.locator("input[type=datetime-local]").count():
        field.locator("input[type=datetime-local]").first.fill("2026-11-20T13:30")
    elif field.locator("input[type=radio]").count():
        wanted = FIRST.get(name)
        choice = f"input[type=radio][value={wanted}]" if wanted else "input[type=radio]"
        field.locator(choice).first.check()
    else:
        for box in field.locator("input:not([type=checkbox], [type=file]), textarea").all():
            box.fill(_text(box))


def _text(box: Locator) -> str:
    if "postal" in (box.get_attribute("id") or ""):
        return "R3B 1B9"
    money = box.get_attribute("inputmode") == "decimal"
    return "120.00" if money else TEXTS.get(box.get_attribute("type") or "", "Exemple")


def whole_report(page: Page, language: str, photo: Path) -> str:
    """Go through the element from its start to the number; each state is looked at."""
    says, element = SAYS[language], page.locator("constat-report")
    sound(page)
    element.get_by_role("button", name=says["begin"]).click()
    heading = element.locator("h2")
    expect(element.locator(".field").first).to_be_visible()
    element.get_by_role("button", name=says["on"], exact=True).click()
    expect(element.locator(".summary")).to_be_focused()
    sound(page)
    while not element.locator("#declaration").count():
        for field in element.locator(".field:visible").all():
            if not field.locator("input[type=file]").count():
                fill(field)
        if element.locator("input[type=file]").count():
            element.locator("input[type=file]").first.set_input_files(photo)
            expect(element.locator("li", has_text="bike.jpg").first).to_be_visible()
        before = heading.inner_text()
        element.get_by_role("button", name=says["on"], exact=True).click()
        expect(heading).not_to_have_text(before)
    sound(page)
    element.locator("#declaration").check()
    element.get_by_role("button", name=says["send"]).click()
    expect(element.locator("#number")).to_have_text(f"{element.locator('#number').inner_text()}")
    sound(page)
    return str(element.locator("#number").inner_text())


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("fr", "dark")])
def test_another_sites_page_takes_a_report_with_a_photo(
    site: Instance, browser: Browser, photo: Path, language: str, scheme: str
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site.url}/demo/embed/?type={TYPE}&language={language}")
    expect(page.locator("constat-report h2")).to_be_visible()
    assert whole_report(page, language, photo).startswith("T-")
    assert [each for each in asked if not each.startswith((site.url, "blob:", "data:"))] == []


def test_the_one_html_file_takes_a_report(site: Instance, browser: Browser, photo: Path) -> None:
    page = browser.new_page()
    address = f"{site.url}/en/the-one-file.html"
    file = (BASE / "docs/client/report.html").read_text("utf-8")
    page.route(
        f"{address}**", lambda route: route.fulfill(body=file, content_type="text/html; charset=utf-8")
    )
    page.goto(f"{address}?server={site.url}&type={TYPE}&language=en")
    expect(page.locator("constat-report h2")).to_be_visible()
    assert whole_report(page, "en", photo).startswith("T-")


def test_the_script_files_a_report_with_a_photo_and_goes_on_where_it_stopped(
    site: Instance, photo: Path, tmp_path: Path
) -> None:
    state = tmp_path / "state.json"
    first = [TYPE, "--language", "fr", "--examples", "--state", str(state)]
    assert _script(site, [*first, "--photo", f"photos={photo}"], typed="non\n").returncode == 0
    begun = json.loads(state.read_text())["id"]
    sent = _script(site, [*first, "--send"])
    assert json.loads(sent.stdout[sent.stdout.index("{") :])["temporary_number"].startswith("T-")
    assert begun
    assert not state.exists()


def _script(site: Instance, arguments: list[str], typed: str = "") -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, str(BASE / "docs/client/report.py"), site.url, *arguments]
    return subprocess.run(command, input=typed, capture_output=True, text=True, check=False, timeout=120)
