"""What one report goes through, and what people see and find on its way."""

import re
import subprocess
from pathlib import Path

import bagit
from lxml import etree
from playwright.sync_api import Browser, Page, expect

from integrations.records import niem
from integrations.records.validation import validate_json
from tests.journeys.citizen import STORY, Camille, Device, reload_until
from tests.journeys.instance import Instance
from tests.journeys.pictures import take


def reports_a_theft(browser: Browser, site: Instance, device: Device) -> Camille:
    """Camille fills in a theft on two devices, with an error and a step back on her way, and sends it."""
    camille = Camille(device.open(browser, site.url).new_page(), device)
    camille.begin()
    camille.go_on()
    errors_are_told(camille)
    camille.tell_when_and_where()
    camille.go_on()
    camille.tell_an_item(
        0, "bicycle", "Green city bicycle", make="Norco", model="Indie 2", colour="Green", value="850"
    )
    camille.page.locator("[name=items-0-serial_number-not_sure]").check()
    camille.add_an_item()
    if camille.device.width == 360:
        camille.page.goto(camille.page.url.partition("#")[0])
        take(camille.page, "phone")
    camille.tell_an_item(1, "phone", "Black phone", serial_number="356938035643809", value="499.50")
    camille.fill({"items-1-make": "Fairphone", "items-1-model": "4", "items-1-colour": "Black"})
    camille.go_on()
    going_back_loses_nothing(camille)
    camille = goes_on_elsewhere(browser, site, camille)
    expect(camille.page.get_by_text(camille.says["question"]).first).to_be_visible()
    camille.fill({"story": STORY})
    camille.choose(suspect_known="not_sure")
    camille.go_on()
    camille.add_a_photo()
    camille.go_on()
    camille.tell_who(f"camille.{device.language}@example.org")
    camille.go_on()
    everything_is_on_one_page(camille)
    camille.declare_and_send()
    return camille


def errors_are_told(camille: Camille) -> None:
    """The summary has the focus where a script can give it, and each of its links leads to its field."""
    summary = camille.page.locator(".govuk-error-summary")
    expect(summary.get_by_role("heading")).to_have_text(camille.says["problem"])
    if camille.device.scripts:
        expect(summary).to_be_focused()
    for link in summary.get_by_role("link").all():
        field = (link.get_attribute("href") or "")[1:]
        expect(camille.page.locator(f'[id="{field}"]')).to_be_visible()
    summary.get_by_role("link").first.click()
    expect(camille.page).to_have_title(re.compile(r"^(Error|Erreur)"))


def going_back_loses_nothing(camille: Camille) -> None:
    """Two steps back and forth again: what was typed is there."""
    camille.page.get_by_role("link", name=camille.says["back"], exact=True).click()
    expect(camille.page.locator("[name=items-1-description]")).to_have_value("Black phone")
    camille.page.get_by_role("link", name=camille.says["back"], exact=True).click()
    expect(camille.page.locator("[name=incident_place-street]")).to_have_value("510 Main Street")
    camille.go_on()
    expect(camille.page.locator("[name=items-0-serial_number-not_sure]")).to_be_checked()
    camille.go_on()


def goes_on_elsewhere(browser: Browser, site: Instance, camille: Camille) -> Camille:
    """Another device takes the draft up by its code, where it was left."""
    left_at, code = camille.page.url, camille.code()
    other = Camille(camille.device.open(browser, site.url).new_page(), camille.device)
    other.resume(code)
    expect(other.page).to_have_url(left_at)
    return other


def everything_is_on_one_page(camille: Camille) -> None:
    """The last step shows both items, what she was not sure about, the story and the photo."""
    main = camille.page.locator("main")
    for text in ("Green city bicycle", "Black phone", STORY, "lock.jpg"):
        expect(main.get_by_text(text).first).to_be_visible()
    expect(main.get_by_text(camille.says["not sure"])).to_have_count(2)


def verifies(camille: Camille, copy: bytes, file_number: str, folder: Path) -> None:
    """The official copy verifies at /verify/ as a file, and by the code that is printed on it."""
    (folder / "copy.pdf").write_bytes(copy)
    printed = subprocess.check_output(["pdftotext", folder / "copy.pdf", "-"], text=True)
    code = re.search(r"\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}\b", printed)
    assert file_number in printed
    assert code is not None
    page = camille.page
    page.goto(f"/{camille.device.language}/verify/")
    page.locator("[name=file]").set_input_files(folder / "copy.pdf")
    page.locator("main form button").click()
    expect(page.get_by_text(camille.says["genuine"])).to_be_visible()
    expect(page.locator(".verdict")).to_contain_text(file_number)
    page.locator("[name=code]").fill(code[0])
    page.locator("main form button").click()
    expect(page.get_by_text(camille.says["known"])).to_be_visible()


def was_transferred(site: Instance, file_number: str) -> None:
    """The records system took one bag that is whole and valid, and its receipt was acted on."""
    bags = [bag for bag in site.taken_bags.iterdir() if (bag / "data" / f"{file_number}.pdf").exists()]
    assert len(bags) == 1
    bagit.Bag(str(bags[0])).validate()
    schema = etree.XMLSchema(etree.parse(str(niem.NIEM / "ocr.xsd")))
    schema.assertValid(etree.parse(str(bags[0] / "data" / "report.xml")))
    assert validate_json((bags[0] / "data" / "report.json").read_bytes()) == []
    assert len(list((bags[0] / "data" / "attachments").iterdir())) == 1
    assert len([each for each in site.taken_receipts.iterdir() if bags[0].name in each.name]) == 1


def was_told_by_mail(camille: Camille, number: str, file_number: str, code: str) -> None:
    """Each mail is at /demo/, in her language; none has the access code or says more than it must."""
    page, address = camille.page, f"camille.{camille.device.language}@example.org"
    page.goto("/demo/")
    rows = page.get_by_role("row").filter(has_text=address)
    for subject in camille.mails:
        reload_until(page, rows.filter(has_text=subject))
    assert {text.split("\t")[-1].strip() for text in rows.all_inner_texts()} == set(camille.mails)
    told = [
        read_mail(page, link)
        for link in [each.get_attribute("href") for each in rows.get_by_role("link").all()]
    ]
    assert any(number in text for text in told)
    assert any(file_number in text for text in told)
    assert not any(code in text or "bicycle" in text for text in told)


def read_mail(page: Page, address: str | None) -> str:
    """The words of one mail."""
    page.goto(address or "")
    return page.locator("main").inner_text()
