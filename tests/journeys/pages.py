"""The pages of one report in their states, each looked at as the long walk looks (`make walk`)."""

from playwright.sync_api import Browser, Page

from tests.journeys.citizen import Camille, Device
from tests.journeys.instance import Instance
from tests.journeys.staff import sign_in
from tests.journeys.walk.look import Eye, Seen

NARROW, USUAL = {"width": 320, "height": 800}, {"width": 1280, "height": 800}
WIDER = "document.documentElement.scrollWidth - innerWidth"
# What shows that the focused element has the focus, compared with how it looks without.
SHOWN = """() => {
    const looks = (each) => {
        const of = getComputedStyle(each), label = each.labels?.[0] && getComputedStyle(each.labels[0], "::before");
        return [of.outlineStyle, of.outlineColor, of.outlineWidth, of.boxShadow, of.backgroundColor,
            label?.boxShadow, label?.outlineStyle].join();
    };
    const each = document.activeElement;
    if (!each || each === document.body) return "";
    const focused = looks(each);
    each.blur();
    const plain = looks(each);
    each.focus();
    return focused === plain ? each.outerHTML.slice(0, 120) : "";
}"""


class Walk:
    """Goes through the site in one language, and looks at each page."""

    def __init__(self, browser: Browser, site: Instance, language: str) -> None:
        self.browser, self.site, self.language = browser, site, language
        device = Device(1280, language)
        self.camille = Camille(device.open(browser, site.url).new_page(), device)
        self.eye = Eye(Seen())

    def before_a_report(self) -> None:
        """Pages that anybody sees."""
        home = f"/{self.language}/"
        finder = "find" if self.language == "en" else "trouver"
        for name, address in (
            ("home", home),
            ("list", self.camille.says["types"]),
            ("finder", f"{home}{finder}/"),
            ("finder's question", f"{home}{finder}/gone/"),
            ("another body", f"{home}{finder}/insurer/"),
            ("911", f"{home}{finder}/danger/"),
            ("found", f"{home}{finder}/?q=velo"),
            ("search", f"{home}search/?q=velo"),
            ("track", f"{home}track/"),
            ("resume", f"{home}resume/"),
            ("verify", f"{home}verify/"),
            ("demo", "/demo/"),
            ("404", f"{home}nothing-is-here/"),
            ("login", "/accounts/login/"),
        ):
            self._open(name, address)

    def a_report(self) -> None:
        """The citizen's way with its errors, to the confirmation."""
        camille, page = self.camille, self.camille.page
        page.goto(camille.says["types"])
        page.get_by_role("link", name=camille.says["theft"], exact=True).click()
        self.look("start")
        camille.begin()
        self.look("step, empty")
        camille.go_on()
        self.look("step with errors")
        camille.tell_when_and_where()
        camille.go_on()
        camille.tell_an_item(0, "bicycle", "Green city bicycle")
        camille.add_an_item()
        self.look("items")
        camille.press("[name=remove-items-1]")
        camille.go_on()
        camille.fill({"story": "The lock was cut."})
        camille.choose(suspect_known="yes")
        camille.fill({"suspect_description": "A tall man."})
        camille.go_on()
        camille.add_a_photo()
        self.look("photos")
        camille.go_on()
        camille.tell_who("walk@example.org")
        camille.go_on()
        self.look("check")
        camille.press("main form button:not([name])")
        self.look("check with an error")
        camille.declare_and_send()
        self.look("sent")

    def after_it(self) -> None:
        """Following it, and the answer of /verify/."""
        page = self.camille.page
        self.number, code = self.camille.numbers()
        self.camille.follow(self.number, code)
        self.look("report")
        self.camille.follow(self.number, "0000-0000-0000-0000")
        self.look("track with an error")
        page.goto(f"/{self.language}/verify/")
        page.locator("[name=code]").fill("0000-0000-0000-0000")
        self.camille.press("main form button")
        self.look("verdict")

    def the_desk(self) -> None:
        """The queue and a report: Noor works in English, Inès in French."""
        name = "noor" if self.language == "en" else "ines"
        page = sign_in(self.browser, self.site.url, name, "/desk/")
        self.look("queue", page)
        page.goto(f"/desk/{self.number}/")
        self.look("report on the desk", page)

    def _open(self, name: str, address: str) -> None:
        self.camille.page.goto(address)
        self.look(name)

    def look(self, name: str, page: Page | None = None) -> None:
        """Look at the open page as it is now; its state is not touched."""
        page = page or self.camille.page
        self.eye.look(page, name, self.language, public=page is self.camille.page)

    @property
    def found(self) -> list[str]:
        """What is wrong, with the page it is on."""
        return self.eye.seen.wrong
