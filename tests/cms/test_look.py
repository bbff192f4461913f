"""The look: the agency's colours, forms in the design, figures, and what a machine can say about accessibility."""

from collections.abc import Callable
from itertools import product
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from django import forms
from django.contrib.staticfiles import finders
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from playwright.sync_api import Route, sync_playwright

from cms import figures
from cms.rendering import PublicForm
from cms.theme import contrast, dark_twin, parse, served, style_sheet
from tests.browsers import chromium

SITE = "http://constat.test"
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


class Code(PublicForm):
    number = forms.CharField(label="Number", help_text="It begins with T.")
    way = forms.ChoiceField(label="Way", choices=[("mail", "Mail")], widget=forms.RadioSelect)
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea)


class Plain(forms.Form):
    number = forms.CharField()


def test_the_colours_are_a_style_sheet_that_browsers_keep(db: None, client: Client) -> None:
    response = client.get("/theme.css")
    assert response["Content-Type"].startswith("text/css")
    assert "immutable" in response["Cache-Control"]
    assert "--agency-brand:#17405f" in response.content.decode()


@pytest.mark.parametrize("colour", ["#17405f", "#000000", "#7a0019", "#ffffff"])
def test_every_agency_colour_reads_on_dark_paper(colour: str) -> None:
    assert contrast(parse(dark_twin(colour)), parse("#12181f")) >= 7


def test_a_colour_that_is_none_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="#rrggbb"):
        style_sheet({"brand": "red;}body{", "action": "#000000", "link": "#000000"})


def test_a_form_comes_out_in_the_design_with_its_errors_tied_to_the_fields() -> None:
    form = Code({"number": ""})
    html = str(form)
    assert 'class="govuk-input govuk-input--error"' in html
    assert 'aria-describedby="id_number_helptext id_number_error"' in html
    assert 'class="govuk-radios__input"' in html
    assert "govuk-textarea" in html
    assert [address for address, _ in form.summary()] == ["#id_number", "#id_way_0"]


def test_other_forms_keep_their_own_look() -> None:
    assert "govuk" not in str(Plain())


def test_a_figure_is_read_when_it_is_shown_and_a_lost_one_is_silent() -> None:
    figures.register("answer", "The answer", lambda: "42")
    assert ("answer", "The answer") in figures.choices()
    assert (figures.shown("answer"), figures.shown("gone")) == ("42", "")


PLACES = ("/en/", "/fr/", "/fr/signaler/", "/en/after-you-report/", "/fr/search/?q=velo", "/en/none/")


def serve(pages: dict[str, bytes]) -> Callable[[Route], None]:
    """Answer a browser from pages that were fetched before, and from the static files."""

    def answer(route: Route) -> None:
        address = route.request.url.removeprefix(SITE)
        if address in pages:
            route.fulfill(body=pages[address], content_type="text/html; charset=utf-8")
        elif address.startswith("/theme.css"):
            route.fulfill(body=served()[0], content_type="text/css")
        else:
            route.fulfill(path=finders.find(address.removeprefix("/static/")))

    return answer


@pytest.mark.browser
def test_axe_finds_nothing_and_nothing_runs_over_the_edge(site: None, client: Client) -> None:
    pages = {place: client.get(place).content for place in PLACES}
    with sync_playwright() as playwright:
        browser = chromium(playwright)
        for width, scheme in product((360, 1280), SCHEMES):
            context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
            context.route("**/*", serve(pages))
            page = context.new_page()
            for place in PLACES:
                page.goto(SITE + place)
                found = Axe().run(page).response["violations"]
                assert [(broken["id"], broken["nodes"][0]["target"]) for broken in found] == [], place
                assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), place
