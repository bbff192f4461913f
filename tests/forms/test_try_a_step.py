"""Dana tries the draft before citizens see it: any step, with answers, in both languages; no report comes of it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import User
from cms.models import AdviceMatter, AdvicePage
from forms.models import ReportTypePage, SampleAnswers
from forms.portable import content_of
from tests.definitions import ANSWERS, choices, question, step, theft
from tests.forms.editor import form_of
from workflows import definition
from workflows.models import Attachment, Submission

WITH_CHOICES = {"one_of", "some_of", "statement"}
PLAIN = {key: value for key, value in ANSWERS.items() if key != "photos"}


@pytest.fixture
def as_dana(dana: User, signed_in: Callable[[User], Client]) -> Client:
    """Dana, signed in."""
    return signed_in(dana)


def at(page: ReportTypePage, *parts: str, language: str = "en") -> str:
    """The address of one page of the way in the frame."""
    return reverse("reportforms_try_frame", args=[page.pk, language]) + "".join(f"{part}/" for part in parts)


def keep_sample(page: ReportTypePage, **answers: Any) -> None:
    """Give the page test answers, in a new draft."""
    draft = page.get_latest_revision_as_object()
    draft.sample_answers.add(SampleAnswers(name="A stolen bicycle", answers={**PLAIN, **answers}))
    draft.save_revision()


def begin_with_sample(client: Client, page: ReportTypePage) -> None:
    """Take the answers of the first test answers."""
    client.post(reverse("reportforms_try_answers", args=[page.pk]), {"answers": "0"})


def test_any_step_is_shown_in_both_languages(theft_page: ReportTypePage, as_dana: Client) -> None:
    assert "Stolen items" in as_dana.get(at(theft_page, "items")).content.decode()
    french = as_dana.get(at(theft_page, "items", language="fr")).content.decode()
    assert "Objets volés" in french
    assert '<html lang="fr"' in french


def test_a_trial_saves_nothing_by_itself(theft_page: ReportTypePage, as_dana: Client) -> None:
    for path in ("items", "check"):
        html = as_dana.get(at(theft_page, path)).content.decode()
        assert not [name for name in ("data-saves", "/uploads/", " data-check") if name in html]


def test_the_draft_is_tried_not_what_is_published(theft_page: ReportTypePage, as_dana: Client) -> None:
    changed = form_of(theft_page, **{"steps-3-value-items-0-value-label-en": "What happened?"})
    as_dana.post(reverse("wagtailadmin_pages:edit", args=[theft_page.pk]), changed)
    assert "What happened?" in as_dana.get(at(theft_page, "story")).content.decode()


def test_one_walks_from_step_to_step(theft_page: ReportTypePage, as_dana: Client) -> None:
    answer = as_dana.post(at(theft_page, "safety"), {"in_danger": "no", "continue": "1"})
    assert answer.headers["Location"] == at(theft_page, "place")
    answer = as_dana.post(at(theft_page, "story"), {"story": "", "continue": "1"})
    assert "There is a problem" in answer.content.decode()


def test_an_answer_that_stops_shows_the_stop(theft_page: ReportTypePage, as_dana: Client) -> None:
    answer = as_dana.post(at(theft_page, "safety"), {"in_danger": "yes", "continue": "1"}, follow=True)
    assert "Call 911 now" in answer.content.decode()


def test_conditions_follow_what_was_answered_before(
    make_type: Callable[..., ReportTypePage], as_dana: Client
) -> None:
    body = theft()
    asked = question("witness", "short_text", show_if={"eq": [{"var": "story"}, "I saw it."]})
    body["steps"][4]["items"].append(asked)
    page = make_type(body)
    before = as_dana.get(at(page, "you")).content.decode()
    as_dana.post(at(page, "story"), {"story": "I saw it.", "continue": "1"})
    after = as_dana.get(at(page, "you")).content.decode()
    assert '"story": "I saw it."' in after
    assert '"story": "I saw it."' not in before


def test_rows_are_added_and_keep_what_was_typed(theft_page: ReportTypePage, as_dana: Client) -> None:
    posted = {"items-0-kind": "bicycle", "items-0-description": "Blue", "add-items": "1"}
    answer = as_dana.post(at(theft_page, "items"), posted)
    assert answer.headers["Location"].endswith("#items-1")
    html = as_dana.get(at(theft_page, "items")).content.decode()
    assert 'value="Blue"' in html
    assert 'name="items-1-description"' in html


def test_test_answers_fill_the_steps(theft_page: ReportTypePage, as_dana: Client) -> None:
    keep_sample(theft_page)
    begin_with_sample(as_dana, theft_page)
    assert ANSWERS["first_name"] in as_dana.get(at(theft_page, "you")).content.decode()
    shell = as_dana.get(reverse("reportforms_try", args=[theft_page.pk])).content.decode()
    assert "The report could be sent." in shell
    as_dana.post(reverse("reportforms_try_answers", args=[theft_page.pk]), {"answers": ""})
    assert ANSWERS["first_name"] not in as_dana.get(at(theft_page, "you")).content.decode()


def test_sending_says_so_and_makes_no_report(theft_page: ReportTypePage, as_dana: Client) -> None:
    keep_sample(theft_page)
    begin_with_sample(as_dana, theft_page)
    assert ANSWERS["first_name"] in as_dana.get(at(theft_page, "check")).content.decode()
    undeclared = as_dana.post(at(theft_page, "check"), {}).content.decode()
    assert "Confirm that your report is true." in undeclared
    sent = as_dana.post(at(theft_page, "check"), {"declaration": "true"}).content.decode()
    assert "The report would be sent now" in sent
    assert (Submission.objects.count(), len(mail.outbox)) == (0, 0)


def test_a_file_counts_as_given_and_is_not_kept(
    make_type: Callable[..., ReportTypePage], as_dana: Client
) -> None:
    body = theft()
    body["steps"][2]["items"][1]["required"] = True
    page = make_type(body)
    photo = SimpleUploadedFile("bike.jpg", b"\xff\xd8\xff", content_type="image/jpeg")
    shown = ["items-0-serial_number", "items-0-value", "photos"]
    posted = {"items-0-kind": "bicycle", "items-0-description": "Blue", "continue": "1", "_shown": shown}
    assert "There is a problem" in as_dana.post(at(page, "items"), posted).content.decode()
    answer = as_dana.post(at(page, "items"), {**posted, "photos": photo})
    assert answer.headers["Location"] == at(page, "story")
    assert Attachment.objects.count() == 0


def test_what_came_of_the_answers_is_kept_as_test_answers(
    theft_page: ReportTypePage, as_dana: Client
) -> None:
    as_dana.post(at(theft_page, "safety"), {"in_danger": "yes", "continue": "1"})
    shell = as_dana.get(reverse("reportforms_try", args=[theft_page.pk])).content.decode()
    assert "The way is stopped: “Call 911 now”." in shell
    assert '<option value="stops" selected>' in shell
    sent = {"name": "In danger", "expected": "stops", "expected_keys": "emergency"}
    as_dana.post(reverse("reportforms_try_keep", args=[theft_page.pk]), sent)
    page = ReportTypePage.objects.get(pk=theft_page.pk)
    kept = page.get_latest_revision_as_object().sample_answers.get()
    assert (kept.name, kept.answers, kept.expected_keys) == ("In danger", {"in_danger": "yes"}, "emergency")
    assert page.sample_answers.count() == 0


def test_test_answers_without_a_name_come_back_with_a_sentence(
    theft_page: ReportTypePage, as_dana: Client
) -> None:
    answer = as_dana.post(reverse("reportforms_try_keep", args=[theft_page.pk]), {"expected": "submits"})
    assert answer.status_code == 422
    assert "This field is required" in answer.content.decode()


def test_what_is_still_asked_is_expected_by_key(theft_page: ReportTypePage, as_dana: Client) -> None:
    keep_sample(theft_page, items=[{"kind": "bicycle"}], last_name=None)
    begin_with_sample(as_dana, theft_page)
    shell = as_dana.get(reverse("reportforms_try", args=[theft_page.pk])).content.decode()
    assert "Still to be answered: items.description, last_name." in shell


def test_it_runs_under_the_policy_of_citizens_pages(theft_page: ReportTypePage, as_dana: Client) -> None:
    for address in (at(theft_page), at(theft_page, "items"), at(theft_page, "check")):
        assert "unsafe-inline" not in as_dana.get(address)["Content-Security-Policy"]


def test_its_start_shows_the_advice_of_its_language(theft_page: ReportTypePage, as_dana: Client) -> None:
    home = theft_page.get_parent()
    advice = AdvicePage(
        title="Lock it twice", slug="lock-it", matters=[AdviceMatter(matter=theft_page.listedpage_ptr)]
    )
    home.add_child(instance=advice)
    assert "Lock it twice" in as_dana.get(at(theft_page)).content.decode()
    french = as_dana.get(at(theft_page, language="fr"))
    assert french.status_code == 200
    assert "Lock it twice" not in french.content.decode()


def test_only_the_site_itself_may_frame_it(theft_page: ReportTypePage, as_dana: Client) -> None:
    assert as_dana.get(at(theft_page, "items")).headers["X-Frame-Options"] == "SAMEORIGIN"


def test_each_has_a_trial_of_their_own(
    theft_page: ReportTypePage, as_dana: Client, pat: User, signed_in: Callable[[User], Client]
) -> None:
    as_dana.post(at(theft_page, "story"), {"story": "Dana tries.", "continue": "1"})
    assert "Dana tries." not in signed_in(pat).get(at(theft_page, "story")).content.decode()


def test_who_may_not_edit_may_not_try(
    theft_page: ReportTypePage, noor: User, signed_in: Callable[[User], Client]
) -> None:
    answer = signed_in(noor).get(at(theft_page, "items"))
    assert answer.status_code in (302, 403)


@pytest.mark.parametrize("path", ["nowhere", "stopped/nothing"])
def test_a_page_that_is_not_there_is_not_found(
    theft_page: ReportTypePage, as_dana: Client, path: str
) -> None:
    assert as_dana.get(at(theft_page, *path.split("/"))).status_code == 404


def test_wagtails_preview_shows_each_step(theft_page: ReportTypePage, as_dana: Client) -> None:
    address = reverse("wagtailadmin_pages:view_draft", args=[theft_page.pk])
    assert "Stolen items" in as_dana.get(f"{address}?mode=items").content.decode()
    assert ("items", "Step 3: Items") in theft_page.preview_modes
    french = reverse("wagtailadmin_pages:view_draft", args=[theft_page.twins.get().pk])
    assert "Objets volés" in as_dana.get(f"{french}?mode=items").content.decode()


def test_every_kind_of_question_is_shown_and_taken(
    make_type: Callable[..., ReportTypePage], as_dana: Client
) -> None:
    body = theft()
    some = {"choices": choices("one", "two")}
    asked = [
        question(f"a_{kind}", kind, required=False, **(some if kind in WITH_CHOICES else {}))
        for kind in definition.kind_names()
        if kind != "computed"
    ]
    body["steps"] += [step("kinds", *asked)]
    draft = make_type(theft())
    draft.steps = content_of(body)["steps"]
    draft.save_revision()
    for language in ("en", "fr"):
        html = as_dana.get(at(draft, "kinds", language=language)).content.decode()
        assert all(f"a_{kind}" in html for kind in definition.kind_names() if kind != "computed")
    answer = as_dana.post(at(draft, "kinds"), {"_shown": [each["key"] for each in asked], "continue": "1"})
    assert answer.headers["Location"] == at(draft, "check")


def test_advice_before_sending_is_said_as_to_citizens(
    make_type: Callable[..., ReportTypePage], as_dana: Client
) -> None:
    said = {"en": "An insurer will ask for it.", "fr": "Un assureur va le demander."}
    page = make_type(theft(advice=[{"key": "serial", "if": None, "question": "serial_number", "text": said}]))
    keep_sample(page, items=[{"kind": "phone", "description": "Black"}])
    begin_with_sample(as_dana, page)
    assert said["fr"] in as_dana.get(at(page, "check", language="fr")).content.decode()
