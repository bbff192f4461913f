"""The agency's look: staff set colours, typeface and logo; what cannot be read is refused; pages show it at once."""

import colorsys
import re
from collections.abc import Callable
from io import BytesIO

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import Client
from django.utils.translation import override
from PIL import Image
from pytest_django import Settings

from accounts.models import User
from cms.look import current
from cms.models import AgencyLook, SiteImage
from cms.theme import contrast, dark_twin, parse
from workflows.brand import colours

HSL = ("hue", "saturation", "lightness")
READABLE = {"brand": "#4a1f6b", "action": "#7a0019", "link": "#0b4f9c"}


def png() -> ContentFile[bytes]:
    made = BytesIO()
    Image.new("RGBA", (400, 200), "#ffffff").save(made, "PNG")
    return ContentFile(made.getvalue(), "logo.png")


@pytest.fixture
def logo(db: None, settings: Settings, tmp_path: object) -> SiteImage:
    settings.MEDIA_ROOT = tmp_path
    return SiteImage.objects.create(
        title="Logo", file=png(), alt_en="Police of Winnipeg", alt_fr="Police de Winnipeg"
    )


def test_colours_are_those_of_the_environment_until_staff_set_some(db: None, client: Client) -> None:
    assert "--agency-brand:#17405f" in client.get("/theme.css").content.decode()
    AgencyLook.objects.create(**READABLE)
    assert "--agency-brand:#4a1f6b" in client.get("/theme.css").content.decode()


def test_mails_and_copies_take_the_same_colours(db: None) -> None:
    AgencyLook.objects.create(**READABLE)
    assert (colours().brand, colours().action) == ("#4a1f6b", "#7a0019")


@pytest.mark.parametrize(
    ("field", "colour", "says"),
    [
        ("brand", "#9fc9ee", "1.7 to 1"),
        ("action", "#777777", "4.4 to 1"),
        ("link", "#757575", "4.2 to 1"),
        ("brand", "blue", "#rrggbb"),
        ("brand", "#fff", "#rrggbb"),
    ],
)
def test_a_colour_that_cannot_be_read_is_refused(field: str, colour: str, says: str) -> None:
    with pytest.raises(ValidationError) as refused:
        AgencyLook(**{field: colour}).full_clean()
    assert says in str(refused.value.message_dict[field])


def test_a_readable_colour_is_taken_however_it_is_written(db: None) -> None:
    look = AgencyLook(brand="#4A1F6B ".strip())
    look.full_clean()
    assert look.brand == "#4a1f6b"


def test_the_page_shows_a_change_at_once(site: None, cached: None, client: Client) -> None:
    before = client.get("/en/").content.decode()
    AgencyLook.objects.create(**READABLE, face="noto-sans")
    after = client.get("/en/").content.decode()
    assert "atkinson-hyperlegible-next/latin.woff2" in before
    assert "noto-sans/latin.woff2" in after
    assert "theme.css?v=" in after
    assert before.split("theme.css?v=")[1][:12] != after.split("theme.css?v=")[1][:12]
    assert '--agency-font:"noto-sans"' in client.get("/theme.css").content.decode()


def test_the_device_s_own_typeface_loads_no_file(site: None, client: Client) -> None:
    AgencyLook.objects.create(face="system")
    assert "woff2" not in client.get("/en/").content.decode()


def test_the_logo_stands_for_our_mark_with_its_words(site: None, client: Client, logo: SiteImage) -> None:
    look = AgencyLook.objects.create(logo=logo, name_beside_logo=False)
    html = client.get("/fr/").content.decode()
    assert 'alt="Police de Winnipeg"' in html
    assert "band__mark" not in html
    look.name_beside_logo = True
    look.save()
    assert 'alt=""' in client.get("/fr/").content.decode()


def test_a_logo_without_words_is_refused(logo: SiteImage) -> None:
    logo.alt_fr = ""
    with pytest.raises(ValidationError, match="both languages"):
        AgencyLook(logo=logo).full_clean()


def test_an_administrator_sets_it_and_is_told_what_is_wrong(
    signed_in: Callable[[User], Client], sol: User
) -> None:
    client = signed_in(sol)
    address = "/admin/settings/cms/agencylook/"
    client.get(address)
    (row,) = AgencyLook.objects.all()
    given = {"brand": "#cccccc", "action": "", "link": "", "face": "", "logo": "", "name_beside_logo": "on"}
    assert "at least 4.5 to 1" in client.post(f"{address}{row.pk}/", given).content.decode()
    assert client.post(f"{address}{row.pk}/", {**given, "brand": "#4a1f6b"}).status_code == 302
    assert AgencyLook.objects.get().brand == "#4a1f6b"


def test_an_editor_does_not_set_it(signed_in: Callable[[User], Client], dana: User) -> None:
    assert signed_in(dana).get("/admin/settings/cms/agencylook/").status_code in {302, 403}


def test_error_pages_keep_the_look_without_asking(site: None, client: Client) -> None:
    AgencyLook.objects.create(**READABLE)
    client.get("/en/")
    with override("en"):
        assert "theme.css?v=" in client.get("/en/nothing/").content.decode()


def ratio(one: str, other: str) -> float:
    return contrast(parse(one), parse(other))


def hex_of(value: str) -> str:
    """Undo what Wagtail's style sheet puts together again from hue, saturation and lightness."""
    hue, saturation, lightness = (float(each.rstrip("%")) for each in value.split())
    parts = colorsys.hls_to_rgb(hue / 360, lightness / 100, saturation / 100)
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)


def in_admin(sheet: str, own: str) -> str:
    parts = [re.search(rf"--w-color-{own}-{part}:([\d.]+%?)", sheet) for part in HSL]
    return hex_of(" ".join(found[1] for found in parts if found))


@pytest.mark.parametrize("colours_set", [{}, READABLE, {"brand": "#1f4d00", "action": "#000000"}])
def test_the_staff_s_screens_have_the_same_colours_and_each_can_be_read(
    signed_in: Callable[[User], Client], noor: User, colours_set: dict[str, str]
) -> None:
    AgencyLook.objects.create(**colours_set)
    html = signed_in(noor).get("/desk/").content.decode()
    address = re.search(r'href="(/theme-admin\.css\?v=[0-9a-f]{12})"', html)
    assert address is not None
    sheet = Client().get(address[1]).content.decode()
    theme = current().theme
    assert (in_admin(sheet, "primary"), in_admin(sheet, "secondary")) == (theme.brand, theme.action)
    for light in (theme.brand, theme.action, theme.link):
        assert ratio(light, "#ffffff") >= 4.5
        dark = dark_twin(light)
        assert f"-dark:{dark}" in sheet
        # Wagtail's dark paper, and our words on a button of the dark desk.
        assert ratio(dark, "#262626") >= 4.5
        assert ratio(dark, "#0b2233") >= 4.5


def test_the_address_of_the_staff_s_sheet_changes_with_the_colours(
    signed_in: Callable[[User], Client], noor: User
) -> None:
    client = signed_in(noor)
    before = client.get("/desk/").content.decode().split("theme-admin.css?v=")[1][:12]
    AgencyLook.objects.create(**READABLE)
    assert client.get("/desk/").content.decode().split("theme-admin.css?v=")[1][:12] != before


def test_staff_sign_in_under_the_colours_and_the_logo(db: None, client: Client, logo: SiteImage) -> None:
    AgencyLook.objects.create(**READABLE, logo=logo, name_beside_logo=False)
    html = client.get("/accounts/login/").content.decode()
    address = re.search(r'href="(/theme\.css\?v=[0-9a-f]{12})"', html)
    assert address is not None
    assert "--agency-brand:#4a1f6b" in client.get(address[1]).content.decode()
    assert 'alt="Police of Winnipeg"' in html
    # The words of the logo are the name; it is not said twice.
    assert f"<span>{settings.AGENCY['name']['en']}</span>" not in html


def test_the_staff_s_screens_carry_the_logo(
    signed_in: Callable[[User], Client], noor: User, logo: SiteImage
) -> None:
    AgencyLook.objects.create(logo=logo)
    html = signed_in(noor).get("/desk/").content.decode()
    assert '<img class="agency-logo"' in html
    assert settings.AGENCY["name"]["en"] in html.partition("</title>")[0]


def test_the_links_of_a_mail_take_the_colour_of_links(db: None) -> None:
    AgencyLook.objects.create(**READABLE)
    assert colours().link == "#0b4f9c"
