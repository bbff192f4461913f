"""What only an editor's blocks show keeps a page from being published too: parts, anonymity, prefill, retirement."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from forms.compile import stored
from forms.models import ReportTypePage, ReusablePart
from forms.publishing import Refused, findings_for
from tests.definitions import ANSWERS, both
from workflows.drafts import begin_draft, save_answers
from workflows.models import ReportType, ReviewPolicy
from workflows.submitting import submit_report

Block = dict[str, Any]
STORY, YOU = 3, 4


def asked(key: str, kind: str = "short_text", **more: Any) -> Block:
    """A question as its block stores it."""
    return {"type": "question", "value": {"key": key, "kind": kind, "label": both(key.capitalize()), **more}}


def part_of(part: ReusablePart | None, **more: Any) -> Block:
    """A part of the library as its block stores it."""
    return {"type": "part", "value": {"part": part.pk if part else None, **more}}


def choice_to_stay_anonymous(**rule: str) -> Block:
    """The block that asks whether a person stays anonymous."""
    return {"type": "anonymity", "value": {"rule": both("We keep no address.") | rule}}


@pytest.fixture
def clock(db: None) -> ReusablePart:
    """A part with one question."""
    return ReusablePart.objects.create(key="clock", title="Clock", items=json.dumps([asked("hour")]))


@pytest.fixture
def allowed(unit: Any) -> None:
    """The review policy allows anonymous reports."""
    ReviewPolicy.objects.update(anonymous_allowed=True)


@pytest.fixture
def with_items(theft_page: ReportTypePage) -> Callable[..., ReportTypePage]:
    """The draft with more blocks, in the step of the story or another."""

    def put(*blocks: Block, at: int = STORY, **changed: Any) -> ReportTypePage:
        page = ReportTypePage.objects.get(pk=theft_page.pk)
        steps = [dict(each) for each in stored(page, "steps")]
        steps[at]["value"]["items"] = [*steps[at]["value"]["items"], *blocks]
        page.steps = json.dumps(steps)
        return page

    return put


With = Callable[..., ReportTypePage]


def codes(page: ReportTypePage) -> set[str]:
    """The codes of what blocks."""
    return {finding.code for finding in findings_for(page) if finding.blocks}


def advice(page: ReportTypePage) -> set[str]:
    """The codes of what does not block."""
    return {finding.code for finding in findings_for(page) if not finding.blocks}


def test_a_part_that_is_there_is_let_through(with_items: With, clock: ReusablePart) -> None:
    assert codes(with_items(part_of(clock))) == set()


def test_a_block_without_a_part_is_refused(with_items: With) -> None:
    assert "part_missing" in codes(with_items(part_of(None)))


def test_a_part_that_was_deleted_is_refused(with_items: With, clock: ReusablePart) -> None:
    page = with_items(part_of(clock))
    clock.delete()
    assert codes(page) == {"part_deleted"}


def test_an_empty_part_is_refused(with_items: With, clock: ReusablePart) -> None:
    ReusablePart.objects.update(items="[]")
    assert codes(with_items(part_of(clock))) == {"part_empty"}


def test_the_same_part_twice_needs_a_prefix(with_items: With, clock: ReusablePart) -> None:
    assert "part_twice" in codes(with_items(part_of(clock), part_of(clock)))
    assert codes(with_items(part_of(clock), part_of(clock, prefix="second"))) == set()


def test_a_prefix_is_well_written(with_items: With, clock: ReusablePart) -> None:
    assert "prefix" in codes(with_items(part_of(clock, prefix="Second one")))


def test_the_policy_must_allow_anonymous_reports(with_items: With) -> None:
    assert codes(with_items(choice_to_stay_anonymous())) == {"anonymous_forbidden"}


def test_what_the_policy_allows_is_let_through(with_items: With, allowed: None) -> None:
    page = with_items(choice_to_stay_anonymous(), asked("nickname", identifies=True))
    assert codes(page) == set()


def test_the_rule_on_tracing_is_in_both_languages(with_items: With, allowed: None) -> None:
    assert "tracing_rule" in codes(with_items(choice_to_stay_anonymous(fr="")))


def test_it_is_asked_once(with_items: With, allowed: None) -> None:
    assert "anonymity_twice" in codes(with_items(choice_to_stay_anonymous(), choice_to_stay_anonymous()))


def test_it_is_asked_before_what_it_governs(with_items: With, allowed: None) -> None:
    page = with_items(asked("nickname", identifies=True), choice_to_stay_anonymous())
    assert "anonymity_late" in codes(page)


def test_saying_who_one_is_without_the_choice_is_advice(with_items: With) -> None:
    assert "identifies" in advice(with_items(asked("nickname", identifies=True)))


@pytest.mark.parametrize(
    "block",
    [
        asked("contact", "email", prefill=True),
        asked("contact", "phone", prefill=True),
        asked("birth_date", "date", prefill=True),
        asked("nickname", prefill=True, identifies=True),
    ],
)
def test_no_link_fills_in_anything_about_a_person(with_items: With, block: Block) -> None:
    assert codes(with_items(block)) == {"prefill"}


def test_a_link_may_fill_in_a_place(with_items: With) -> None:
    assert codes(with_items(asked("car_park", prefill=True))) == set()


def test_a_retired_key_stays_taken(with_items: With) -> None:
    page = with_items(asked("colour", retired=True), asked("colour"))
    assert codes(page) == {"retired_key"}


def test_a_retired_question_keeps_its_kind(theft_page: ReportTypePage) -> None:
    steps = stored(theft_page, "steps")
    steps[YOU]["value"]["items"][2]["value"] |= {"retired": True, "kind": "number"}
    theft_page.steps = json.dumps(steps)
    assert codes(theft_page) == {"changed_kind"}


def test_a_published_question_that_is_gone_is_advice_with_the_reports_that_answer_it(
    theft_page: ReportTypePage,
) -> None:
    draft, _problems = save_answers(begin_draft(ReportType.objects.get(), language="en"), ANSWERS)
    submit_report(draft, declaration=True, key="camille")
    steps = stored(theft_page, "steps")
    del steps[YOU]["value"]["items"][2]
    del steps[2]["value"]["items"][0]["value"]["questions"][2]
    theft_page.steps = json.dumps(steps)
    said = [each.sentence for each in findings_for(theft_page) if each.code == "removed"]
    assert ["(serial_number)" in said[0], "(email)" in said[1]] == [True, True]
    assert all(each.endswith("1 report answers it.") for each in said)


def test_a_retired_question_is_no_longer_missed(theft_page: ReportTypePage) -> None:
    steps = stored(theft_page, "steps")
    steps[YOU]["value"]["items"][2]["value"]["retired"] = True
    theft_page.steps = json.dumps(steps)
    assert "removed" not in advice(theft_page)


def test_the_gate_itself_refuses(with_items: With, clock: ReusablePart) -> None:
    page = with_items(part_of(None))
    with pytest.raises(Refused, match="Choose a part"):
        page.save_revision().publish()
