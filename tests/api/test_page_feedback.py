"""Page feedback over the API: the same question for a front end of its own, the register for staff."""

from collections.abc import Callable
from typing import Any

import pytest

from accounts.models import User
from cms.models import Feedback, InformationPage, PrivacyNotice
from tests.api.calls import Api, problem
from tests.cms.conftest import make_site, site

__all__ = ["make_site", "site"]
pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture
def page() -> int:
    return int(InformationPage.objects.get(slug="privacy").pk)


def test_an_answer_is_kept(api: Api, page: int) -> None:
    told = api.post("feedback", {"page": page, "useful": True})
    assert (told.status_code, told.json()) == (201, {"useful": True, "text": "", "taken_out": [], "help": []})
    assert Feedback.objects.get().page_title == "Privacy"


def test_words_are_scrubbed(api: Api, page: int) -> None:
    told = api.post("feedback", {"page": page, "useful": False, "text": "Call 204-555-0142."}).json()
    assert (told["text"], told["taken_out"]) == ("Call [phone number taken out].", ["phone"])


def test_words_of_danger_bring_help(api: Api, page: int) -> None:
    told = api.post("feedback", {"page": page, "useful": False, "text": "I want to die"}).json()
    assert [way["number"] for way in told["help"]][:2] == ["9-8-8", "911"]


@pytest.mark.parametrize(
    ("more", "code"),
    [({"useful": True, "text": "Nice"}, "not_asked"), ({"useful": False, "text": "a" * 301}, "too_long")],
)
def test_words_are_taken_only_after_no_and_not_too_many(
    api: Api, page: int, more: dict[str, Any], code: str
) -> None:
    told = problem(api.post("feedback", {"page": page, **more}), 422)
    assert [(each["path"], each["code"]) for each in told["errors"]] == [("/text", code)]
    assert not Feedback.objects.exists()


def test_no_words_are_taken_without_a_privacy_notice(api: Api, page: int) -> None:
    PrivacyNotice.objects.filter(key="feedback").delete()
    problem(api.post("feedback", {"page": page, "useful": False, "text": "Wrong."}), 422)


def test_a_page_that_does_not_ask_is_not_found(api: Api, page: int) -> None:
    InformationPage.objects.filter(pk=page).update(feedback="no")
    problem(api.post("feedback", {"page": page, "useful": True}), 404)


def test_the_same_key_counts_once(api: Api, page: int) -> None:
    for _ in range(2):
        api.post("feedback", {"page": page, "useful": True}, idempotency_key="once")
    assert Feedback.objects.count() == 1


def test_staff_read_the_register(api: Api, page: int, staff: Callable[..., Api], pat: User) -> None:
    for text in ("First.", "I want to die"):
        api.post("feedback", {"page": page, "useful": False, "text": text})
    told = staff(pat).get("feedback").json()
    assert [(each["text"], each["alarm"], each["state"]) for each in told["items"]] == [
        ("I want to die", "self_harm", "new"),
        ("First.", None, "new"),
    ]
    assert [each["text"] for each in staff(pat).get("feedback?alarm=any").json()["items"]] == [
        "I want to die"
    ]
    assert len(staff(pat).get(f"feedback?page={page}").json()["items"]) == 2


def test_the_register_comes_in_pages(api: Api, page: int, staff: Callable[..., Api], pat: User) -> None:
    for _ in range(27):
        api.post("feedback", {"page": page, "useful": True})
    first = staff(pat).get("feedback").json()
    second = staff(pat).get(first["next"]).json()
    assert (len(first["items"]), len(second["items"]), second["next"]) == (25, 2, None)


def test_others_do_not_read_it(api: Api, staff: Callable[..., Api], noor: User) -> None:
    problem(api.get("feedback"), 401)
    problem(staff(noor).get("feedback"), 403)
