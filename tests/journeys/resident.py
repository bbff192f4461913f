"""A resident at the doors of the public site: from a poster to a report, feedback, search, language, survey."""

import re
from datetime import date
from pathlib import Path

from playwright.sync_api import expect

from tests.journeys.hands import Hands
from tests.journeys.pages import WIDER
from tests.journeys.paper import on_paper, printed, shown_on_paper

STORY = "The chain was cut at noon."
WORDS = {
    "en": {
        "language": "Français",
        "start": "Start",
        "sent": "Your report is sent",
        "thanks": "Thank you",
        "story": "What happened",
        "missing": "It does not say what a good lock costs. Ask me at 204-555-0187.",
        "scrubbed": "We took out what looked like personal information",
        "search": "Search",
        "untranslated": "This page is not in English yet:",
        "follow": "Follow your report",
    },
    "fr": {
        "language": "English",
        "start": "Commencer",
        "sent": "Votre rapport est envoyé",
        "thanks": "Merci",
        "story": "Ce qui s’est passé",
        "missing": "Le prix d’un bon cadenas n’y est pas. Appelez-moi au 204-555-0187.",
        "scrubbed": "nous avons retiré ce qui ressemblait à des renseignements personnels",
        "search": "Recherche",
        "untranslated": "Cette page n’existe pas encore en français",
        "follow": "Suivre votre rapport",
    },
}


class Resident:
    """Somebody with a page open, their hands, and a language."""

    def __init__(self, hands: Hands, language: str) -> None:
        self.hands, self.page, self.language = hands, hands.page, language
        self.says = WORDS[language]

    def fits(self) -> None:
        """Nothing is wider than the window, whatever the size of the text."""
        assert self.page.evaluate(WIDER) <= 0, self.page.url

    def go_on(self) -> None:
        """Press Continue; the next step fits."""
        before = self.page.url
        self.hands.press(self.page.locator("[name=continue]").last)
        assert self.page.url != before, self.page.locator(".govuk-error-summary").inner_text()
        self.fits()

    def follows_a_poster(self, word: str) -> None:
        """Open the short link that is printed, read the campaign, and go on to the report."""
        self.page.goto(f"/go/{word}")
        self.follows_the_campaign()

    def follows_the_campaign(self) -> None:
        """From its page to the report, and to the first questions."""
        expect(self.page.locator("h1")).to_be_visible()
        self.fits()
        self.hands.press(self.page.locator("main a.govuk-button").first)
        self.fits()
        start = self.page.get_by_role("button", name=self.says["start"])
        self.hands.press(start.or_(self.page.get_by_role("link", name=self.says["start"])).first)
        self.fits()

    def tells_of_a_bicycle(self) -> None:
        """Answer each step, with a visit to the other language in the middle."""
        hands, page = self.hands, self.page
        for name, token in (("in_danger", "no"), ("happening_now", "no"), ("in_city", "yes")):
            hands.choose(name, token)
        self.go_on()
        hands.tick(page.locator("[name=incident_time-not_sure]"))
        hands.tick(page.locator("[name=incident_place-not_sure]"))
        hands.choose("location_type", "street")
        self.go_on()
        hands.type(page.locator("[name=items-0-description]"), "Green Norco")
        for part in ("make", "model", "serial_number", "value"):
            hands.tick(page.locator(f"[name=items-0-{part}-not_sure]"))
        hands.choose("lock", "not_sure")
        self.go_on()
        hands.type(page.locator("[name=story]"), STORY)
        hands.choose("suspect_known", "no")
        self.go_on()
        self.goes_through_the_other_language()
        self.go_on()
        hands.choose("reporting_role", "victim")
        hands.type(page.locator("[name=first_name]"), "Camille")
        hands.type(page.locator("[name=last_name]"), "Desrosiers")
        hands.day(page.locator("[name=birth_date]"), date(1988, 2, 29))
        hands.type(page.locator("[name=phone]"), "204-555-0123")
        hands.type(page.locator("[name=address-street]"), "12 Example Street")
        self.go_on()

    def goes_through_the_other_language(self) -> None:
        """At a step: the same step in the other language, its answers there, and back."""
        page, step = self.page, self.page.url.split("/")[-2]
        other = "fr" if self.language == "en" else "en"
        self.hands.press(page.locator(".band__language a"))
        expect(page.locator("html")).to_have_attribute("lang", other)
        assert page.url.split("/")[-2] == step
        self.fits()
        page.goto(page.url.replace(f"/{step}/", "/story/"))
        expect(page.locator("[name=story]")).to_have_value(STORY)
        expect(page.locator("[name=suspect_known][value=no]")).to_be_checked()
        self.hands.press(page.locator(".band__language a"))
        expect(page.locator("html")).to_have_attribute("lang", self.language)
        expect(page.get_by_role("heading", level=1)).to_have_text(self.says["story"])
        self.go_on()

    def sends_it(self) -> tuple[str, str]:
        """Declare, send, and say how easy it was; return number and code."""
        page = self.page
        self.hands.tick(page.locator("[name=declaration]"))
        self.hands.press(page.locator("main form button:not([name])").last)
        expect(page.get_by_role("heading", level=1)).to_have_text(self.says["sent"])
        self.fits()
        self.hands.press(page.locator("#opinion button").first)
        expect(page.locator("#opinion h2")).to_have_text(self.says["thanks"])
        self.fits()
        number, code = page.locator(".number__value").all_inner_texts()
        return number, code

    def keeps_the_confirmation(self, site: str, numbers: tuple[str, str], folder: Path) -> None:
        """On paper both numbers are large and whole, with the address where they are entered, and nothing to press."""
        words = " ".join(printed(self.page, folder))
        assert all(each in words for each in numbers)
        assert re.search(rf"{self.says['follow']} \({site}/{self.language}/track/\)", words)
        assert float(on_paper(self.page, ".number__value", "fontSize").removesuffix("px")) >= 28
        assert shown_on_paper(self.page, "button, [role=button], nav a, .opinion") == 0
        assert "This page:" not in words

    def says_what_is_missing(self, address: str) -> None:
        """No, it was not useful; a text with a phone number in it, which is taken out."""
        self.page.goto(address)
        no = self.page.locator("[data-feedback] button[value=no]")
        self.hands.answer(no)
        self.fits()
        self.hands.type(self.page.locator("[name=text]"), self.says["missing"])
        self.hands.answer(self.page.locator("[data-feedback] form .govuk-button").last)
        expect(self.page.locator("[data-feedback]")).to_contain_text(self.says["scrubbed"])
        self.fits()

    def searches(self, typed: str, found: str) -> None:
        """Find a page by a word as people type it."""
        page = self.page
        page.goto(f"/{self.language}/")
        self.hands.press(
            page.locator(".band__links a, .foot__links a").get_by_text(self.says["search"]).first
        )
        self.hands.type(page.locator("main [name=q]"), typed)
        self.hands.press(page.locator("main form button").first)
        expect(page.locator(".results").get_by_role("link", name=found)).to_be_visible()
        self.fits()

    def turns_a_page_without_translation(self, addresses: dict[str, str]) -> None:
        """Of a page that is only in the other language: the nearest one, which says so and leads back."""
        other = "fr" if self.language == "en" else "en"
        page = self.page
        page.goto(addresses[other])
        self.hands.press(page.locator(".band__language a"))
        expect(page.locator("html")).to_have_attribute("lang", self.language)
        notice = page.locator(".notice[role=status]")
        expect(notice).to_contain_text(self.says["untranslated"])
        self.fits()
        link = notice.get_by_role("link")
        expect(link).to_have_attribute("lang", other)
        self.hands.press(link)
        assert page.url.endswith(addresses[other])

    def opens_the_card(self, word: str) -> None:
        """From the card on another site, which stands in a frame there, to the first step."""
        page = self.page
        page.goto(f"/{self.language}/card/{word}/")
        self.fits()
        link = page.get_by_role("link").first
        address = link.get_attribute("href") or ""
        assert link.get_attribute("target") in ("_top", "_blank")
        page.goto(address)
        self.follows_the_campaign()

    def reads_step_by_step(self) -> None:
        """From the first step to the last by their links, and all on one page."""
        page = self.page
        page.goto("/fr/apres-votre-rapport/")
        self.hands.press(page.locator("main a.govuk-button"))
        for number in range(2, 7):
            self.hands.press(page.locator("a[rel=next]"))
            expect(page.locator(".step")).to_contain_text(f"{number} sur 6")
            self.fits()
        page.locator("details summary").first.click()
        expect(page.locator("details > div").first).to_be_visible()
        self.hands.press(page.get_by_role("link", name="Toutes les étapes sur une page"))
        expect(page.locator(".whole-step")).to_have_count(6)

    def answers_the_survey(self, code: str) -> None:
        """The code of the message is typed in, once wrong; a text is too long; then thanks."""
        page = self.page
        page.goto(f"/survey/#{code}")
        assert page.url.endswith(f"/{self.language}/survey/#{code}")
        for typed in ("0000-0000-0000-0000", code):
            self.hands.type(page.locator("[name=code]"), typed)
            self.hands.press(page.locator("main form button"))
            if typed != code:
                self.is_told_what_is_wrong()
        self.hands.choose("ease", "score_4")
        self.go_on()
        self.go_on()
        self.hands.type(page.locator("[name=comment]"), "Un mot. " * 140)
        self.hands.press(page.locator("[name=continue]"))
        self.is_told_what_is_wrong()
        expect(page.locator("[name=comment]")).to_have_value(re.compile("^Un mot"))
        self.hands.type(page.locator("[name=comment]"), "Un mot.")
        self.go_on()
        expect(page.get_by_role("heading", level=1)).to_contain_text(self.says["thanks"])

    def is_told_what_is_wrong(self) -> None:
        """The summary names each field that is wrong and leads to it; the title says so first, the field once more."""
        page = self.page
        expect(page).to_have_title(re.compile(r"^(Error|Erreur)"))
        summary = page.locator(".govuk-error-summary")
        for link in summary.get_by_role("link").all():
            field = page.locator(f"[id='{(link.get_attribute('href') or '')[1:]}']")
            expect(field).to_have_attribute("aria-describedby", re.compile("error"))
        self.fits()
