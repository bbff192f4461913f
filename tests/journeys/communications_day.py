"""A day of communications staff: a campaign with its French and its poster, a banner, readers' answers, a survey."""

import io
import re
import subprocess
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.journeys.citizen import Camille, Device
from tests.journeys.editing import Editor
from tests.journeys.instance import Instance
from tests.journeys.staff import sign_in

TITLE, TITRE = "Mark your tools", "Marquez vos outils"
AIM = "Engrave your name on your tools. A marked tool is easier to return."
MENDED = "Engrave your postal code on your tools. A marked tool is easier to return."
BUT = "Gravez votre code postal sur vos outils. Un outil marqué se rend plus facilement."
BANNER = ("The front desk closes at noon", "Le comptoir ferme à midi")
ANSWER = "I looked for the price. Call me at 204-555-0187."


def passes(site: Instance, browser: Browser, folder: Path) -> None:
    """All of it, each in a browser of their own."""
    dana = sign_in(browser, site.url, "dana", "/admin/")
    pat = sign_in(browser, site.url, "pat", "/admin/")
    dana_writes_a_campaign(Editor(dana))
    pat_sends_it_back(pat)
    dana_mends_it(Editor(dana))
    pat_approves(pat, TITLE)
    dana_gives_it_french(Editor(dana))
    pat_approves(pat, TITRE)
    the_map_says_done(dana)

    address = pat_prints_a_poster(pat, folder)
    number = camille_follows_the_poster(browser, site, address)
    the_report_came_by_the_poster(browser, site, number)
    pat_has_a_banner_shown(pat, browser, site)
    a_reader_misses_something(browser, site)
    dana_takes_care_of_the_answer(dana)
    ana_reads_what_people_said(browser, site)


def dana_writes_a_campaign(editor: Editor) -> None:
    """A page below home, with the matter that it is about; she submits it."""
    page = editor.page
    page.goto("/admin/pages/search/?q=What+happened")
    page.get_by_role("link", name="What happened?", exact=True).first.click()
    page.get_by_role("button", name="Actions", exact=True).click()
    page.get_by_role("link", name="Add child page").click()
    page.get_by_role("link", name="Campaign page", exact=True).click()
    page.wait_for_url("**/add/cms/campaignpage/**")
    editor.fill(title=TITLE, aim=AIM, call="Report a theft")
    editor.add("matters")
    _choose_page(page, "Theft")
    editor.save()
    _submit(editor)


def _choose_page(page: Page, title: str) -> None:
    page.get_by_role("button", name=re.compile("Choose a page", re.IGNORECASE)).first.click()
    dialog = page.locator(".modal-body")
    dialog.locator("[name=q]").fill(title)
    dialog.get_by_role("link", name=title, exact=True).first.click()
    expect(dialog).to_be_hidden()


def _submit(editor: Editor) -> None:
    editor.more()
    editor.page.locator("[name=action-submit]").click()
    expect(editor.page.locator(".messages")).to_contain_text("submitted for moderation")


def _open(page: Page, title: str) -> None:
    page.goto(f"/admin/pages/search/?q={title.replace(' ', '+')}")
    page.get_by_role("link", name=title, exact=True).first.click()


def pat_sends_it_back(page: Page) -> None:
    """She asks for a change, with a comment; her admin is in French."""
    _open(page, TITLE)
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    page.locator("[data-workflow-action-name=reject]").first.click()
    dialog = page.locator(".modal-dialog, [role=dialog]").last
    dialog.locator("[name=comment]").fill("A postal code is safer than a name.")
    dialog.locator("[type=submit]").last.click()
    expect(page.locator(".messages")).to_contain_text(TITLE)
    assert page.request.get("/en/mark-your-tools/").status == 404


def dana_mends_it(editor: Editor) -> None:
    """She reads the comment where she works, changes the text and submits it again."""
    _open(editor.page, TITLE)
    editor.fill(aim=MENDED)
    editor.more()
    editor.page.locator("[name=action-restart-workflow], [name=action-submit]").first.click()
    expect(editor.page.locator(".messages")).to_contain_text(TITLE)


def pat_approves(page: Page, title: str) -> None:
    """She approves, and the page is public."""
    _open(page, title)
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    page.locator("[data-workflow-action-name=approve]").first.click()
    expect(page.locator(".messages")).to_contain_text(title)


def dana_gives_it_french(editor: Editor) -> None:
    """The French page has its own title, text and address."""
    _open(editor.page, TITLE)
    editor.translate("French")
    editor.fill(title=TITRE, aim=BUT, call="Signaler un vol")
    editor.tab("Promote")
    editor.fill(slug="marquez-vos-outils")
    editor.save()
    _submit(editor)


def the_map_says_done(page: Page) -> None:
    """The map of translations has the campaign among what is done."""
    page.goto("/admin/translation-map/?state=done")
    expect(page.get_by_role("row").filter(has_text=TITLE)).to_be_visible()


def pat_prints_a_poster(page: Page, folder: Path) -> str:
    """A short link for a poster in the library; its code is read off the printed sheet."""
    page.goto("/admin/campaigns/")
    page.get_by_role("link", name=TITLE, exact=True).click()
    page.locator("a[href$='/links/new/']").click()
    page.locator("[name=word]").fill("tools")
    page.locator("[name=place]").select_option("poster")
    page.locator("main form button").last.click()
    expect(page.locator(".messages")).to_contain_text("/go/tools")
    poster = page.request.get(page.locator("a[href*='/poster-']").first.get_attribute("href") or "").body()
    (folder / "poster.pdf").write_bytes(poster)
    subprocess.check_call(["pdftoppm", "-r", "100", "-png", folder / "poster.pdf", folder / "poster"])
    (sheet,) = folder.glob("poster*.png")
    (code,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(sheet.read_bytes())))
    assert "/go/tools" in code.text
    return code.text


def camille_follows_the_poster(browser: Browser, site: Instance, address: str) -> str:
    """On a phone without JavaScript: from the code to a report that is sent."""
    camille = Camille(Device(360, "en", scripts=False).open(browser, site.url).new_page(), Device(360))
    page = camille.page
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    page.locator("main .govuk-button--start, main a.govuk-button").first.click()
    page.get_by_role("button", name="Start").or_(page.get_by_role("link", name="Start")).click()
    camille.choose(in_danger="no", happening_now="no", in_city="yes")
    camille.go_on()
    camille.tell_when_and_where()
    camille.go_on()
    camille.tell_an_item(0, "tool", "Cordless drill with a postal code on it", make="DeWalt", value="220")
    page.locator("[name=items-0-serial_number-not_sure]").check()
    camille.go_on()
    camille.fill({"story": "It was in the garage."})
    camille.choose(suspect_known="no")
    camille.go_on()
    camille.go_on()
    camille.tell_who("camille.poster@example.org")
    camille.go_on()
    camille.declare_and_send()
    return camille.numbers()[0]


def the_report_came_by_the_poster(browser: Browser, site: Instance, number: str) -> None:
    """The desk finds the report by the poster's source."""
    noor = sign_in(browser, site.url, "noor", "/desk/")
    found = noor.request.get("/api/v1/desk/reports?source=tools-poster")
    assert [item["number"] for item in found.json()["items"]] == [number]


def pat_has_a_banner_shown(page: Page, browser: Browser, site: Instance) -> None:
    """A banner for tomorrow is not there yet; begun a moment ago, it is, in both languages."""
    page.goto("/admin/snippets/cms/notice/add/")
    now = datetime.now(ZoneInfo("America/Winnipeg"))
    starts_at(page, now + timedelta(days=1))
    page.locator("[name=title_en]").fill(BANNER[0])
    page.locator("[name=title_fr]").fill(BANNER[1])
    page.locator("footer button[type=submit]").first.click()
    expect(page.locator(".messages")).to_contain_text(BANNER[1])
    reader = browser.new_context(base_url=site.url).new_page()
    reader.goto("/en/")
    expect(reader.get_by_role("heading", level=1)).to_be_visible()
    expect(reader.get_by_text(BANNER[0])).to_have_count(0)
    page.locator("main table").get_by_role("link", name=BANNER[1]).first.click()
    starts_at(page, now - timedelta(minutes=1))
    page.locator("footer button[type=submit]").first.click()
    expect(page.locator(".messages")).to_contain_text(BANNER[1])
    for address, title in zip(("/en/", "/fr/"), BANNER, strict=True):
        reader.goto(address)
        expect(reader.get_by_text(title)).to_be_visible()


def starts_at(page: Page, moment: datetime) -> None:
    """Fill in when it starts, and let the calendar close."""
    page.locator("[name=starts]").fill(f"{moment:%Y-%m-%d %H:%M}")
    # A press elsewhere closes the calendar, which may open late.
    expect(page.locator(".xdsoft_datetimepicker:visible")).to_have_count(1)
    page.locator("[name=title_en]").click()
    expect(page.locator(".xdsoft_datetimepicker:visible")).to_have_count(0)


def a_reader_misses_something(browser: Browser, site: Instance) -> None:
    """No, the page was not useful; a phone number is in the text."""
    reader = browser.new_context(base_url=site.url, java_script_enabled=False).new_page()
    reader.goto("/en/mark-your-tools/")
    reader.locator("[data-feedback] button[value=no]").click()
    reader.locator("[name=text]").fill(ANSWER)
    reader.locator("main form button").last.click()
    expect(reader.get_by_role("heading", level=1)).to_be_visible()


def dana_takes_care_of_the_answer(page: Page) -> None:
    """She finds the answer without the number in it, and notes what she did."""
    page.goto("/admin/cms/feedback/?q=price")
    row = page.get_by_role("row").filter(has_text="I looked for the price")
    expect(row).to_contain_text(TITLE)
    expect(row).not_to_contain_text("204-555-0187")
    row.get_by_role("link").first.click()
    page.locator("[name=state]").select_option("acted")
    page.locator("[name=note]").fill("The price is on the page now.")
    page.locator("footer button[type=submit]").first.click()
    expect(page.locator(".messages")).to_be_visible()
    page.goto("/admin/cms/feedback/?state=acted")
    expect(page.get_by_role("row").filter(has_text="I looked for the price")).to_be_visible()


def ana_reads_what_people_said(browser: Browser, site: Instance) -> None:
    """The results of the survey: how many were asked and answered, and each question with its numbers."""
    ana = sign_in(browser, site.url, "ana", "/admin/")
    ana.goto("/admin/surveys/")
    row = ana.locator("main table tbody tr").first
    for cell in row.locator("td").all()[2:5]:
        expect(cell).to_have_text(re.compile(r"^\s*\d+\s*%?\s*$"))
    row.get_by_role("link").click()
    for question in ana.locator("main table").all():
        expect(question.locator("tbody tr").first).to_be_visible()
    expect(ana.locator("main table").nth(2)).to_be_visible()
