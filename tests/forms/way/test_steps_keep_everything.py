"""Every step is saved, also when something in it needs attention."""

from tests.forms.walking import ITEM, PLACE, Camille
from workflows.models import Submission


def saved() -> dict:
    return Submission.objects.get().answers


def test_a_step_that_needs_attention_is_saved_and_says_what_to_do(camille: Camille) -> None:
    page = camille.begin()
    page = camille.fill(
        page, more={**PLACE, "incident_time-from_time": "half past", "incident_place-street": ""}
    )
    assert page.title.startswith("Error:")
    assert ("#incident_place-street", "Enter “Incident place”.") in page.errors
    assert page.errors[0][0] == "#incident_time-from_date"
    assert page.value("incident_time-from_time") == "half past"
    assert saved()["incident_time"]["from"].startswith("2026-11-02T")


def test_each_error_is_tied_to_its_field(camille: Camille) -> None:
    page = camille.fill(camille.begin(), more={})
    for address, _sentence in page.errors:
        assert page.tree.xpath(f"//*[@id='{address[1:]}']"), address
    described = page.tree.xpath("//*[contains(@aria-describedby, 'error')]/@aria-describedby")
    assert all(page.tree.xpath(f"//*[@id='{each}']") for ids in described for each in ids.split())


def test_going_back_loses_nothing(camille: Camille) -> None:
    camille.fill(camille.begin(), more=PLACE)
    page = camille.get("place/")
    assert page.value("incident_place-street") == "510 Main Street"
    assert page.value("incident_time-from_date") == "2026-11-02"


def test_emptying_a_field_takes_the_answer_away(camille: Camille) -> None:
    camille.up_to_check()
    camille.fill(camille.get("you/"), email="")
    assert "email" not in saved()


def test_rows_are_added_and_taken_out_by_buttons_that_save_what_was_typed(camille: Camille) -> None:
    page = camille.fill(camille.begin(), more=PLACE)
    page = camille.fill(page, press="add-items", more=ITEM)
    assert page.url.endswith("/items/")
    assert page.value("items-0-description") == "Green city bicycle"
    page = camille.fill(
        page, press="add-items", more={"items-1-kind": "phone", "items-1-description": "Black phone"}
    )
    assert [row.get("description") for row in saved()["items"]] == ["Green city bicycle", "Black phone", None]
    page = camille.fill(page, press="remove-items-0")
    assert page.value("items-0-description") == "Black phone"
    assert camille.fill(page, story="").url.endswith("/story/")
    assert len(saved()["items"]) == 1


def test_an_empty_row_is_asked_for_where_one_is_needed(camille: Camille) -> None:
    page = camille.fill(camille.fill(camille.begin(), more=PLACE))
    assert [address for address, _ in page.errors] == ["#items-0-kind", "#items-0-description"]


def test_not_sure_is_an_answer(camille: Camille) -> None:
    page = camille.up_to_check()
    assert "Not sure" in page.text


def test_changing_an_answer_leads_back_to_the_check_page(camille: Camille) -> None:
    page = camille.up_to_check()
    page = camille.get(
        next(link.get("href") for link in page.links("answers") if "/you/" in link.get("href"))
    )
    page = camille.fill(page, last_name="Okimaw")
    assert page.url.endswith("/check/")
    assert "Okimaw" in page.text


def test_an_open_draft_is_offered_before_another_is_begun(camille: Camille) -> None:
    camille.begin()
    page = camille.get("begin/")
    assert "You have begun this report" in page.title
    camille.fill(camille.get("begin/?new=1"), in_danger="no")
    assert Submission.objects.count() == 2


def test_beginning_twice_by_the_back_button_makes_one_draft(camille: Camille) -> None:
    first = camille.get("begin/")
    camille.fill(first, in_danger="no")
    camille.fill(first, in_danger="no")
    assert Submission.objects.count() == 1
