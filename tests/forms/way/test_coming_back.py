"""A lost session loses nothing: the code, or a mailed link, opens the draft on any device."""

import re
from collections.abc import Callable

from django.test import Client, override_settings

from tests.forms.walking import PLACE, Camille
from workflows.drafts import resume_code_of
from workflows.models import EmailLink, Submission


def code() -> str:
    return resume_code_of(Submission.objects.get())


def test_the_code_stands_on_the_page_from_the_first_saved_step(camille: Camille) -> None:
    assert "note this code" not in camille.get("begin/").text
    page = camille.begin()
    assert code() in page.text


def test_the_code_opens_the_draft_on_another_device_where_it_was_left(
    camille: Camille, elsewhere: Camille
) -> None:
    camille.begin()
    page = elsewhere.fill(elsewhere.get("/en/resume/"), resume_code=code().lower().replace("-", " "))
    assert page.url.endswith("/theft/place/")


def test_a_wrong_code_opens_nothing(elsewhere: Camille) -> None:
    page = elsewhere.fill(elsewhere.get("/en/resume/"), resume_code="AAAA-BBBB-CCCC-DDDD")
    assert page.title.startswith("Error:")
    assert page.errors[0][0] == "#resume_code"


@override_settings(WRONG_CODES_PER_ADDRESS=3)
def test_wrong_codes_are_limited(elsewhere: Camille) -> None:
    page = elsewhere.get("/en/resume/")
    for _try in range(3):
        elsewhere.fill(page, resume_code="AAAA-BBBB-CCCC-DDDD")
    answer = elsewhere.fill(page, resume_code="AAAA-BBBB-CCCC-DDDD")
    assert answer.status == 429
    assert int(answer.response["Retry-After"]) > 0


def test_what_was_typed_into_a_lost_session_is_saved_with_the_code(
    camille: Camille, elsewhere: Camille
) -> None:
    camille.up_to_check()
    page = camille.get("story/")
    camille.client.session.flush()
    camille.client.cookies.pop("sessionid")
    page = camille.fill(page, story="A long story, typed for an hour")
    assert "Nothing that was saved is lost" in page.text
    camille.fill(page, resume_code=code())
    assert Submission.objects.get().answers["story"] == "A long story, typed for an hour"


def test_save_and_come_back_saves_what_is_typed_and_shows_the_code(camille: Camille) -> None:
    page = camille.fill(camille.begin(), press="later", more={"incident_place-street": "510 Main Street"})
    assert page.url.endswith("/theft/resume/")
    assert code() in page.text
    assert Submission.objects.get().answers["incident_place"] == {"street": "510 Main Street"}


def test_a_mailed_link_works_once_and_only_when_confirmed(
    camille: Camille, elsewhere: Camille, mailed: Callable[[], str]
) -> None:
    camille.up_to_check()
    camille.fill(camille.get("resume/"), press="mail")
    mail = mailed()
    assert code() not in mail
    path = re.findall(r"/en/resume/link/\S+", mail)[0]
    page = elsewhere.get(path)
    assert EmailLink.objects.get().used_at is None
    assert elsewhere.fill(page).url.endswith("/check/")
    assert "does not work any more" in elsewhere.get(path).title


def test_without_any_cookie_what_was_typed_is_still_saved_with_the_code(theft_page: object) -> None:
    camille = Camille(Client(enforce_csrf_checks=True))
    page = camille.fill(camille.begin(), more=PLACE)
    page = camille.get("story/")
    camille.client.cookies.clear()
    camille.client.defaults["HTTP_ORIGIN"] = "http://testserver"
    page = camille.fill(page, story="A long story, typed for an hour")
    assert page.status == 403
    camille.fill(page, resume_code=code())
    assert Submission.objects.get().answers["story"] == "A long story, typed for an hour"


def test_a_form_of_another_site_is_refused_and_nothing_of_it_is_shown(camille: Camille) -> None:
    stranger = Client(enforce_csrf_checks=True)
    answer = stranger.post(
        f"{camille.base}story/", {"story": "Not mine"}, headers={"Origin": "https://evil.example"}
    )
    assert answer.status_code == 403
    assert "Not mine" not in answer.content.decode()


def test_who_used_this_browser_before_does_not_see_what_is_begun_after(camille, damage_page):
    before = Client()
    camille.begin()
    before.cookies["sessionid"] = camille.client.cookies["sessionid"].value
    camille.base = damage_page.url
    camille.fill(camille.get("begin/"), in_danger="no")
    assert set(camille.client.session["drafts"]) == {"theft", "damage"}
    assert "drafts" not in before.session


def test_who_begins_another_report_is_shown_the_code_of_the_first(camille: Camille) -> None:
    camille.begin()
    assert resume_code_of(Submission.objects.get()) in camille.get("begin/").text


def test_the_parts_of_an_address_that_few_need_are_folded_in_until_one_is_filled(camille: Camille) -> None:
    camille.begin()
    folded = camille.get("place/").tree.xpath("//details[.//input[@name='incident_place-city']]")
    assert [each.get("open") for each in folded] == [None]
    page = camille.fill(camille.get("place/"), more={**PLACE, "incident_place-postal_code": "nonsense"})
    folded = page.tree.xpath("//details[.//input[@name='incident_place-city']]")
    assert [each.get("open") for each in folded] == [""]
    assert page.value("incident_place-postal_code") == "nonsense"
