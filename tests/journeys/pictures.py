"""The pictures of the README: taken on the journey, when CONSTAT_PICTURES is set."""

import os
from pathlib import Path

from playwright.sync_api import Page

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"


def take(page: Page, name: str) -> None:
    """Keep what the window shows now under this name."""
    if os.environ.get("CONSTAT_PICTURES"):
        PICTURES.mkdir(exist_ok=True)
        page.screenshot(path=PICTURES / f"{name}.png")
