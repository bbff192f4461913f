"""The way through every report type: each step empty and with mistakes, the check, the end, and where it stops."""

import json
import urllib.request
from typing import Any

from tests.journeys.walk.walker import LANGUAGES, Walker, press

GO_ON = "[name=continue]"
SEND = "main form button:not([name]):not([tabindex='-1'])"


def walk(walker: Walker) -> None:
    """Look at all steps of all types, in both languages."""
    filled = walker.ask("drafts")
    for language in LANGUAGES:
        for each in _get(walker, f"report-types?language={language}")["items"]:
            base = each["url"].removeprefix(walker.site.url)
            definition = _get(walker, each["definition"]["href"].split("/api/v1/")[-1])
            _empty(walker, each["key"], base, [step["key"] for step in definition["steps"]], language)
            of_type = [one for one in filled if (one["type"], one["language"]) == (each["key"], language)]
            for draft in of_type:
                if draft["code"]:
                    _filled(walker, draft, base, language)


def _get(walker: Walker, path: str) -> Any:
    with urllib.request.urlopen(f"{walker.site.url}/api/v1/{path}") as answer:
        return json.load(answer)


def _empty(walker: Walker, key: str, base: str, steps: list[str], language: str) -> None:
    """Begin with nothing, and send each step as it is."""
    page = walker.anew(language)
    for number, step in enumerate(steps):
        page.goto(f"{base}begin/" if number == 0 else f"{base}{step}/")
        walker.eye.look(page, f"{key} {step}", language)
        press(page, GO_ON)
        if page.locator(".govuk-error-summary").count():
            walker.eye.look(page, f"{key} {step}, with mistakes", language, errors=True)
    page.goto(f"{base}check/")
    walker.eye.look(page, f"{key} check, nothing answered", language)


def _filled(walker: Walker, draft: dict[str, str], base: str, language: str) -> None:
    """Come back to a draft that is filled in: to its check and its end, or to where it stops."""
    page = walker.anew(language)
    page.goto(f"/{language}/resume/")
    page.locator("[name=resume_code]").fill(draft["code"])
    press(page, "main form button")
    name = draft["type"]
    if draft["stops"]:
        page.goto(f"{base}stopped/{draft['stops']}/")
        walker.eye.look(page, f"{name} stopped by {draft['stops']}", language)
        return
    page.goto(f"{base}resume/")
    walker.eye.look(page, f"{name} later", language)
    page.goto(f"{base}check/")
    walker.eye.look(page, f"{name} check", language)
    walker.press_with_mistakes(f"{name} check, not declared", page, SEND, language)
    page.locator("[name=declaration]").check()
    press(page, SEND)
    walker.eye.look(page, f"{name} sent", language)
