"""The browser that the tests drive: the distribution's Chromium, in the build without windows where it is there."""

from pathlib import Path

from playwright.sync_api import Browser, Playwright, expect

# The first opens a page with half the work: it draws no window around it. The second is what people have.
WINDOWLESS, WHOLE = "/usr/bin/chromium-headless-shell", "/usr/bin/chromium"
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")

# A machine that is busy is no failure.
expect.set_options(timeout=30_000)


def chromium(playwright: Playwright, *flags: str) -> Browser:
    """Start Chromium, or Playwright's own where the distribution has none."""
    found = next((path for path in (WINDOWLESS, WHOLE) if Path(path).exists()), None)
    return playwright.chromium.launch(executable_path=found, args=[*FLAGS, *flags])
