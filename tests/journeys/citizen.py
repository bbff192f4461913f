"""Camille in a browser: reports a theft step by step, comes back on another device, follows the report."""

import io
import re
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.words import WORDS

STORY = "The lock was cut. My neighbour ᐚᐸᐣ Okimaw heard a grinder in the lane at about one o’clock."
SPOKEN = {"en": "en-CA", "fr": "fr-CA"}


@dataclass
class Device:
    """A phone or a computer: what a browser on it is like."""

    width: int = 360
    language: str = "en"
    scripts: bool = True

    def open(self, browser: Browser, url: str) -> BrowserContext:
        """Open a browser that nobody has used before."""
        return browser.new_context(
            base_url=url,
            viewport={"width": self.width, "height": 800},
            locale=SPOKEN[self.language],
            java_script_enabled=self.scripts,
            accept_downloads=True,
        )


class Camille:
    """A citizen with one page open; `says` has the words of her language."""

    def __init__(self, page: Page, device: Device) -> None:
        self.page, self.device = page, device
        self.says = WORDS[device.language]

    @property
    def mails(self) -> list[str]:
        """The subjects of the mails she gets until her report is filed."""
        if self.device.language == "fr":
            return ["Nous avons reçu votre rapport", "Votre rapport est approuvé", "Votre rapport est classé"]
        return ["We have your report", "Your report is approved", "Your report is on file"]

    def begin(self) -> None:
        """Find the report type and answer the first questions."""
        self.page.goto(self.says["types"])
        self.page.get_by_role("link", name=self.says["theft"], exact=True).click()
        self.page.get_by_role("button", name=self.says["start"]).or_(
            self.page.get_by_role("link", name=self.says["start"])
        ).click()
        self.choose(in_danger="no", happening_now="no", in_city="yes")
        self.go_on()

    def go_on(self) -> None:
        """Press the main button, and wait for the page that it leads to."""
        self.press("[name=continue]")

    def press(self, button: str) -> None:
        """Press a button, and wait for the page that it leads to."""
        with self.page.expect_event("domcontentloaded"):
            self.page.locator(button).last.click()

    def choose(self, **choices: str) -> None:
        """Choose radio buttons by question."""
        for name, token in choices.items():
            self.page.locator(f"[name={name}][value={token}]").check()

    def fill(self, fields: dict[str, str]) -> None:
        """Fill in fields by name."""
        for name, value in fields.items():
            self.page.locator(f"[name={name}]").fill(value)

    def tell_when_and_where(self) -> None:
        """Say when and where it was: on a day that is past, at a time that she is not sure about."""
        self.page.locator("[name=incident_time-precision][value=about]").check()
        self.fill(
            {
                "incident_time-from_date": "2026-11-02",
                "incident_time-from_time": "13:30",
                "incident_place-street": "510 Main Street",
            }
        )
        self._choose_location("street")

    def _choose_location(self, token: str) -> None:
        field = self.page.locator("[name=location_type]")
        if field.first.evaluate("each => each.tagName") == "SELECT":
            field.select_option(token)
        else:
            self.choose(location_type=token)

    def tell_an_item(self, number: int, kind: str, description: str, **more: str) -> None:
        """Fill in one item; its serial number is not known."""
        prefix = f"items-{number}"
        self.page.locator(f"[name={prefix}-kind]").select_option(kind)
        self.fill({f"{prefix}-description": description})
        self.fill({f"{prefix}-{name}": value for name, value in more.items()})

    def add_an_item(self) -> None:
        """Press the group's button for one more."""
        self.press("[name=add-items]")

    def add_a_photo(self) -> None:
        """Choose a photo; without scripts, press the button that sends it."""
        chosen = {"name": "lock.jpg", "mimeType": "image/jpeg", "buffer": photo()}
        self.page.locator("[name=photos]").set_input_files(chosen)
        if not self.device.scripts:
            self.page.locator("[name=upload-photos]").click()
        expect(self.page.get_by_text("lock.jpg").first).to_be_visible()

    def tell_who(self, email: str) -> None:
        """Say who she is and how she is reached."""
        self.choose(reporting_role="victim")
        self.fill(
            {
                "first_name": "Camille",
                "last_name": "Desrosiers",
                "birth_date": "1988-02-29",
                "email": email,
                "phone": "204-555-0123",
                "address-street": "12 Example Street",
            }
        )

    def code(self) -> str:
        """The code at the foot of the step that opens the draft elsewhere."""
        return self.page.locator(".resume-line strong").inner_text().strip()

    def resume(self, code: str) -> None:
        """Enter the code on a device that does not know the draft."""
        self.page.goto(f"/{self.device.language}/resume/")
        self.page.locator("[name=resume_code]").fill(code)
        self.page.locator("main form button").click()

    def declare_and_send(self) -> None:
        """Declare that it is true, and send it."""
        self.page.locator("[name=declaration]").check()
        self.page.locator("main form button:not([name])").last.click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text(self.says["sent"])

    def numbers(self) -> tuple[str, str]:
        """The temporary number and the access code of the confirmation."""
        number, code = self.page.locator(".number__value").all_inner_texts()
        assert re.fullmatch(r"T-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]", number)
        assert re.fullmatch(r"[0-9A-Z]{4}([ -][0-9A-Z]{4}){3}", code)
        return number, code

    def follow(self, number: str, code: str) -> None:
        """Open the report with its number and code."""
        self.page.goto(f"/{self.device.language}/track/")
        self.fill({"number": number, "code": code})
        self.press("main form button")

    def download(self, name: str) -> bytes:
        """Follow a link to a file."""
        with self.page.expect_download() as started:
            self.page.get_by_role("link", name=name).click()
        return started.value.path().read_bytes()


def photo() -> bytes:
    """A picture of a cut lock, as a phone would send it."""
    picture = Image.new("RGB", (1200, 900), "#5d6b75")
    draw = ImageDraw.Draw(picture)
    draw.rounded_rectangle((400, 420, 800, 760), 40, fill="#c9a227")
    draw.arc((460, 180, 740, 620), 180, 300, fill="#22303a", width=44)
    kept = io.BytesIO()
    picture.save(kept, "JPEG", quality=80)
    return kept.getvalue()


def reload_until(page: Page, shown: Any, *, seconds: float = 90) -> None:
    """Load the page again until something is on it: what happens elsewhere takes its time."""
    for _ in range(int(seconds)):
        if shown.first.is_visible():
            return
        page.wait_for_timeout(1000)
        page.reload()
    expect(shown.first).to_be_visible()
