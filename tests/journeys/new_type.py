"""From nothing to filed without code: Dana makes a report type, Pat publishes it, Camille reports, Noor approves."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.journeys.citizen import Camille, Device, reload_until
from tests.journeys.editing import Editor
from tests.journeys.instance import Instance
from tests.journeys.staff import approve, claim, sign_in

TEXTS = {
    "who_for": (
        "Anyone whose parcel was taken in Winnipeg",
        "Toute personne dont un colis a été pris à Winnipeg",
    ),
    "excluded": ("Mail that is only late", "Le courrier qui n’est qu’en retard"),
    "needed": ("The tracking number", "Le numéro de suivi"),
    "next": ("An officer reads your report.", "Une agente ou un agent lit votre rapport."),
    "declaration": ("What I wrote is true.", "Ce que j’ai écrit est vrai."),
}
POST, OTHER = ("post", "Canada Post", "Postes Canada"), ("other", "Somebody else", "Une autre entreprise")
PARCEL = {"description": {"not_sure": True}, "carrier": "post"}
SENT = {"in_danger": "no", "items": [PARCEL], "story": "It was gone.", "last_name": "Desrosiers"}


def goes_from_nothing_to_filed(site: Instance, browser: Browser) -> None:
    """All of it, each in a browser of their own."""
    dana = sign_in(browser, site.url, "dana", "/admin/")
    makes_the_type(Editor(dana))
    gives_it_a_french_page(Editor(dana))
    hands_it_in(Editor(dana))
    publishes_it(sign_in(browser, site.url, "pat", "/admin/"))

    camille = reports_a_parcel(browser, site)
    number, code = camille.numbers()
    noor = sign_in(browser, site.url, "noor", "/desk/")
    claim(noor, number)
    approve(noor)
    camille.follow(number, code)
    reload_until(camille.page, camille.page.locator(".tag", has_text="Filed"))
    is_stopped_in_french(browser, site)


def makes_the_type(editor: Editor) -> None:
    """Three steps with a stop, a group and a condition in its rows; test answers for both ends."""
    editor.begin("Stolen parcel", "A parcel was taken from your door.")
    editor.fill(minutes="5")
    editor.tab("Steps and questions")
    _safety(editor)
    _parcels(editor)
    you = editor.step("you", "About you", "À propos de vous")
    editor.question(you, "story", "long_text", "What happened?", "Que s’est-il passé?")
    editor.question(you, "last_name", "short_text", "Your name", "Votre nom")
    editor.tab("Test answers")
    editor.test_answers("One parcel", SENT, "submits")
    editor.test_answers("Somebody is in danger", {"in_danger": "yes"}, "stops", "emergency")
    editor.tab("Start and declaration")
    for name, (english, french) in TEXTS.items():
        editor.fill(**{f"{name}_en": english, f"{name}_fr": french})
    editor.tab("Review and records")
    editor.fill(key="stolen-parcel")
    editor.field("policy").select_option(label="Online reports")
    editor.choose_privacy_notice()
    editor.fill(**{f"{editor.add('offence_map')}-offence": "2140"})
    editor.save()


def _safety(editor: Editor) -> None:
    safety = editor.step("safety", "Before you start", "Avant de commencer")
    editor.question(safety, "in_danger", "yes_no", "Is anyone in danger?", "Quelqu’un est-il en danger?")
    stop = editor.add(safety, "Stop")
    editor.fill(**{f"{stop}-key": "emergency"})
    editor.field(f"{stop}-reason").select_option("emergency")
    editor.when(f"{stop}-condition", "in_danger", "yes")
    editor.both(f"{stop}-title", "Call 911 now", "Composez le 911 maintenant")
    editor.both(f"{stop}-text", "Nobody reads reports at once.", "Personne ne lit les rapports sur-le-champ.")


def _parcels(editor: Editor) -> None:
    group = editor.add(
        editor.step("parcels", "The parcels", "Les colis"), "Group of questions, once for each thing"
    )
    editor.fill(**{f"{group}-key": "items", f"{group}-min": "1", f"{group}-max": "5"})
    editor.both(f"{group}-label", "Stolen parcels", "Colis volés")
    editor.both(f"{group}-row_label", "Parcel", "Colis")
    rows = f"{group}-questions"
    editor.question(rows, "description", "short_text", "What was in it?", "Que contenait-il?", not_sure=True)
    editor.question(rows, "carrier", "one_of", "Who brought it?", "Qui l’a livré?", choices=(POST, OTHER))
    editor.question(rows, "carrier_name", "short_text", "Who?", "Laquelle?", when=("carrier", "other"))


def gives_it_a_french_page(editor: Editor) -> None:
    """The page in the other language has a title, a line and an address of its own."""
    editor.translate("French")
    editor.fill(title="Colis volé", summary="On a pris un colis à votre porte.")
    editor.tab("Promote")
    editor.fill(slug="colis-vole")
    editor.save()


def hands_it_in(editor: Editor) -> None:
    """She goes back to the questions and submits the page."""
    editor.tab("Content")
    editor.page.get_by_role("link", name="Edit the questions").click()
    expect(editor.field("title")).to_have_value("Stolen parcel")
    editor.more()
    editor.page.locator("[name=action-submit]").click()
    expect(editor.page.locator(".messages")).to_contain_text("submitted for moderation")


def publishes_it(page: Page) -> None:
    """Pat, whose admin is in French, reads what publishing does, and publishes."""
    page.goto("/admin/pages/search/?q=Stolen+parcel")
    page.get_by_role("link", name="Stolen parcel", exact=True).first.click()
    page.locator("header [data-w-dropdown-target=toggle]").first.click()
    page.locator("header a[href$='/review/']").click()
    expect(page.locator("main table tbody tr")).to_have_count(2)
    expect(page.locator("main table tbody")).not_to_contain_text("✗")
    page.locator("main form button").first.click()
    expect(page.locator(".messages")).to_contain_text("Stolen parcel")


def reports_a_parcel(browser: Browser, site: Instance) -> Camille:
    """Camille reports two parcels; whom the second came from is asked because of her answer."""
    device = Device(1280, "en")
    camille = Camille(device.open(browser, site.url).new_page(), device)
    page = camille.page
    page.goto("/en/report/")
    page.get_by_role("link", name="Stolen parcel", exact=True).click()
    page.get_by_role("button", name="Start").or_(page.get_by_role("link", name="Start", exact=True)).click()
    camille.choose(in_danger="no")
    camille.go_on()
    page.locator("[name=items-0-description-not_sure]").check()
    camille.choose(**{"items-0-carrier": "post"})
    expect(page.locator("[name=items-0-carrier_name]")).to_be_hidden()
    camille.add_an_item()
    camille.fill({"items-1-description": "Winter boots"})
    camille.choose(**{"items-1-carrier": "other"})
    expect(page.locator("[name=items-1-carrier_name]")).to_be_visible()
    camille.fill({"items-1-carrier_name": "Red River Couriers"})
    camille.go_on()
    camille.fill({"story": "Both were gone when I came home.", "last_name": "Desrosiers"})
    camille.go_on()
    expect(page.get_by_text("Red River Couriers")).to_be_visible()
    camille.declare_and_send()
    return camille


def is_stopped_in_french(browser: Browser, site: Instance) -> None:
    """In French the same type stops who is in danger."""
    device = Device(360, "fr")
    camille = Camille(device.open(browser, site.url).new_page(), device)
    camille.page.goto("/fr/signaler/")
    camille.page.get_by_role("link", name="Colis volé").first.click()
    camille.page.wait_for_url(re.compile(r"/fr/signaler/[^/]+/$"))
    camille.page.goto(camille.page.url + "begin/")
    camille.choose(in_danger="yes")
    camille.go_on()
    heading = camille.page.get_by_role("heading", level=1)
    expect(heading).to_have_text(re.compile("Composez le 911"))
