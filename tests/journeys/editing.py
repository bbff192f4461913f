"""Dana in Wagtail's editor: she makes a report type from nothing, by clicking and typing."""

import json
import re
from typing import Any

from playwright.sync_api import Locator, Page, expect

# The button between blocks that adds one more, below the count of a stream or a list.
ADD = (
    "xpath=../*[@data-streamfield-stream-container or @data-streamfield-list-container]/descendant-or-self::*"
)
ADD += "/button[contains(@class, 'c-sf-add-button')]"


TOGGLE = "xpath=*[1]//button[@data-panel-toggle]"
SETTINGS = "xpath=ancestor::*[@data-panel][1]/*[1]//button[@data-streamfield-action='SETTINGS']"


class Editor:
    """The editor of one report type, on a page that is signed in."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def begin(self, title: str, summary: str) -> None:
        """Open the form for a new report type below the list of matters, and name it."""
        self.page.goto("/admin/pages/search/?q=Report+online")
        self.page.get_by_role("link", name="Report online", exact=True).click()
        self.page.get_by_role("button", name="Actions", exact=True).click()
        self.page.get_by_role("link", name="Add child page").click()
        self.page.get_by_role("link", name="Report type", exact=True).click()
        self.page.wait_for_url("**/add/reportforms/reporttypepage/**")
        self.fill(title=title, summary=summary)

    def tab(self, name: str) -> None:
        """Turn to one of the editor's tabs."""
        self.page.get_by_role("tab", name=name).click()

    def fill(self, **fields: str) -> None:
        """Type into fields by their full names."""
        for name, text in fields.items():
            self.field(name).fill(text)

    def field(self, name: str) -> Locator:
        """Find a field, opening what it is folded in."""
        field = self.page.locator(f"[name='{name}']")
        field.wait_for(state="attached")
        for fold in field.locator("xpath=ancestor::*[@data-panel or @data-block-settings]").all():
            opener = fold.locator(SETTINGS if fold.get_attribute("data-panel") is None else TOGGLE)
            if opener.count() and opener.first.get_attribute("aria-expanded") != "true" and field.is_hidden():
                opener.first.click()
        return field

    def both(self, name: str, english: str, french: str) -> None:
        """Type a text in both languages."""
        self.fill(**{f"{name}-en": english, f"{name}-fr": french})

    def add(self, stream: str, what: str = "") -> str:
        """Add a block at the end of a stream or list; return how the names of its fields begin."""
        count = self.page.locator(f"[name='{stream}-count']")
        number = int(count.input_value())
        count.locator(ADD).last.click()
        if what:
            self.page.get_by_role("option", name=what, exact=True).click()
        expect(count).to_have_value(str(number + 1))
        return f"{stream}-{number}-value"

    def step(self, key: str, english: str, french: str) -> str:
        """Add a step; return the name of its questions."""
        step = self.add("steps")
        self.both(f"{step}-title", english, french)
        self.fill(**{f"{step}-key": key})
        return f"{step}-items"

    def question(self, stream: str, key: str, kind: str, english: str, french: str, **more: Any) -> str:
        """Add a question to a step or a group, required unless `more` says otherwise."""
        question = self.add(stream, "" if stream.endswith("questions") else "Question")
        self.fill(**{f"{question}-key": key})
        self.field(f"{question}-kind").select_option(kind)
        self.both(f"{question}-label", english, french)
        self.field(f"{question}-required").set_checked(more.get("required", True))
        self.field(f"{question}-not_sure").set_checked(more.get("not_sure", False))
        for token, in_english, in_french in more.get("choices", ()):
            self._choice(question, token, in_english, in_french)
        if "when" in more:
            self.when(f"{question}-show_if", *more["when"])
        return question

    def _choice(self, question: str, token: str, english: str, french: str) -> None:
        choice = self.add(f"{question}-choices")
        self.fill(**{f"{choice}-token": token})
        self.both(f"{choice}-label", english, french)

    def when(self, condition: str, key: str, value: str) -> None:
        """Compare an answer with a value."""
        self.field(f"{condition}-match")
        clause = self.add(f"{condition}-clauses")
        self.fill(**{f"{clause}-question": key, f"{clause}-value": value})

    def test_answers(self, name: str, answers: dict[str, Any], expected: str, keys: str = "") -> None:
        """Store test answers, written as JSON, and what has to come of them."""
        forms = self.page.locator("[name=sample_answers-TOTAL_FORMS]")
        number = forms.input_value()
        self.page.get_by_role("button", name="Add set of answers").click()
        row = f"sample_answers-{number}"
        self.fill(
            **{f"{row}-name": name, f"{row}-answers": json.dumps(answers), f"{row}-expected_keys": keys}
        )
        self.field(f"{row}-expected").select_option(expected)

    def choose_privacy_notice(self) -> None:
        """Choose the one privacy notice in its dialog."""
        self.page.get_by_role("button", name="Choose privacy notice").click()
        self.page.locator(".modal-body td a, .modal-body .title a").first.click()
        expect(self.page.locator("[name=privacy_notice]")).not_to_have_value("")

    def save(self) -> None:
        """Save the draft."""
        self.page.get_by_role("button", name="Save draft").click()
        expect(self.page.locator(".messages")).to_contain_text(re.compile("created|updated"))

    def more(self) -> None:
        """Open the other buttons beside "Save draft"."""
        self.page.locator("footer [data-w-dropdown-target=toggle]").click()

    def translate(self, language: str) -> None:
        """Make the page in another language, from the page's menu."""
        menu = self.page.get_by_role("navigation", name="Actions", exact=True)
        menu.get_by_role("button", name="Actions").click()
        self.page.get_by_role("link", name="Translate").first.click()
        self.page.get_by_label(language).check()
        self.page.locator("main form [type=submit]").click()
        expect(self.page.locator(".messages")).to_contain_text(language)
