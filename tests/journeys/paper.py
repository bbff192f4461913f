"""What comes out when somebody prints the open page: a PDF as Chromium makes it, and its words sheet by sheet."""

import subprocess
from pathlib import Path

from playwright.sync_api import Page

SHOWN = (
    "selector => [...document.querySelectorAll(selector)].filter(each => each.getClientRects().length).length"
)
LOOKS = "([selector, name]) => getComputedStyle(document.querySelector(selector))[name]"


def printed(page: Page, folder: Path) -> list[str]:
    """Print the page on Letter; return the words of each sheet, with one space where the line broke."""
    page.emulate_media(media="print")
    path = folder / "sheet.pdf"
    page.pdf(path=path, format="Letter")
    page.emulate_media(media="screen")
    words = subprocess.check_output(["pdftotext", "-enc", "UTF-8", path, "-"], text=True)
    return [" ".join(sheet.split()) for sheet in words.split("\f")[:-1]]


def shown_on_paper(page: Page, selector: str) -> int:
    """Return how many of the elements are on the sheet."""
    page.emulate_media(media="print")
    count = int(page.evaluate(SHOWN, selector))
    page.emulate_media(media="screen")
    return count


def on_paper(page: Page, selector: str, name: str) -> str:
    """Return how one element looks on the sheet."""
    page.emulate_media(media="print")
    looks = str(page.evaluate(LOOKS, [selector, name]))
    page.emulate_media(media="screen")
    return looks
