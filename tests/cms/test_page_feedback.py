"""“Was this information useful?”: without a cookie, a token or JavaScript, and without what people should not tell."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils.timezone import now
from pytest_django import Settings
from time_machine import travel

from cms.feedback.actions import delete_old_texts
from cms.feedback.mails import mail_alarms
from cms.models import AlarmPhrase, Feedback, InformationPage, PrivacyNotice
from tests.cms.conftest import add_matter

pytestmark = pytest.mark.usefixtures("site")
HERE = {"HTTP_ORIGIN": "http://testserver", "HTTP_SEC_FETCH_SITE": "same-origin"}


@pytest.fixture(autouse=True)
def nobody_counted() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def privacy() -> InformationPage:
    return InformationPage.objects.get(slug="privacy")


def post(language: str = "en", headers: dict[str, str] = HERE, **fields: object) -> tuple[int, str]:
    response = Client().post(f"/{language}/feedback/", fields, **headers)
    assert not response.cookies
    assert "no-store" in response["Cache-Control"]
    return response.status_code, response.content.decode()


def say_no(page: InformationPage, text: str, language: str = "en") -> tuple[int, str]:
    """Answer no, then send words: the two posts of a reader without JavaScript."""
    asked = post(language, page=page.pk, useful="no")[1]
    token = asked.partition('name="token" value="')[2].partition('"')[0]
    return post(language, token=token, text=text)


def test_a_content_page_asks_at_its_foot_without_cookie_or_token(client: Client) -> None:
    response = client.get("/en/privacy/")
    words = response.content.decode()
    assert 'action="/en/feedback/"' in words
    assert words.index("</main>") < words.index("Was this information useful?")
    assert "csrf" not in words
    assert not response.cookies


def test_a_report_type_does_not_ask(client: Client) -> None:
    add_matter("en", "Fraud", "Somebody tricked you.")
    assert "Was this information useful?" not in client.get("/en/report/fraud/").content.decode()


def test_a_page_for_victims_is_told_not_to_ask(client: Client, privacy: InformationPage) -> None:
    privacy.feedback = "no"
    privacy.save()
    assert "Was this information useful?" not in client.get("/en/privacy/").content.decode()
    assert post(page=privacy.pk, useful="no")[0] == 404


def test_an_editor_puts_the_question_into_the_body(client: Client, privacy: InformationPage) -> None:
    privacy.body = [*privacy.body.raw_data, {"type": "feedback", "value": None}]
    privacy.save()
    words = client.get("/en/privacy/").content.decode()
    assert words.count("Was this information useful?") == 1
    assert words.index("Was this information useful?") < words.index("</main>")


def test_yes_is_counted(privacy: InformationPage) -> None:
    status, words = post(page=privacy.pk, useful="yes")
    assert (status, "Thank you" in words, "textarea" in words) == (200, True, False)
    assert Feedback.objects.get().useful


def test_only_no_asks_for_words_with_the_privacy_notice_beside(privacy: InformationPage) -> None:
    words = post(page=privacy.pk, useful="no")[1]
    assert "No reply comes" in words
    assert "36(1)(b)" in words
    assert PrivacyNotice.objects.get(key="feedback").phone in words
    assert not Feedback.objects.get().useful


def test_the_notice_speaks_french(privacy: InformationPage) -> None:
    french = InformationPage.objects.get(translation_key=privacy.translation_key, locale__language_code="fr")
    words = post("fr", page=french.pk, useful="no")[1]
    assert "36(1)b)" in words
    assert "aucune réponse" in words.lower()


def test_without_a_privacy_notice_no_words_are_asked_for(privacy: InformationPage) -> None:
    PrivacyNotice.objects.filter(key="feedback").delete()
    assert "textarea" not in post(page=privacy.pk, useful="no")[1]
    assert Feedback.objects.count() == 1


def test_words_are_kept_without_personal_data(privacy: InformationPage) -> None:
    words = say_no(privacy, "Wrong hours. Call me at 204-555-0142.")[1]
    assert "We took out" in words
    kept = Feedback.objects.get()
    assert kept.text == "Wrong hours. Call me at [phone number taken out]."
    assert kept.scrubbed == ["phone"]


def test_the_agencys_own_number_stays(privacy: InformationPage) -> None:
    say_no(privacy, "Nobody answers at 204-555-0100.")
    assert Feedback.objects.get().text == "Nobody answers at 204-555-0100."


@pytest.mark.parametrize(
    "text", ["é" * 300, "e\u0301" * 300, "a\r\n" * 149 + "ab", "😀" * 300, " " + "a" * 300 + "\r\n"]
)
def test_three_hundred_characters_are_taken(privacy: InformationPage, text: str) -> None:
    assert say_no(privacy, text)[0] == 200
    assert len(Feedback.objects.get().text) == 300


def test_one_more_is_shown_again_with_what_was_written(privacy: InformationPage) -> None:
    status, words = say_no(privacy, "b" * 301)
    assert status == 422
    assert "It has 1 too many." in words
    assert "b" * 301 in words
    assert "<title>Error: " in words
    assert Feedback.objects.get().text == ""


def test_words_are_added_once(privacy: InformationPage) -> None:
    asked = post(page=privacy.pk, useful="no")[1]
    token = asked.partition('name="token" value="')[2].partition('"')[0]
    post(token=token, text="First.")
    post(token=token, text="Second.")
    assert Feedback.objects.get().text == "First."


@pytest.mark.parametrize(
    ("text", "alarm", "first"),
    [
        ("I want to KILL MYSELF", "self_harm", "9-8-8"),
        ("je pense au suicide", "self_harm", "9-8-8"),
        ("J’ai envie de mourir…", "self_harm", "9-8-8"),
        ("i’ll shoot you all", "threat", "911"),
        ("Il va me tuer", "threat", "911"),
        ("il m’a violee", "threat", "911"),
        ("there is a bomb", "threat", "911"),
    ],
)
def test_words_of_danger_are_answered_with_help_at_once(
    privacy: InformationPage, text: str, alarm: str, first: str
) -> None:
    words = say_no(privacy, text)[1].partition("<main")[2]
    assert Feedback.objects.get().alarm == alarm
    assert "Victim services" in words
    assert words.index(f"<strong>{first}</strong>") == min(
        words.index(f"<strong>{number}</strong>") for number in ("911", "9-8-8")
    )


@pytest.mark.parametrize(
    "text", ["The bombardier page is gone", "Skill yourself is a typo", "tuerie", "killer page"]
)
def test_parts_of_words_are_no_alarm(privacy: InformationPage, text: str) -> None:
    say_no(privacy, text)
    assert Feedback.objects.get().alarm == ""


def test_staff_add_a_phrase(privacy: InformationPage) -> None:
    AlarmPhrase.objects.create(phrase="Écœuré de vivre", alarm="self_harm")
    say_no(privacy, "je suis ecoeure de vivre")
    assert Feedback.objects.get().alarm == "self_harm"


def test_staff_are_written_to_once_and_the_mail_has_nothing_of_the_text(
    privacy: InformationPage, pat: object, ana: object
) -> None:
    say_no(privacy, "I want to die on Tuesday")
    assert mail_alarms() == 1
    assert mail_alarms() == 0
    [sent] = mail.outbox
    assert sent.to == ["pat@agency.example"]
    assert "Tuesday" not in sent.body + sent.subject
    assert f"/admin/cms/feedback/inspect/{Feedback.objects.get().pk}/" in sent.body


def test_addresses_that_are_configured_are_written_to(
    privacy: InformationPage, pat: object, settings: Settings
) -> None:
    settings.FEEDBACK_ALARM_TO = ["watch@agency.example"]
    say_no(privacy, "I want to die")
    mail_alarms()
    assert [sent.to for sent in mail.outbox] == [["watch@agency.example"]]


def test_a_mail_that_does_not_go_is_tried_again(
    privacy: InformationPage, pat: object, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "tests.cms.broken_mail.Broken"
    say_no(privacy, "I want to die")
    assert mail_alarms() == 0
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with travel(now() + timedelta(minutes=3)):
        assert mail_alarms() == 1


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_ORIGIN": "https://elsewhere.example"},
        {"HTTP_ORIGIN": "http://testserver", "HTTP_SEC_FETCH_SITE": "cross-site"},
    ],
)
def test_what_was_not_sent_from_our_page_is_refused(
    privacy: InformationPage, headers: dict[str, str]
) -> None:
    assert post(headers=headers, page=privacy.pk, useful="no")[0] == 403
    assert not Feedback.objects.exists()


def test_a_robot_that_fills_every_field_is_thanked_and_forgotten(privacy: InformationPage) -> None:
    assert post(page=privacy.pk, useful="no", website="https://spam.example")[0] == 200
    assert not Feedback.objects.exists()


def test_one_address_may_not_answer_without_end(privacy: InformationPage, settings: Settings) -> None:
    settings.FEEDBACK_PER_ADDRESS = 2
    answers = [post(page=privacy.pk, useful="yes")[0] for _ in range(3)]
    assert answers == [200, 200, 429]
    assert Feedback.objects.count() == 2


def test_a_forged_token_leads_to_nobodys_answer(privacy: InformationPage) -> None:
    status, words = post(token="1:forged", text="My long text.")
    assert status == 410
    assert "My long text." in words


@pytest.mark.parametrize("page", ["", "x", "999999999", "9" * 30, "²"])
def test_a_page_that_is_not_there_is_not_found(page: str) -> None:
    assert post(page=page, useful="yes")[0] == 404


def test_words_go_after_their_time_and_counts_stay(privacy: InformationPage, settings: Settings) -> None:
    settings.FEEDBACK_TEXT_DAYS = 30
    say_no(privacy, "The hours are wrong.")
    assert delete_old_texts() == 0
    with travel(now() + timedelta(days=31)):
        assert delete_old_texts() == 1
        assert delete_old_texts() == 0
    kept = Feedback.objects.get()
    assert (kept.text, kept.useful, kept.text_deleted_at is None) == ("", False, False)


def test_a_page_that_is_deleted_keeps_its_feedback(privacy: InformationPage) -> None:
    post(page=privacy.pk, useful="yes")
    privacy.delete()
    kept = Feedback.objects.get()
    assert (kept.page, kept.page_title) == (None, "Privacy")
