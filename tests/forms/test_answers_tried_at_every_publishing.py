"""Test answers run at every publishing, whichever way it comes about; what goes another way blocks."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from accounts.models import User
from forms.models import ReportTypePage, SampleAnswers
from forms.publishing import Refused, findings_for
from forms.samples import run
from tests.definitions import ANSWERS, both, theft
from tests.forms.editor import form_of
from workflows.models import ReportType

RULE = {
    "key": "value_limit",
    "from": "2020-01-01",
    "until": "2026-06-30",
    "if": {"some": ["items", {"gt": [{"row": "value"}, "25000.00"]}]},
    "title": both("Too valuable"),
    "text": both("Call us."),
    "link": None,
}
DEAR = {**ANSWERS, "items": [{"kind": "other", "description": "Ring", "value": "30000.00"}]}


def sample(answers: Any = None, expected: str = "submits", keys: str = "", **more: Any) -> SampleAnswers:
    """Test answers by themselves."""
    given = ANSWERS if answers is None else answers
    return SampleAnswers(name="Bike", answers=given, expected=expected, expected_keys=keys, **more)


PASSES = [
    sample(),
    sample({**ANSWERS, "photos": ["f1", "f2"]}),
    sample({"in_danger": "yes"}, "stops"),
    sample({"in_danger": "yes"}, "stops", "other, emergency"),
    sample({**ANSWERS, "story": "", "items": [{"kind": "phone"}]}, "asks", "story, items.description"),
    sample({**ANSWERS, "story": None, "items": []}, "asks", "story, items"),
    sample(DEAR, "stops", "value_limit", on_day=date(2026, 6, 30)),
    sample(DEAR, on_day=date(2026, 11, 20)),
]
FAILS = [
    (sample({"in_danger": "yes"}), "stopped by emergency"),
    (sample(expected="stops"), "the report can be sent"),
    (sample({"in_danger": "yes"}, "stops", "value_limit"), "stopped by emergency"),
    (sample({**ANSWERS, "story": ""}), "still asked: story"),
    (sample({**ANSWERS, "email": "camille"}), "email: "),
    (sample({**ANSWERS, "story": ""}, "asks", "email"), "still asked: story"),
    (sample({**ANSWERS, "story": "", "first_name": ""}, "asks", "story"), "still asked: first_name, story"),
    (sample({**ANSWERS, "story": ""}, "asks"), "still asked: story"),
    (sample(DEAR, on_day=date(2026, 6, 30)), "stopped by value_limit"),
]


def body() -> dict[str, Any]:
    """The theft with a rule that held until the summer."""
    return {**theft(), "eligibility": [RULE]}


@pytest.mark.parametrize("each", PASSES)
def test_what_was_expected_passes(each: SampleAnswers) -> None:
    result = run(each, body())
    assert result.passed, result.came


@pytest.mark.parametrize(("each", "came"), FAILS)
def test_what_comes_instead_is_said(each: SampleAnswers, came: str) -> None:
    result = run(each, body())
    assert not result.passed
    assert came in result.came


@pytest.mark.parametrize(
    "answers", [None, [], "x", {"items": "x"}, {"items": [1]}, {"gone": 1}, {"story": 7}]
)
def test_answers_of_any_form_raise_nothing(answers: Any) -> None:
    assert not run(SampleAnswers(name="x", answers=answers, expected="submits"), body()).passed


@pytest.fixture
def tried(theft_page: ReportTypePage) -> ReportTypePage:
    """The theft with test answers that expect a stop which there is not."""
    page = theft_page.get_latest_revision_as_object()
    page.sample_answers.add(sample(expected="stops", keys="value_limit"))
    return page


def test_code_cannot_publish_what_fails(tried: ReportTypePage) -> None:
    with pytest.raises(Refused, match=r"“Bike”.*stopped by value_limit.*the report can be sent"):
        tried.save_revision().publish()


def test_what_passes_is_published_with_its_test_answers(theft_page: ReportTypePage) -> None:
    page = theft_page.get_latest_revision_as_object()
    page.sample_answers.add(sample())
    page.save_revision().publish()
    assert SampleAnswers.objects.get().page_id == theft_page.pk


def test_the_schedule_does_not_publish_what_fails(tried: ReportTypePage, dana: User) -> None:
    tried.save_revision(user=dana, approved_go_live_at=now() - timedelta(minutes=1))
    call_command("publish_scheduled")
    assert ReportType.objects.get().current_version.number == 1
    assert "“Bike”" in mail.outbox[0].body


@pytest.mark.parametrize("button", ["action-publish", "action-submit"])
def test_the_editor_gets_the_form_back(
    tried: ReportTypePage, pat: User, signed_in: Callable[[User], Client], button: str
) -> None:
    tried.save_revision()
    sent = form_of(tried, **{button: "1"})
    address = reverse("wagtailadmin_pages:edit", args=[tried.pk])
    answer = signed_in(pat).post(address, sent)
    assert answer.status_code == 200
    assert "Test answers “Bike”. Expected: the way is stopped by value_limit." in answer.content.decode()


def test_mended_test_answers_are_the_ones_that_are_tried(
    tried: ReportTypePage, pat: User, signed_in: Callable[[User], Client]
) -> None:
    tried.save_revision()
    mended = {
        "sample_answers-0-expected": "submits",
        "sample_answers-0-expected_keys": "",
        "action-publish": "1",
    }
    address = reverse("wagtailadmin_pages:edit", args=[tried.pk])
    assert signed_in(pat).post(address, form_of(tried, **mended)).status_code == 302
    assert SampleAnswers.objects.get().expected == "submits"


def test_a_box_that_is_no_json_says_so_and_keeps_what_was_typed(
    tried: ReportTypePage, pat: User, signed_in: Callable[[User], Client]
) -> None:
    tried.save_revision()
    address = reverse("wagtailadmin_pages:edit", args=[tried.pk])
    for typed in ("{story: yes", "[1]"):
        answer = signed_in(pat).post(address, form_of(tried, **{"sample_answers-0-answers": typed}))
        assert "Write answers by key between braces" in answer.content.decode()
        assert typed in answer.content.decode()


@pytest.mark.parametrize(
    "typed", ['{"a": 1e999}', '{"a": NaN}', '{"a": "\\u0000"}', '{"a": "\\ud800"}', "[" * 5000]
)
def test_a_box_with_what_no_database_keeps_is_refused(
    tried: ReportTypePage, pat: User, signed_in: Callable[[User], Client], typed: str
) -> None:
    tried.save_revision()
    address = reverse("wagtailadmin_pages:edit", args=[tried.pk])
    answer = signed_in(pat).post(address, form_of(tried, **{"sample_answers-0-answers": typed}))
    assert answer.status_code == 200
    assert typed not in (tried.get_latest_revision_as_object().sample_answers.get().answers or {})


def test_unknown_keys_are_named(tried: ReportTypePage) -> None:
    tried.sample_answers.set(
        [sample({**ANSWERS, "colour": "red", "items": [{**ANSWERS["items"][0], "size": 1}]})]
    )
    said = [each.sentence for each in findings_for(tried) if each.code == "test_answers_key"]
    assert said == ["Test answers “Bike” answer questions that there are not: items.size, colour."]


def test_a_rule_that_nothing_tries_is_advice(tried: ReportTypePage) -> None:
    from forms.portable import content_of

    tried.eligibility = content_of(body())["eligibility"]
    tried.sample_answers.set([sample(DEAR, "stops", "value_limit", on_day=date(2026, 6, 30))])
    assert "untried_rule" not in [each.code for each in findings_for(tried)]
    tried.sample_answers.set([])
    assert "untried_rule" in [each.code for each in findings_for(tried)]
