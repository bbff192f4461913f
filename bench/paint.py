"""When a visitor sees a page: largest contentful paint in Chromium, on a line as slow as its “Slow 4G”.

What nginx does in production is done here where it counts: style sheets and scripts go compressed. The HTML does not,
so that the figures are an upper bound. Each page is opened by a browser that has nothing of the site yet.
"""

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

from playwright.sync_api import Browser, sync_playwright

from bench.server import BASE, serving

BUDGET_MS: Final = 1500
TURNS: Final = 5
PAGES: Final = (
    "/en/",
    "/fr/",
    "/en/report/bicycle-theft/",
    "/en/prevention/protect-your-bicycle/",
    "/fr/nouvelles/",
)
CHROMIUM: Final = Path("/usr/bin/chromium")
# Chromium's own preset: 1.6 Mbit/s down, 750 kbit/s up, 150 ms there and back, as its developer tools apply it.
SLOW_4G: Final = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8 * 0.9,
    "uploadThroughput": 750_000 / 8 * 0.9,
}
WATCH: Final = """window.painted = 0; new PerformanceObserver(list => {
    for (const each of list.getEntries()) window.painted = each.startTime;
}).observe({type: "largest-contentful-paint", buffered: true})"""


@dataclass(frozen=True)
class Paint:
    """A page: its median of largest contentful paints in milliseconds, and what came over the line in kB."""

    page: str
    painted: float
    kilobytes: float


def paints(environment: Mapping[str, str]) -> list[Paint]:
    """Serve the demo of `environment` and measure each page on a phone's screen."""
    static = Path(environment["CONSTAT_VAR"]) / "static"
    subprocess.run(
        [sys.executable, "-m", "whitenoise.compress", "--quiet", str(static)], cwd=BASE, check=True
    )
    with serving("config.wsgi:application", environment) as server, sync_playwright() as playwright:
        path = CHROMIUM if CHROMIUM.exists() else None
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        opened = [[one_opening(browser, server.port, page) for _ in range(TURNS)] for page in PAGES]
        browser.close()
    return [
        Paint(page, median(at for at, _ in found), median(size for _, size in found))
        for page, found in zip(PAGES, opened, strict=True)
    ]


def one_opening(browser: Browser, port: int, page: str) -> tuple[float, float]:
    """Open a page in a fresh browser; return when its largest part was there (ms) and what was fetched (kB)."""
    context = browser.new_context(viewport={"width": 390, "height": 780}, device_scale_factor=2)
    tab = context.new_page()
    tools = context.new_cdp_session(tab)
    tools.send("Network.enable")
    tools.send("Network.emulateNetworkConditions", SLOW_4G)
    fetched: list[float] = []
    tools.on("Network.loadingFinished", lambda told: fetched.append(told["encodedDataLength"]))
    tab.add_init_script(WATCH)
    tab.goto(f"http://127.0.0.1:{port}{page}", wait_until="networkidle")
    painted = float(tab.evaluate("window.painted"))
    context.close()
    return painted, sum(fetched) / 1000


def table(found: list[Paint]) -> list[str]:
    """Return the figures as lines of a Markdown table."""
    lines = ["| page | largest contentful paint | over the line |", "|---|---|---|"]
    lines += [f"| `{each.page}` | {each.painted:.0f} ms | {each.kilobytes:.0f} kB |" for each in found]
    return [*lines, "", f"At most {BUDGET_MS} ms and 150 kB; Chromium at 390 px, median of {TURNS}, slow 4G."]
