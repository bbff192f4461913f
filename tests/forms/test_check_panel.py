"""Beside the editor: what the gate would say of the form as it stands on the screen, and where each thing is mended."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from forms.checking.figures import figures_of
from forms.checking.spots import Spots
from forms.checking.texts import texts_of
from forms.compile import compile_page
from forms.models import ReportTypePage, ReusablePart
from tests.definitions import question, step, theft
from tests.forms.editor import form_of

QUESTION = "steps-3-value-items-0-value"


@pytest.fixture
def as_dana(dana: User, signed_in: Callable[[User], Client]) -> Client:
    """Dana, signed in."""
    return signed_in(dana)


def told(client: Client, page: ReportTypePage, **changed: str) -> str:
    """What the panel shows once the form was changed on the screen."""
    answer = client.post(reverse("reportforms_check", args=[page.pk]), form_of(page, **changed))
    assert answer.status_code == 200
    return answer.content.decode()


def led_to(html: str, words: str) -> str:
    """Where the link with these words leads on the page."""
    links = re.findall(r'data-check-path="([^"]*)"[^>]*>([^<]*)</a>', html)
    return next(path for path, text in links if words in text.replace("&#x27;", "'"))


def ids(page: ReportTypePage, step_number: int, item: int = 0) -> tuple[str, str]:
    """The ids of a step's block and of one of its items."""
    block = page.steps[step_number]
    return block.id, block.value["items"][item].id


def test_a_form_that_holds_is_clear(theft_page: ReportTypePage, as_dana: Client) -> None:
    assert "Nothing keeps the form from being published." in told(as_dana, theft_page)


def test_what_blocks_is_said_of_the_unsaved_form_and_nothing_is_saved(
    theft_page: ReportTypePage, as_dana: Client
) -> None:
    html = told(as_dana, theft_page, **{f"{QUESTION}-label-fr": ""})
    assert 'data-blocking="1"' in html
    assert "the text is missing in one language: French" in html
    theft_page.refresh_from_db()
    assert (theft_page.has_unpublished_changes, theft_page.revisions.count()) == (False, 1)


def test_a_finding_leads_to_the_very_box(theft_page: ReportTypePage, as_dana: Client) -> None:
    html = told(as_dana, theft_page, **{f"{QUESTION}-label-fr": ""})
    assert led_to(html, "“Story”") == "steps.{}.items.{}.label.fr".format(*ids(theft_page, 3))


def test_a_finding_within_a_group_leads_into_the_group(theft_page: ReportTypePage, as_dana: Client) -> None:
    inner = "steps-2-value-items-0-value-questions-0-value-choices-1-value-label-fr"
    html = told(as_dana, theft_page, **{inner: ""})
    group = theft_page.steps[2].value["items"][0].value
    question_id = group["questions"].bound_blocks[0].id
    choice_id = group["questions"][0]["choices"].bound_blocks[1].id
    path = led_to(html, "choice “phone”").split(".")
    assert path[-5:] == [question_id, "choices", choice_id, "label", "fr"]


def test_blocks_that_were_moved_or_removed_on_the_screen_do_not_mislead(
    theft_page: ReportTypePage, as_dana: Client
) -> None:
    moved = {"steps-3-order": "0", "steps-0-order": "3", "steps-1-deleted": "1", f"{QUESTION}-label-fr": ""}
    html = told(as_dana, theft_page, **moved)
    assert led_to(html, "Step 1, “Story”") == "steps.{}.items.{}.label.fr".format(*ids(theft_page, 3))


def test_retired_questions_are_counted_over(theft_page: ReportTypePage, as_dana: Client) -> None:
    you = "steps-4-value-items"
    html = told(as_dana, theft_page, **{f"{you}-0-value-retired": "on", f"{you}-1-value-label-fr": ""})
    assert led_to(html, "“Last name”") == "steps.{}.items.{}.label.fr".format(*ids(theft_page, 4, 1))


def test_what_comes_from_the_library_leads_to_the_part(
    make_type: Callable[..., ReportTypePage], as_dana: Client
) -> None:
    page = make_type(theft())
    asked = {"key": "plate", "kind": "short_text", "label": {"en": "Plate", "fr": ""}}
    part = ReusablePart.objects.create(key="vehicle", title="Vehicle", items=[("question", asked)])
    draft = page.get_latest_revision_as_object()
    draft.steps[1].value["items"].insert(0, ("part", {"part": part, "prefix": "", "show_if": {}}))
    draft.save_revision()
    html = as_dana.get(reverse("reportforms_check_saved", args=[page.pk])).content.decode()
    inner = ReusablePart.objects.get().items[0].id
    address = reverse("wagtailsnippets_reportforms_reusablepart:edit", args=[part.pk])
    assert f'href="{address}#:w:contentpath=items.{inner}.label.fr"' in html
    assert "(in the library)" in html


def test_every_text_of_every_part_of_a_form_is_found_again(theft_page: ReportTypePage) -> None:
    spots = Spots(theft_page)
    found = texts_of(theft_page, compile_page(theft_page), spots)
    boxes = [each.spot_in(spots, "fr") for each in found]
    assert all(box.path[-1] in ("fr", "title", "summary") or box.path[-1].endswith("_fr") for box in boxes)
    assert len({(box.path, box.language) for box in boxes}) == len(boxes)


def test_a_box_that_cannot_be_read_is_said_with_all_else(theft_page: ReportTypePage, as_dana: Client) -> None:
    changed = {"steps-2-value-items-0-value-max": "999", f"{QUESTION}-label-fr": ""}
    html = told(as_dana, theft_page, **changed)
    assert led_to(html, "less than or equal to 50").endswith(f"items.{ids(theft_page, 2)[1]}.max")
    assert "the text is missing in one language: French" in html


def test_a_form_of_which_half_arrived_is_said_to_be_incomplete(
    theft_page: ReportTypePage, as_dana: Client
) -> None:
    answer = as_dana.post(reverse("reportforms_check", args=[theft_page.pk]), {"title": "Theft"})
    assert answer.status_code == 400


def test_what_the_page_lacks_leads_to_its_field(theft_page: ReportTypePage, as_dana: Client) -> None:
    html = told(as_dana, theft_page, policy="", privacy_notice="", declaration_fr="")
    assert led_to(html, "Choose a review policy") == "policy"
    assert led_to(html, "Choose a privacy notice") == "privacy_notice"
    assert led_to(html, "Declaration") == "declaration_fr"


def test_stale_french_is_advice_with_both_texts(theft_page: ReportTypePage, as_dana: Client) -> None:
    html = told(as_dana, theft_page, **{f"{QUESTION}-label-en": "What happened?"})
    assert 'data-blocking="0"' in html
    assert "What happened?" in html
    assert "Story (fr)" in html
    assert "French is still right" in html


def test_french_called_still_right_on_the_screen_is_out_of_the_list(
    theft_page: ReportTypePage, as_dana: Client
) -> None:
    changed = {f"{QUESTION}-label-en": "What happened?"}
    vouch = re.findall(r'data-still-right="([^"]*)"', told(as_dana, theft_page, **changed))
    assert len(vouch) == 1
    html = told(as_dana, theft_page, french_still_right=vouch[0], **changed)
    assert "French that may be out of date" not in html


def test_french_is_called_still_right_without_a_script(theft_page: ReportTypePage, as_dana: Client) -> None:
    changed = form_of(theft_page, **{f"{QUESTION}-label-en": "What happened?"})
    as_dana.post(reverse("wagtailadmin_pages:edit", args=[theft_page.pk]), changed)
    address = reverse("reportforms_check_saved", args=[theft_page.pk])
    vouch = re.findall(r'name="french_still_right" value="([^"]*)"', as_dana.get(address).content.decode())
    answer = as_dana.post(
        reverse("reportforms_still_right", args=[theft_page.pk]),
        {"french_still_right": vouch[0]},
        follow=True,
    )
    html = answer.content.decode()
    assert "Noted in the draft" in html
    assert "French that may be out of date" not in html


def test_hard_sentences_are_shown_with_their_place(theft_page: ReportTypePage, as_dana: Client) -> None:
    long = "Tell us " + "everything and " * 12 + "more."
    html = told(as_dana, theft_page, **{f"{QUESTION}-help-en": long, f"{QUESTION}-help-fr": "Dites tout."})
    assert "1 hard sentence" in html
    assert led_to(html, "“Story”, help").endswith(".help.en")


def test_how_much_a_form_asks_is_told(make_type: Callable[..., ReportTypePage], as_dana: Client) -> None:
    body = theft()
    body["steps"].append(step("more", *(question(f"more_{number}", "short_text") for number in range(22))))
    html = told(as_dana, make_type(body))
    assert "(at most 25 are advised)" in html
    assert "many people give up" in html
    assert "asks 22 questions; 5 are enough for one page" in html


def test_a_sum_is_no_question_since_nobody_answers_it() -> None:
    asked = [question(f"more_{number}", "money", required=False) for number in range(5)]
    total = question("total", "computed", required=False, limits={"group": "items", "sum": "value"})
    with_sum, without = ({**theft(), "steps": [step("more", *items)]} for items in ([*asked, total], asked))
    assert figures_of(with_sum, "en") == figures_of(without, "en")
    assert not figures_of(with_sum, "en").steps[0].too_many


def test_the_check_speaks_the_language_of_the_editor(
    theft_page: ReportTypePage, as_dana: Client, dana: User
) -> None:
    from wagtail.users.models import UserProfile

    UserProfile.objects.update_or_create(user=dana, defaults={"preferred_language": "fr"})
    html = told(as_dana, theft_page, **{f"{QUESTION}-label-fr": ""})
    assert "Étape 4" in html
    assert "\N{NO-BREAK SPACE}: question «" in html
    assert "Français\N{NO-BREAK SPACE}: " in html


def test_somebody_who_may_not_edit_the_page_is_refused(
    theft_page: ReportTypePage, noor: User, signed_in: Callable[[User], Client]
) -> None:
    for name in ("reportforms_check_saved", "reportforms_try"):
        answer = signed_in(noor).get(reverse(name, args=[theft_page.pk]))
        assert answer.status_code in (302, 403)
        assert "check" not in answer.headers.get("Location", "")


def test_strangers_are_sent_to_sign_in(theft_page: ReportTypePage, client: Client) -> None:
    answer = client.post(reverse("reportforms_check", args=[theft_page.pk]), {})
    assert answer.status_code == 302
    assert "login" in answer.headers["Location"]


def test_the_panel_stands_beside_the_editor_of_the_english_page_only(
    theft_page: ReportTypePage, as_dana: Client
) -> None:
    edit = reverse("wagtailadmin_pages:edit", args=[theft_page.pk])
    assert 'data-side-panel="form-check"' in as_dana.get(edit).content.decode()
    french = reverse("wagtailadmin_pages:edit", args=[theft_page.twins.get().pk])
    assert 'data-side-panel="form-check"' not in as_dana.get(french).content.decode()
    saved = as_dana.get(reverse("reportforms_check_saved", args=[theft_page.twins.get().pk]))
    assert saved.headers["Location"] == reverse("reportforms_check_saved", args=[theft_page.pk])


def test_the_panel_waits_beside_a_page_that_was_never_saved(
    theft_page: ReportTypePage, as_dana: Client
) -> None:
    parent = theft_page.get_parent()
    add = reverse("wagtailadmin_pages:add", args=["reportforms", "reporttypepage", parent.pk])
    assert "Once the draft is saved, the check begins" in as_dana.get(add).content.decode()


def test_an_earlier_revision_opens_as_it_was(theft_page: ReportTypePage, as_dana: Client) -> None:
    first = theft_page.revisions.first()
    edit = reverse("wagtailadmin_pages:edit", args=[theft_page.pk])
    as_dana.post(edit, form_of(theft_page, next_en="We write."))
    address = reverse("wagtailadmin_pages:revisions_revert", args=[theft_page.pk, first.pk])
    html = as_dana.get(address).content.decode()
    assert "You are viewing a previous version" in html
    assert "We write." not in html


def test_a_draft_is_saved_by_itself_with_the_check_beside_it(
    theft_page: ReportTypePage, as_dana: Client
) -> None:
    edit = reverse("wagtailadmin_pages:edit", args=[theft_page.pk])
    sent = form_of(theft_page, next_en="We write.")
    answer = as_dana.post(edit, sent, headers={"Accept": "application/json"})
    assert answer.json()["success"] is True
    assert "form-check" not in answer.json().get("html", "")
    draft = ReportTypePage.objects.get(pk=theft_page.pk).get_latest_revision_as_object()
    assert draft.next_en == "We write."


def test_a_fault_leads_to_the_box_of_the_key_or_the_condition(
    theft_page: ReportTypePage, as_dana: Client
) -> None:
    html = told(as_dana, theft_page, **{"steps-0-value-items-0-value-key": "", "steps-3-value-key": "Story"})
    assert led_to(html, "begins with a letter").endswith(".key")
    assert led_to(html, "letters, digits and hyphens").endswith(".key")
    assert led_to(html, "no question has this key").endswith(".condition")
