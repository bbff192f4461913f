"""Sending: once, whatever the browser or the line does."""

from tests.forms.walking import Camille, Page
from workflows.models import AnswerSet, Submission


def test_a_double_click_sends_one_report_and_shows_the_same_code(camille: Camille) -> None:
    check = camille.up_to_check()
    first = camille.fill(check, declaration="true")
    second = camille.fill(check, declaration="true")
    assert second.url.endswith("/sent/")
    assert numbers(first) == numbers(second)
    assert AnswerSet.objects.count() == 1


def numbers(page: Page) -> list[str]:
    return [each.text_content() for each in page.tree.xpath("//*[@class='number__value']")]


def test_back_after_sending_leads_to_the_number(camille: Camille) -> None:
    camille.send()
    for path in ("check/", "story/"):
        assert camille.get(path).url.endswith("/sent/")


def test_the_declaration_is_asked_for(camille: Camille) -> None:
    page = camille.fill(camille.up_to_check())
    assert page.errors == [("#declaration", "Confirm that your report is true.")]
    assert Submission.objects.get().status == "draft"


def test_what_is_missing_leads_to_its_step(camille: Camille) -> None:
    camille.begin()
    page = camille.fill(camille.get("check/"), declaration="true")
    addresses = [address for address, _sentence in page.errors]
    assert "/en/report/theft/story/?from=check#story" in addresses
    assert camille.get("story/?from=check").errors == [("#story", "Enter “Story”.")]


def test_the_copy_is_there_at_once(camille: Camille) -> None:
    page = camille.send()
    copy = camille.client.get(page.links("documents")[0].get("href"))
    assert copy["Content-Type"] == "application/pdf"
    assert copy.content.startswith(b"%PDF-")


def test_another_session_sees_nothing_of_it(camille: Camille, elsewhere: Camille) -> None:
    camille.send()
    assert elsewhere.client.get("/en/report/theft/sent/").url == "/en/track/"
    assert elsewhere.client.get("/en/report/theft/sent/copy/").status_code == 404


def test_a_new_report_can_be_begun_after_one_was_sent(camille: Camille) -> None:
    camille.send()
    assert camille.begin().url.endswith("/place/")
    assert Submission.objects.count() == 2
