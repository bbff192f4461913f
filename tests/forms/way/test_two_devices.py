"""The same draft open twice: both texts are shown, nothing is overwritten unread."""

from tests.forms.walking import Camille
from workflows.drafts import resume_code_of
from workflows.models import Submission


def on_both(camille: Camille, elsewhere: Camille) -> None:
    camille.up_to_check()
    code = resume_code_of(Submission.objects.get())
    elsewhere.fill(elsewhere.get("/en/resume/"), resume_code=code)


def test_both_texts_are_shown_and_the_chosen_one_is_kept(camille: Camille, elsewhere: Camille) -> None:
    on_both(camille, elsewhere)
    here, there = camille.get("story/"), elsewhere.get("story/")
    elsewhere.fill(there, story="Written on the phone")
    page = camille.fill(here, story="Written on the desk")
    assert page.status == 409
    assert "Written on the phone" in page.text
    assert "Written on the desk" in page.text
    assert Submission.objects.get().answers["story"] == "Written on the phone"
    camille.fill(page, more={"choose-story": "mine"})
    assert Submission.objects.get().answers["story"] == "Written on the desk"


def test_the_other_text_can_be_kept(camille: Camille, elsewhere: Camille) -> None:
    on_both(camille, elsewhere)
    here = camille.get("story/")
    elsewhere.fill(elsewhere.get("story/"), story="Written on the phone")
    page = camille.fill(camille.fill(here, story="Written on the desk"), more={"choose-story": "theirs"})
    assert page.status == 200
    assert Submission.objects.get().answers["story"] == "Written on the phone"


def test_two_devices_on_two_steps_do_not_disturb_each_other(camille: Camille, elsewhere: Camille) -> None:
    on_both(camille, elsewhere)
    here = camille.get("story/")
    elsewhere.fill(elsewhere.get("you/"), first_name="Noémie")
    assert camille.fill(here, story="Another story").status == 200
    answers = Submission.objects.get().answers
    assert (answers["first_name"], answers["story"]) == ("Noémie", "Another story")


def test_a_double_click_is_no_conflict(camille: Camille) -> None:
    camille.up_to_check()
    page = camille.get("items/")
    for _click in range(2):
        again = camille.fill(page, more={"items-0-description": "Blue bicycle"})
    assert again.url.endswith("/story/")


def test_a_change_elsewhere_is_checked_again_before_sending(camille: Camille, elsewhere: Camille) -> None:
    on_both(camille, elsewhere)
    check = camille.get("check/")
    elsewhere.fill(elsewhere.get("story/"), story="Written on the phone")
    page = camille.fill(check, declaration="true")
    assert page.url.endswith("/check/")
    assert "changed since you opened this page" in page.text
    assert "Written on the phone" in page.text
    assert camille.fill(page, declaration="true").url.endswith("/sent/")
