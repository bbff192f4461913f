"""One look at a page that is open: everything that must hold of every page, in every mode, on one loading of it."""

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Page

from tests.journeys.walk.excepted import excepted
from tests.journeys.walk.focus import Focus

AXE = Path(AXE_FILE_PATH).read_text(encoding="utf-8")
LOOKS = Path(__file__).with_name("looks.js").read_text(encoding="utf-8")
USUAL, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 800}
# All rules that axe knows for WCAG 2.2 AA and good practice; the target size (24 px) it leaves out by itself.
RULES = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
COLOURS = {"resultTypes": ["violations"], "runOnly": ["color-contrast", "link-in-text-block"]}
# What Wagtail draws around our part of its pages: its side bar, its header, its footer, its own buttons.
AROUND_OURS = [
    *("#wagtail", ".sidebar", "header", "footer", ".form-side", ".w-dropdown"),
    *("[class*='w-side-panel']", "[data-minimap-container]"),
]
RUN = """([options, without]) => axe.run({exclude: without}, options).then(({violations}) => violations.flatMap(each =>
    each.nodes.map(node => [each.id, node.target.flat().join(" "),
        node.failureSummary.split("\\n").slice(-1)[0].trim()])))"""


@dataclass
class Seen:
    """What the walk has seen: what is wrong, the words of each page, and how much it was."""

    wrong: list[str] = field(default_factory=list)
    texts: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    titles: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    addresses: set[str] = field(default_factory=set)
    forms: set[tuple[str, str]] = field(default_factory=set)
    pages: set[str] = field(default_factory=set)
    likes: dict[str, set[str]] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    seconds: Counter[str] = field(default_factory=Counter)


class Eye:
    """Looks at pages and notes it all in `seen`."""

    def __init__(self, seen: Seen) -> None:
        self.seen = seen

    def look(
        self, page: Page, name: str, language: str, *, public: bool = True, errors: bool = False
    ) -> None:
        """Look at the open page in a state; `errors` says that it was sent with mistakes.

        Of pages that Wagtail draws (`/admin/`), only what stands in its frame is ours to mend.
        """
        begun = time.monotonic()
        page.evaluate(AXE)
        page.evaluate(LOOKS)
        problems = list(page.evaluate("walk.errors()")) if errors else []
        self.seen.addresses.add(page.url)
        self.seen.titles.setdefault((language, page.title()), set()).add(urlsplit(page.url).path)
        self.seen.counts["states"] += 1
        if self._like_another(page, language):
            self._note(problems, name, language, public=public)
            return
        page.evaluate("walk.unfold()")
        # Some pages of staff are in the language of whoever they are about: they are not held against each other.
        said = page.evaluate("document.documentElement.lang.slice(0, 2)")
        self.seen.texts[name, said] = page.evaluate("walk.texts()")
        problems += page.evaluate("language => walk.structure(language)", language)
        if public and page.locator(".band__language").count():
            problems += page.evaluate("language => walk.frame(language)", language)
        if page.locator("body.wagtail, #wagtail").count() and "/desk/" not in page.url:
            problems += self._axe(page, RULES, "light", AROUND_OURS)
        else:
            problems += self._in_every_mode(page, [] if public else AROUND_OURS)
            problems += self._narrow_and_large(page, public=public)
        self._note(problems, name, language, public=public)
        self.seen.seconds["looking"] += time.monotonic() - begun  # type: ignore[assignment]

    def _like_another(self, page: Page, language: str) -> bool:
        """Tell whether a page with the same parts and words was looked at: steps that report types share."""
        like = f"{language}{page.evaluate('walk.likeness()')}"
        known = like in self.seen.pages
        self.seen.pages.add(like)
        self.seen.counts["like another"] += known
        return known

    def _note(self, problems: Iterable[str], name: str, language: str, *, public: bool) -> None:
        for each in problems:
            if not excepted(each, name, public=public):
                self.seen.wrong.append(f"{language} {name}: {each}")

    def _in_every_mode(self, page: Page, without: list[str]) -> Iterator[str]:
        focus = Focus(page, self.seen.likes)
        if without:
            page.set_viewport_size({"width": USUAL["width"], "height": page.evaluate("walk.tall()")})
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        page.evaluate("walk.landed(true)")
        yield from self._axe(page, RULES, "light", without)
        yield from focus.unseen("light")
        page.emulate_media(color_scheme="dark")
        yield from self._axe(page, COLOURS, "dark", without)
        yield from (f"dark: {each}" for each in focus.unseen("dark"))
        page.emulate_media(color_scheme="light", forced_colors="active")
        yield from (f"forced colours: {each}" for each in focus.unseen("forced"))
        yield from page.evaluate("walk.unbordered()")
        page.emulate_media(color_scheme="light", forced_colors="none")
        page.evaluate("walk.landed(false)")
        page.set_viewport_size(USUAL)
        focus.close()
        self.seen.counts["focused"] += focus.counted

    def _axe(self, page: Page, options: dict[str, Any], mode: str, without: list[str]) -> Iterator[str]:
        self.seen.counts[f"axe, {mode}"] += 1
        for rule, target, why in page.evaluate(RUN, [options, without]):
            yield f"axe, {mode}: {rule} {target} ({why})"

    def _narrow_and_large(self, page: Page, *, public: bool) -> Iterator[str]:
        """320 px; on public pages also text twice as large, there and in a wide window, and wider spacing."""
        page.evaluate("walk.remember()")
        if public:
            yield from self._stressed(page, "enlarged", "200 percent text")
            yield from self._stressed(page, "spaced", "text spacing")
        page.set_viewport_size(NARROW)
        yield from (f"at 320 px: {each}" for each in page.evaluate("walk.wide()"))
        if public:
            page.evaluate("walk.remember()")
            yield from self._stressed(page, "enlarged", "at 320 px, 200 percent text")
            yield from self._stressed(page, "spaced", "at 320 px, text spacing")
        page.set_viewport_size(USUAL)

    def _stressed(self, page: Page, way: str, called: str) -> Iterator[str]:
        found = page.evaluate(
            f"() => {{ walk.{way}(true); return [...walk.wide(), ...walk.cutNow(), ...walk.broken()] }}"
        )
        page.evaluate(f"walk.{way}(false)")
        yield from (f"{called}: {each}" for each in found)
