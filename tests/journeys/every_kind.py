"""A page with a question of every kind: published from a file, then looked at empty and with what is wrong in it."""

import json

from playwright.sync_api import Browser, expect

from tests.definitions import both
from tests.journeys.instance import Instance
from tests.journeys.pages import NARROW, Walk
from tests.journeys.staff import sign_in
from tests.kinds.form import KINDS, form, key

ADDRESSES = {"en": "/en/report/every-kind/begin/", "fr": "/fr/signaler/chaque-sorte/begin/"}
# The controls of the form that the keyboard does not reach; of radio buttons one of a group is enough.
UNREACHED = """() => [...document.querySelectorAll("main form [name]")]
    .filter((each) => each.type !== "hidden" && each.offsetParent !== null && !each.disabled && each.tabIndex < 0)
    .map((each) => each.name)"""


def published(browser: Browser, site: Instance) -> None:
    """Pat imports the file and publishes what it makes."""
    page = sign_in(browser, site.url, "pat", "/admin/")
    page.goto("/admin/report-types/import/")
    content = {"name": "every-kind.json", "mimeType": "application/json", "buffer": as_file()}
    page.locator("[name=file]").set_input_files(content)
    for name in ("policy", "privacy_notice"):
        page.locator(f"[name={name}]").select_option(index=1)
    page.locator("main form button").last.click()
    expect(page.locator("[name=title]")).to_have_value("Every kind")
    page.locator("header [data-w-dropdown-target=toggle]").first.click()
    page.locator("header a[href$='/review/']").click()
    page.locator("main form button").first.click()
    expect(page.locator(".messages")).to_contain_text("Every kind")


def as_file() -> bytes:
    """The form as a file that a site takes in."""
    texts = {
        "title": both("Every kind", "Chaque sorte"),
        "summary": both("All at once.", "Toutes à la fois."),
    }
    body = {**form(), **texts, "key": "every-kind"}
    pages = {
        code: {"title": body["title"][code], "slug": slug, "summary": body["summary"][code]}
        for code, slug in {"en": "every-kind", "fr": "chaque-sorte"}.items()
    }
    given = {"format": "constat-report-type", "schema_version": 2, "definition": body, "pages": pages}
    return json.dumps(given).encode()


def reads_well(browser: Browser, site: Instance, language: str) -> list[str]:
    """Look at the page empty and with errors; return what is wrong."""
    walk = Walk(browser, site, language)
    page = walk.camille.page
    page.goto(ADDRESSES[language])
    for kind in KINDS:
        assert page.locator(f"[name^='{key(kind)}']").count(), kind
    walk.look("every kind, empty")
    walk.found.extend(f"{language} not reached by keyboard: {name}" for name in page.evaluate(UNREACHED))
    walk.camille.fill({f"{key('money')}": "ten", f"{key('date')}": "someday", f"{key('phone')}": "12"})
    walk.camille.go_on()
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    walk.look("every kind, with errors")
    page.set_viewport_size(NARROW)
    return walk.found
