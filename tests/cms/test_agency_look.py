"""The agency's look: staff set colours, typeface and logo; what cannot be read is refused; pages show it at once."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import Client
from django.utils.translation import override
from PIL import Image
from pytest_django import Settings

from accounts.models import User
from cms.models import AgencyLook, SiteImage
from workflows.brand import colours

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
