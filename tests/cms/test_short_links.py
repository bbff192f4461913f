"""Short links: a word for ever, counted without cookies, always leading somewhere."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from wagtail.models import Locale

from cms.demo import in_both
from cms.models import CampaignPage, HomePage, InformationPage, LinkDay, ShortLink
from cms.models.campaigns import NeverDeleted
from cms.printed import codes, leading_to

pytestmark = pytest.mark.usefixtures("site")
PHONE = {"HTTP_USER_AGENT": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)"}


@pytest.fixture(autouse=True)
def nobody_counted() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def campaign() -> CampaignPage:
    homes = {page.locale.language_code: page for page in HomePage.objects.select_related("locale")}
    pages = {
        "en": {"title": "Lock it, mark it", "slug": "lock-it", "aim": "Mark your bicycle."},
        "fr": {"title": "Verrouillez, marquez", "slug": "verrouillez", "aim": "Marquez votre vélo."},
    }
    return in_both(CampaignPage, homes, pages)["en"]


@pytest.fixture
def bike(campaign: CampaignPage) -> ShortLink:
    return ShortLink.objects.create(
        word="bike", source="bike-poster", place="poster", campaign=campaign, campaign_title=campaign.title
    )


def opened(link: ShortLink) -> int:
    return sum(LinkDay.objects.filter(link=link).values_list("count", flat=True))


@pytest.mark.parametrize("address", ["/go/bike", "/go/bike/", "/go/BIKE", "/go/B%C3%ADke"])
def test_leads_to_the_campaign_with_its_source(client: Client, bike: ShortLink, address: str) -> None:
    response = client.get(address, **PHONE)
    assert response["Location"] == "/en/lock-it/?source=bike-poster"
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


def test_speaks_the_language_of_the_phone_or_of_the_link(client: Client, bike: ShortLink) -> None:
    french = client.get("/go/bike", HTTP_ACCEPT_LANGUAGE="fr-CA", **PHONE)
    assert french["Location"] == "/fr/verrouillez/?source=bike-poster"
    assert client.get("/go/bike?language=fr", **PHONE)["Location"] == french["Location"]


def test_counts_people_by_day(client: Client, bike: ShortLink) -> None:
    for _ in range(3):
        client.get("/go/bike", **PHONE)
    assert opened(bike) == 3


def test_counts_who_scans_the_code_with_an_app(client: Client, bike: ShortLink) -> None:
    client.get("/go/bike", HTTP_USER_AGENT=f"{PHONE['HTTP_USER_AGENT']} QR Scanner/7.1")
    assert opened(bike) == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_USER_AGENT": "Mozilla/5.0 (compatible; Googlebot/2.1)"},
        {"HTTP_USER_AGENT": "facebookexternalhit/1.1"},
        {"HTTP_USER_AGENT": "curl/8.1"},
        {"HTTP_USER_AGENT": ""},
        {**PHONE, "HTTP_SEC_PURPOSE": "prefetch;prerender"},
        {**PHONE, "HTTP_SEC_FETCH_MODE": "no-cors"},
    ],
)
def test_counts_no_machine(client: Client, bike: ShortLink, headers: dict[str, str]) -> None:
    assert client.get("/go/bike", **headers).status_code == 302
    assert opened(bike) == 0


def test_a_look_at_the_head_is_no_visit(client: Client, bike: ShortLink) -> None:
    client.head("/go/bike", **PHONE)
    assert opened(bike) == 0


def test_a_loop_from_one_address_does_not_fill_the_chart(client: Client, bike: ShortLink) -> None:
    for _ in range(45):
        assert client.get("/go/bike", **PHONE).status_code == 302
    assert opened(bike) == 40


def test_an_unknown_word_is_no_page(client: Client, bike: ShortLink) -> None:
    assert client.get("/go/skate", follow=True, **PHONE).status_code == 404


def test_leads_to_the_other_language_when_one_page_goes(client: Client, bike: ShortLink) -> None:
    CampaignPage.objects.get(slug="lock-it").unpublish()
    assert client.get("/go/bike", **PHONE)["Location"] == "/fr/verrouillez/?source=bike-poster"


def test_leads_to_the_list_of_matters_when_its_pages_are_deleted(client: Client, bike: ShortLink) -> None:
    for page in CampaignPage.objects.all():
        page.delete()
    assert client.get("/go/bike", **PHONE)["Location"] == "/en/report/?source=bike-poster"
    assert ShortLink.objects.get().campaign_title == "Lock it, mark it"


def test_goes_on_where_it_is_led_to(client: Client, bike: ShortLink) -> None:
    bike.page = InformationPage.objects.get(slug="privacy", locale=Locale.get_default())
    bike.save()
    assert client.get("/go/bike", **PHONE)["Location"] == "/en/privacy/?source=bike-poster"


def test_is_never_deleted(bike: ShortLink) -> None:
    with pytest.raises(NeverDeleted):
        bike.delete()
    with pytest.raises(NeverDeleted):
        ShortLink.objects.all().delete()


def test_every_printed_code_is_looked_after(bike: ShortLink) -> None:
    [code] = [each for each in codes() if each.path == "/go/bike"]
    assert (code.called, code.leads_to) == (
        "localhost:8000/go/bike – Poster (Lock it, mark it)",
        "/en/lock-it/",
    )
    assert code in leading_to(CampaignPage.objects.get(slug="lock-it"))
