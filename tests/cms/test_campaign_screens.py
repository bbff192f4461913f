"""The screens of campaigns: links, codes, papers and numbers, each for those who may."""

import io
import subprocess
from collections.abc import Callable

import pytest
import zxingcpp
from django.test import Client
from PIL import Image
from pypdf import PdfReader
from pytest_django import Settings

from accounts.models import User
from cms.campaigns.codes import made
from cms.campaigns.numbers import funnel
from cms.models import CampaignPage, LinkDay, ShortLink
from pdf.campaigns import CampaignPaper, CampaignText, render_campaign
from tests.cms.test_short_links import bike, campaign
from tests.conftest import sign_in
from tests.pdf.reading import squashed, text_of
from workflows.models import SourceDay

pytestmark = pytest.mark.usefixtures("site")
__all__ = ["bike", "campaign"]


def signed_in(user: User) -> Client:
    return sign_in(Client(), user)


@pytest.fixture
def counted(bike: ShortLink) -> ShortLink:
    LinkDay.objects.create(link=bike, day="2026-11-02", count=12)
    SourceDay.objects.create(source="bike-poster", day="2026-11-02", begun=7, submitted=6, approved=3)
    return bike


@pytest.mark.parametrize(
    ("name", "status"), [("dana", 200), ("pat", 200), ("ana", 200), ("noor", 302), ("sam", 302)]
)
def test_who_sees_a_campaign(person: Callable[[str], User], bike: ShortLink, name: str, status: int) -> None:
    client = signed_in(person(name))
    assert client.get("/admin/campaigns/").status_code == status
    assert client.get(f"/admin/campaigns/{bike.campaign_id}/").status_code == status


def test_an_editor_makes_a_link(dana: User, campaign: CampaignPage) -> None:
    client = signed_in(dana)
    page = f"/admin/campaigns/{campaign.pk}/links/new/"
    assert client.get(page).status_code == 200
    client.post(page, {"word": "Vélo", "place": "bus", "source": "", "note": "Line 18", "page": ""})
    link = ShortLink.objects.get()
    assert (link.word, link.source, link.campaign_title) == ("velo", "velo-bus", "Lock it, mark it")
    assert "localhost" in client.get(f"/admin/campaigns/{campaign.pk}/").content.decode()


def test_a_word_is_never_used_twice(dana: User, bike: ShortLink) -> None:
    page = f"/admin/campaigns/{bike.campaign_id}/links/new/"
    response = signed_in(dana).post(
        page, {"word": "bike", "place": "bus", "source": "", "note": "", "page": ""}
    )
    assert "This word is taken." in response.content.decode()
    assert ShortLink.objects.count() == 1


def test_where_a_printed_code_leads_is_for_publishers(dana: User, pat: User, bike: ShortLink) -> None:
    page = f"/admin/campaigns/links/{bike.pk}/"
    assert signed_in(dana).get(page).status_code == 302
    sent = {"word": "other", "source": "other", "place": "poster", "note": "", "page": bike.campaign_id}
    assert signed_in(pat).post(page, sent).status_code == 302
    bike.refresh_from_db()
    assert (bike.word, bike.source, bike.page_id) == ("bike", "bike-poster", bike.campaign_id)


def test_small_numbers_are_hidden_with_the_sum_that_gives_them_away(counted: ShortLink) -> None:
    other = ShortLink.objects.create(word="bus", source="bike-bus", place="bus", campaign_title="Bikes")
    SourceDay.objects.create(source="bike-bus", day="2026-11-02", begun=20, submitted=10, approved=9)
    lines = funnel([counted, other], all_shown=False)
    assert [line.cells for line in lines] == [
        ("12", "7", "6", "under 5"),
        ("0", "20", "10", "9"),
        ("12", "27", "16", "hidden"),
    ]


def test_the_desk_sees_all_numbers(counted: ShortLink) -> None:
    assert funnel([counted], all_shown=True)[0].cells == ("12", "7", "6", "3")


def test_an_analyst_takes_the_numbers_along(ana: User, counted: ShortLink) -> None:
    response = signed_in(ana).get(f"/admin/campaigns/{counted.campaign_id}/numbers.csv")
    assert "bike-poster,Poster,12,7,6,under 5" in response.content.decode()


def test_the_code_is_dark_on_white_with_a_quiet_zone_and_gives_back_what_is_lost(
    dana: User, bike: ShortLink
) -> None:
    code = made("http://localhost:8000/go/bike")
    assert code.error == "M"
    client = signed_in(dana)
    picture = client.get(f"/admin/campaigns/links/{bike.pk}/code.png").content
    assert read(picture) == ["http://localhost:8000/go/bike"]
    assert b"<svg" in client.get(f"/admin/campaigns/links/{bike.pk}/code.svg").content


@pytest.mark.parametrize("kind", ["poster", "handout"])
@pytest.mark.parametrize("languages", ["en", "fr", "both"])
def test_papers_say_and_show_the_address(dana: User, bike: ShortLink, kind: str, languages: str) -> None:
    response = signed_in(dana).get(f"/admin/campaigns/links/{bike.pk}/{kind}-{languages}.pdf")
    [page] = PdfReader(io.BytesIO(response.content)).pages
    words = squashed(text_of(response.content))
    assert "localhost:8000/go/bike" in words
    assert ("Markyourbicycle." in words) is (languages != "fr")
    assert ("Marquezvotrevélo." in words) is (languages != "en")
    assert "911" in words
    assert [round(float(side)) for side in page.mediabox[2:]] == [612, 792]
    assert set(read(page_picture(response.content))) == {"http://localhost:8000/go/bike"}


@pytest.mark.parametrize("kind", ["poster", "handout"])
@pytest.mark.parametrize("letters", range(10, 91, 16))
def test_a_title_of_any_length_keeps_all_on_one_sheet(kind: str, letters: int) -> None:
    title = ("Lock it mark it " * 6)[:letters]
    text = CampaignText("en", "Agency", title, "Word " * 20, "Report it", "", "Scan", "911", "Call us.")
    made = CampaignPaper([text], "https://agency.example/go/bike", "agency.example/go/bike", "#17405f")
    [_page] = PdfReader(io.BytesIO(render_campaign(kind, made, language="en"))).pages


@pytest.mark.parametrize("kind", ["poster", "handout"])
def test_long_texts_stay_on_one_sheet_to_the_last_word(kind: str) -> None:
    words = " ".join(f"word{number}" for number in range(56))
    text = CampaignText(
        "en", "Agency", "Lock it, mark it, " * 6, words, "Report it", "", "Scan", "911", "Call us."
    )
    made = CampaignPaper([text, text], "https://agency.example/go/bike", "agency.example/go/bike", "#17405f")
    paper = render_campaign(kind, made, language="en")
    [_page] = PdfReader(io.BytesIO(paper)).pages
    assert squashed(text_of(paper)).count(words.split()[-1]) == (2 if kind == "poster" else 8)
    assert set(read(page_picture(paper))) == {"https://agency.example/go/bike"}


def read(picture: bytes) -> list[str]:
    """What a phone would read on a picture."""
    return [code.text for code in zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)).convert("L"))]


def page_picture(pdf: bytes) -> bytes:
    """The first page as it is printed, at 100 dots an inch."""
    command = ["pdftoppm", "-png", "-r", "100", "-singlefile", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_card_stands_in_a_frame_of_any_site_and_leads_to_the_top(bike: ShortLink, language: str) -> None:
    response = Client().get(f"/{language}/card/bike/")
    words = response.content.decode()
    assert f'href="http://localhost:8000/go/bike?language={language}" target="_top"' in words
    assert "<script" not in words
    assert "X-Frame-Options" not in response
    assert "frame-ancestors *" in response["Content-Security-Policy"]
    assert not response.cookies


def test_a_card_may_be_for_some_sites_only(bike: ShortLink, settings: Settings) -> None:
    settings.CARD_ORIGINS = ["https://school.example"]
    policy = Client().get("/en/card/bike/")["Content-Security-Policy"]
    assert "frame-ancestors https://school.example" in policy
