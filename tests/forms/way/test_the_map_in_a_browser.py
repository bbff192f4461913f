"""The map in Chromium under the strict policy: by keyboard and by touch, told in words, asking nobody else."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Page, Route, expect, sync_playwright

from tests.browsers import chromium
from tests.definitions import both, question, step, theft

SITE = "http://localhost"
TILES = "https://tiles.example/{z}/{x}/{y}.png"
DOWNTOWN = {"latitude": 49.8951, "longitude": -97.1384}
Open = Callable[..., Page]


@pytest.fixture
def pages(client: Client, make_type: Callable[..., Any], settings: Any) -> dict[str, Any]:
    """The first step of a type that asks for a place: in each language, and with pictures of streets."""
    label = both("Where did it happen?", "Où cela s’est-il passé?")
    make_type(
        theft(
            steps=[
                step(
                    "where",
                    question("place", "location", label=label, not_sure=True, limits={"inside": "require"}),
                )
            ]
        )
    )
    found = {"en": client.get("/en/report/theft/begin/"), "fr": client.get("/fr/report/vol/begin/")}
    brandon = {"place-lat": "49.8483", "place-lon": "-99.9501", "place-postal_code": "?", "continue": "1"}
    found["wrong"] = Client().post("/en/report/theft/begin/", brandon)
    settings.MAP_TILES, settings.MAP_TILES_CREDIT = TILES, "© Tiles & <b>others</b>"
    policy = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    allowed = {**policy, "img-src": [*policy["img-src"], "https://tiles.example"]}
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": allowed}
    return {**found, "tiles": client.get("/en/report/theft/begin/")}


@pytest.fixture
def asked_of() -> list[str]:
    """Every address that the browser asked for."""
    return []


@pytest.fixture
def open_page(pages: dict[str, Any], asked_of: list[str]) -> Iterator[Open]:
    """Open the step; it is answered from pages fetched before, headers included, and from the static files."""
    outlines = Client().get("/places/outlines.json")
    with sync_playwright() as playwright:
        browser = chromium(playwright)

        def open_one(name: str = "en", width: int = 360, **more: Any) -> Page:
            response = pages[name]

            def answer(route: Route) -> None:
                address = route.request.url
                asked_of.append(address)
                if "/places/" in address:
                    route.fulfill(body=outlines.content, content_type="application/json")
                elif "/static/" in address:
                    found = address.partition("/static/")[2].partition("?")[0]
                    route.fulfill(path=finders.find(found))
                elif address.startswith(f"{SITE}/step"):
                    headers = {name: value for name, value in response.items() if name != "Content-Length"}
                    route.fulfill(status=200, body=response.content, headers=headers)
                else:
                    route.fulfill(status=404, body="")

            page = browser.new_context(viewport={"width": width, "height": 800}, **more).new_page()
            page.set_default_timeout(5000)
            page.route("**/*", answer)
            page.goto(f"{SITE}/step")
            return page

        yield open_one
        browser.close()


def pin(page: Page) -> tuple[float, float]:
    lat, lon = (float(page.input_value(f"#place-{part}") or 0) for part in ("lat", "lon"))
    return lat, lon


@pytest.mark.browser
def test_nothing_of_a_map_is_loaded_before_it_is_opened(open_page, asked_of):
    page = open_page()
    assert page.get_by_role("button", name="Show a map").is_visible()
    assert not [each for each in asked_of if "leaflet" in each or "outlines" in each]
    assert page.input_value("#place-lat") == ""


@pytest.mark.browser
def test_arrow_keys_move_the_pin_and_plus_and_minus_zoom(open_page, asked_of):
    said: list[str] = []
    page = open_page()
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.get_by_role("button", name="Show a map").press("Enter")
    page.wait_for_selector(".pin__map:focus")
    page.keyboard.press("ArrowRight")
    first = pin(page)
    page.keyboard.press("ArrowUp")
    assert pin(page)[0] > first[0]
    assert pin(page)[1] == pytest.approx(first[1])
    page.keyboard.press("+")
    page.keyboard.press("ArrowLeft")
    assert pin(page)[1] < first[1]
    expect(page.locator("[data-told]")).to_have_text(re.compile("The pin is in .+"))
    page.get_by_role("button", name="Take the pin out").click()
    assert page.input_value("#place-lat") == ""
    assert page.inner_text("[data-told]") == "The pin is taken out."
    assert said == []
    assert {each.partition("/")[2].split("/")[1] for each in asked_of} == {"localhost"}


@pytest.mark.browser
def test_a_tap_sets_the_pin(open_page):
    page = open_page(has_touch=True)
    page.get_by_role("button", name="Show a map").tap()
    page.wait_for_selector(".pin__map path")
    page.locator(".pin__map").tap(position={"x": 150, "y": 150})
    page.wait_for_selector(".pin__mark")
    assert pin(page) != (0, 0)


@pytest.mark.browser
def test_where_i_am_now_is_taken_when_it_is_allowed(open_page):
    page = open_page(geolocation=DOWNTOWN, permissions=["geolocation"])
    page.get_by_role("button", name="Use where I am now").click()
    expect(page.locator("[data-told]")).to_contain_text("Downtown")
    assert pin(page) == (49.8951, -97.1384)


@pytest.mark.browser
def test_a_denial_says_what_to_do(open_page):
    page = open_page("fr")
    page.get_by_role("button").nth(1).wait_for()
    page.locator(".pin__button").nth(1).click()
    expect(page.locator("[data-told]")).to_have_text(re.compile(".{40}"))


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_it_fits(open_page, scheme, width):
    page = open_page("en", width, color_scheme=scheme)
    page.get_by_role("button", name="Show a map").click()
    page.wait_for_selector(".pin__map path")
    page.keyboard.press("ArrowRight")
    page.wait_for_selector(".pin__mark")
    found = Axe().run(page)
    assert [each["id"] for each in found.response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.browser
def test_a_pin_that_is_saved_is_shown_at_once_with_what_is_wrong(open_page):
    page = open_page("wrong", 320)
    page.wait_for_selector(".pin__mark")
    assert page.inner_text("[data-told]") == "The pin is outside Winnipeg. Check it."
    assert page.locator(".govuk-error-summary a").all_inner_texts() != []
    found = Axe().run(page)
    assert [each["id"] for each in found.response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.browser
def test_pictures_come_only_from_the_source_that_is_configured(open_page, asked_of):
    page = open_page("tiles")
    page.get_by_role("button", name="Show a map").click()
    page.wait_for_selector(".leaflet-control-attribution")
    assert page.inner_text(".leaflet-control-attribution") == "© Tiles & <b>others</b>"
    page.wait_for_selector(".leaflet-tile", state="attached")
    elsewhere = {each.split("/")[2] for each in asked_of if not each.startswith(SITE)}
    assert elsewhere == {"tiles.example"}
