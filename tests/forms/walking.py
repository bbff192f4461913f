"""A citizen without JavaScript: reads the form on a page, fills it in, presses a button."""

from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html

BASE = "/en/report/theft/"
PLACE = {
    "incident_time-precision": "about",
    "incident_time-from_date": "2026-11-02",
    "incident_time-from_time": "13:30",
    "incident_place-street": "510 Main Street",
}
ITEM = {
    "items-0-kind": "bicycle",
    "items-0-description": "Green city bicycle",
    "items-0-serial_number-not_sure": "true",
}
YOU = {"first_name": "Camille", "last_name": "Desrosiers", "email": "camille@example.org"}


@dataclass
class Page:
    """A page as the browser has it."""

    response: Any

    @property
    def url(self) -> str:
        """Its address."""
        return str(self.response.request["PATH_INFO"])

    @property
    def status(self) -> int:
        """Its status."""
        return int(self.response.status_code)

    @property
    def tree(self) -> Any:
        """Its elements."""
        return html.fromstring(self.response.content)

    @property
    def text(self) -> str:
        """All its words."""
        return " ".join(self.tree.find("body").text_content().split())

    @property
    def title(self) -> str:
        """Its title."""
        return " ".join(self.tree.findtext(".//title").split())

    @property
    def form(self) -> Any:
        """The form of its main part."""
        return next(each for each in self.tree.xpath("//main//form") if each.method == "POST")

    @property
    def errors(self) -> list[tuple[str, str]]:
        """The links of the error summary: where they lead, and their sentences."""
        return [(link.get("href"), link.text_content().strip()) for link in self.links("govuk-error-summary")]

    def links(self, within: str) -> list[Any]:
        """The links within an element of a class."""
        return list(self.tree.xpath(f"//*[contains(concat(' ', @class, ' '), ' {within} ')]//a"))

    def has(self, name: str) -> bool:
        """Whether it shows a field that can be filled in."""
        found = self.tree.xpath(f"//*[@name='{name}'][not(ancestor::fieldset[@disabled])]")
        return bool(found)

    def value(self, name: str) -> Any:
        """What a field holds."""
        return dict(self.fields()).get(name)

    def fields(self) -> list[tuple[str, str]]:
        """What the browser sends of the form, but for files: fields of a disabled part are left out."""
        form = self.form
        for part in form.xpath(".//fieldset[@disabled]"):
            part.getparent().remove(part)
        return [(name, value) for name, value in form.form_values() if name]


class Camille:
    """Walks the way in one browser session."""

    def __init__(self, client: Client, base: str = BASE) -> None:
        self.client = client
        self.base = base

    def get(self, path: str = "") -> Page:
        """Open a page below the type, or at an address of its own."""
        return Page(self.client.get(path if path.startswith("/") else self.base + path, follow=True))

    def fill(self, page: Page, press: str = "continue", **fields: Any) -> Page:
        """Fill the page's form in and press a button; names with hyphens come through `more`."""
        more = fields.pop("more", {})
        data: dict[str, Any] = {}
        for name, value in page.fields():
            data.setdefault(name, []).append(value)
        data |= {**fields, **more, press: "1"}
        action = page.form.get("action") or page.url
        return Page(self.client.post(action, {k: v for k, v in data.items() if v is not None}, follow=True))

    def begin(self, **fields: Any) -> Page:
        """Begin a report and answer the first question."""
        return self.fill(self.get("begin/"), **(fields or {"in_danger": "no"}))

    def up_to_check(self) -> Page:
        """Fill in everything."""
        page = self.begin()
        page = self.fill(page, more=PLACE)
        page = self.fill(page, more=ITEM)
        page = self.fill(page, story="The lock was cut.")
        return self.fill(page, **YOU)

    def send(self) -> Page:
        """Fill in everything and send it."""
        return self.fill(self.up_to_check(), declaration="true")


def photo(name: str = "lock.jpg", colour: str = "red") -> SimpleUploadedFile:
    """A small photo."""
    import io

    from PIL import Image

    kept = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(kept, "JPEG")
    return SimpleUploadedFile(name, kept.getvalue(), "image/jpeg")
