"""French that was written before its English changed: noticed, shown with both texts, and settled by whoever looks."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from forms.checking.french import stale, vouch
from forms.checking.texts import Text, texts_of
from forms.compile import compile_page
from forms.models import ReportTypePage
from tests.forms.editor import form_of

QUESTION = "steps-3-value-items-0-value"
NAME = "question:story:label"


@pytest.fixture
def as_dana(dana: User, signed_in: Callable[[User], Client]) -> Client:
    """Dana, signed in."""
    return signed_in(dana)


def draft_of(page: ReportTypePage) -> ReportTypePage:
    """The page as it was last saved."""
    return ReportTypePage.objects.get(pk=page.pk).get_latest_revision_as_object()


def behind(page: ReportTypePage) -> list[Text]:
    """The texts whose French fell behind."""
    draft = draft_of(page)
    return stale(texts_of(draft, compile_page(draft)), draft.french_seen)


def names(page: ReportTypePage) -> list[str]:
    """Their names."""
    return [each.name for each in behind(page)]


def save(client: Client, page: ReportTypePage, **changed: str) -> None:
    """Save the editor's form as a draft."""
    page = ReportTypePage.objects.get(pk=page.pk)
    answer = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form_of(page, **changed))
    assert answer.status_code == 302


def test_french_is_stale_once_its_english_changed(theft_page: ReportTypePage, as_dana: Client) -> None:
    save(as_dana, theft_page, **{f"{QUESTION}-label-en": "What happened?"})
    assert names(theft_page) == [NAME]


def test_french_that_is_written_anew_is_fresh(theft_page: ReportTypePage, as_dana: Client) -> None:
    save(as_dana, theft_page, **{f"{QUESTION}-label-en": "What happened?"})
    save(as_dana, theft_page, **{f"{QUESTION}-label-fr": "Que s’est-il passé?"})
    assert names(theft_page) == []


def test_both_languages_changed_together_are_fresh(theft_page: ReportTypePage, as_dana: Client) -> None:
    changed = {f"{QUESTION}-label-en": "What happened?", f"{QUESTION}-label-fr": "Que s’est-il passé?"}
    save(as_dana, theft_page, **changed)
    assert names(theft_page) == []


def test_an_english_text_that_is_put_back_leaves_its_french_as_good_as_it_was(
    theft_page: ReportTypePage, as_dana: Client
) -> None:
    save(as_dana, theft_page, **{f"{QUESTION}-label-en": "What happened?"})
    save(as_dana, theft_page, **{f"{QUESTION}-label-en": "Story"})
    assert names(theft_page) == []


def test_somebody_may_say_that_the_french_is_still_right(theft_page: ReportTypePage, as_dana: Client) -> None:
    save(as_dana, theft_page, **{f"{QUESTION}-label-en": "Your story"})
    save(as_dana, theft_page, french_still_right=vouch(behind(theft_page)[0]))
    assert names(theft_page) == []


def test_what_was_said_of_one_english_text_does_not_count_for_the_next(
    theft_page: ReportTypePage, as_dana: Client
) -> None:
    save(as_dana, theft_page, **{f"{QUESTION}-label-en": "Your story"})
    said = vouch(behind(theft_page)[0])
    save(as_dana, theft_page, french_still_right=said, **{f"{QUESTION}-label-en": "Where were you?"})
    assert names(theft_page) == [NAME]


def test_a_text_is_known_by_its_key_wherever_it_is_moved(theft_page: ReportTypePage, as_dana: Client) -> None:
    save(as_dana, theft_page, **{f"{QUESTION}-label-en": "What happened?"})
    save(as_dana, theft_page, **{"steps-3-order": "1", "steps-1-order": "3"})
    assert [step.value["key"] for step in draft_of(theft_page).steps][1] == "story"
    assert names(theft_page) == [NAME]


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("needed_en", "page:needed"),
        ("declaration_en", "page:declaration"),
        ("steps-1-value-title-en", "step:place:title"),
        ("steps-0-value-items-1-value-text-en", "stopper:emergency:text"),
        ("steps-0-value-items-1-value-link-label-en", "stopper:emergency:link:label"),
        ("steps-2-value-items-0-value-row_label-en", "group:items:row_label"),
        (
            "steps-2-value-items-0-value-questions-0-value-choices-1-value-label-en",
            "question:kind:choices:phone:label",
        ),
    ],
)
def test_every_sort_of_text_is_watched(
    theft_page: ReportTypePage, as_dana: Client, field: str, name: str
) -> None:
    save(as_dana, theft_page, **{field: "Something else"})
    assert names(theft_page) == [name]
