"""Parts of the library: seeded once, linted by themselves, kept while they are used, frozen by each version."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import override
from wagtail.users.models import UserProfile

from accounts.models import User
from forms.library_form import faults
from forms.library_seed import make_part, seed_parts
from forms.library_uses import uses_of
from forms.models import ReportTypePage, ReusablePart
from forms.portable import items_of
from tests.definitions import both, question, theft
from tests.forms.editor import stream
from tests.forms.test_gate_of_the_blocks import asked, part_of, with_items
from workflows.definition import Definition
from workflows.models import ReportType

SignIn = Callable[[User], Client]
With = Callable[..., ReportTypePage]
__all__ = ["with_items"]


def address(name: str, *args: Any) -> str:
    """The address of a screen of the library."""
    return reverse(ReusablePart.snippet_viewset.get_url_name(name), args=args)


@pytest.fixture
def clock(db: None) -> ReusablePart:
    """A part with one question."""
    return ReusablePart.objects.create(key="clock", title="Clock", items=json.dumps([asked("hour")]))


@pytest.fixture
def includes_it(with_items: With, clock: ReusablePart) -> ReportTypePage:
    """The theft, published with the clock in it."""
    page = with_items(part_of(clock))
    page.save_revision().publish()
    return ReportTypePage.objects.get(pk=page.pk)


def hours() -> dict[str, str]:
    """What citizens read at the question of the part."""
    body = ReportType.objects.get(key="theft").current_version.definition
    return dict(Definition.of(body).asked["hour"].label)


def changed(part: ReusablePart, label: str) -> None:
    """Give the question of the part another label, a minute later."""
    part.items = json.dumps([asked("hour", label=both(label))])
    part.save()
    ReusablePart.objects.filter(pk=part.pk).update(changed_at=now() + timedelta(minutes=1))


def test_an_empty_library_gets_four_parts_once(db: None) -> None:
    ReusablePart.objects.all().delete()
    assert (seed_parts(), seed_parts()) == (4, 0)
    keys = {"person", "vehicle", "property-item", "place-and-time"}
    assert set(ReusablePart.objects.values_list("key", flat=True)) == keys
    ReusablePart.objects.filter(key="person").delete()
    call_command("setup_library", verbosity=0)
    assert ReusablePart.objects.count() == 3


def test_the_parts_that_it_begins_with_can_be_published(with_items: With) -> None:
    ReusablePart.objects.all().delete()
    seed_parts()
    parts = {part.key: part for part in ReusablePart.objects.all()}
    for part in parts.values():
        assert list(faults(part.items.stream_block.get_prep_value(part.items))) == []
    with_items(part_of(parts["person"]), part_of(parts["vehicle"])).save_revision().publish()
    body = Definition.of(ReportType.objects.get(key="theft").current_version.definition)
    assert {"person", "vehicle"} <= set(body.asked)


def test_a_part_with_a_group_can_be_there_twice_under_prefixes(with_items: With) -> None:
    vehicles = {
        **theft()["steps"][2]["items"][0],
        "key": "cars",
        "questions": [question("plate", "short_text")],
    }
    part = make_part({"key": "cars", "title": "Cars", "items": [vehicles]})
    with_items(part_of(part), part_of(part, prefix="other")).save_revision().publish()
    body = Definition.of(ReportType.objects.get(key="theft").current_version.definition)
    assert {"cars", "other_cars"} <= set(body.asked)


def test_a_version_freezes_what_the_part_held(includes_it: ReportTypePage, clock: ReusablePart) -> None:
    first = hours()
    changed(clock, "At what hour?")
    assert hours() == first
    ReportTypePage.objects.get(pk=includes_it.pk).save_revision().publish()
    assert hours() == both("At what hour?")


def test_limits_and_conditions_of_a_part_follow_its_prefix(with_items: With) -> None:
    lost = question("lost_on", "date", required=False)
    found = question("found_on", "date", required=False, limits={"min": "lost_on+7"})
    why = question("why", "short_text", required=False, show_if={"answered": {"var": "lost_on"}})
    part = make_part({"key": "days", "title": "Days", "items": [lost, found, why]})
    with_items(part_of(part, prefix="cat")).save_revision().publish()
    asked = Definition.of(ReportType.objects.get(key="theft").current_version.definition).asked
    assert asked["cat_found_on"].limits == {"min": "cat_lost_on+7"}
    assert asked["cat_why"].show_if == {"answered": {"var": "cat_lost_on"}}


def test_says_where_a_part_is_used(includes_it: ReportTypePage, clock: ReusablePart) -> None:
    (use,) = uses_of(clock)
    assert (use.page.pk, use.version.number, use.in_draft, use.changed) == (includes_it.pk, 2, True, False)


def test_the_list_says_in_how_many_types_each_part_is(
    includes_it: ReportTypePage, clock: ReusablePart, pat: User, signed_in: SignIn
) -> None:
    ReusablePart.objects.create(key="spare", title="Spare", items=json.dumps([asked("minute")]))
    page = signed_in(pat).get(address("list")).content.decode()
    assert page.count("1 report type") == 1
    assert "not used" in page


def test_says_that_a_part_changed_since_a_type_was_published(
    includes_it: ReportTypePage, clock: ReusablePart, dana: User, signed_in: SignIn
) -> None:
    changed(clock, "At what hour?")
    client = signed_in(dana)
    assert uses_of(clock)[0].changed
    on_part = client.get(address("edit", clock.pk)).content.decode()
    assert "The part changed since this type was published." in on_part
    in_dialog = client.get(reverse("report_types:review", args=[includes_it.pk])).content.decode()
    assert "The part “Clock” of the library changed since this type was published." in in_dialog
    in_editor = client.get(reverse("wagtailadmin_pages:edit", args=[includes_it.pk])).content.decode()
    assert "The part “Clock” of the library changed since this type was published." in in_editor


def test_a_part_of_a_draft_only_is_used_too(with_items: With, clock: ReusablePart) -> None:
    with_items(part_of(clock)).save_revision()
    (use,) = uses_of(clock)
    assert (use.version, use.published, use.in_draft) == (None, False, True)


def test_a_part_is_not_deleted_while_it_is_used(
    includes_it: ReportTypePage, clock: ReusablePart, pat: User, signed_in: SignIn
) -> None:
    answer = signed_in(pat).post(address("delete", clock.pk), follow=True)
    assert "it is used in “Theft”" in answer.content.decode()
    assert ReusablePart.objects.filter(pk=clock.pk).exists()


def test_a_part_is_named_as_used_with_the_quotation_marks_of_the_language(
    includes_it: ReportTypePage, clock: ReusablePart, pat: User, signed_in: SignIn
) -> None:
    UserProfile.objects.update_or_create(user=pat, defaults={"preferred_language": "fr"})
    said = signed_in(pat).post(address("delete", clock.pk), follow=True).content.decode()
    assert "il est utilisé dans «\N{NO-BREAK SPACE}Theft\N{NO-BREAK SPACE}»" in said


def test_a_change_that_keeps_a_type_from_being_published_is_said_when_the_part_is_saved(
    includes_it: ReportTypePage, clock: ReusablePart, dana: User, signed_in: SignIn
) -> None:
    block = clock.items.stream_block
    items = block.get_prep_value(clock.items)
    items[0]["value"]["kind"] = "yes_no"
    fields = {**dict(stream(block, items, "items")), "items-0-value-show_if-match": "all"}
    sent = {name: value for name, value in fields.items() if value is not None}
    sent |= {"title": "Clock", "key": "clock"}
    said = signed_in(dana).post(address("edit", clock.pk), sent, follow=True).content.decode()
    assert "“Theft” cannot be published with the part as it is now." in said
    assert "“hour” is published as “short_text” and stays so" in said


def test_a_part_that_nobody_uses_is_deleted(clock: ReusablePart, pat: User, signed_in: SignIn) -> None:
    signed_in(pat).post(address("delete", clock.pk))
    assert not ReusablePart.objects.filter(pk=clock.pk).exists()


def test_editors_write_parts_and_delete_none(clock: ReusablePart, dana: User, signed_in: SignIn) -> None:
    client = signed_in(dana)
    assert client.get(address("list")).status_code == 200
    assert client.get(address("edit", clock.pk)).status_code == 200
    client.post(address("delete", clock.pk))
    assert ReusablePart.objects.filter(pk=clock.pk).exists()


@pytest.mark.parametrize("name", ["noor", "ana", "sol"])
def test_nobody_else_comes_in(
    clock: ReusablePart, person: Callable[[str], User], signed_in: SignIn, name: str
) -> None:
    assert signed_in(person(name)).get(address("edit", clock.pk)).status_code == 302


WRONG = [
    (asked("Hour of day"), "give it a key"),
    (asked("hour", label={"en": "Hour", "fr": ""}), "missing in one language"),
    (asked("hour", kind="one_of"), "hour"),
    (asked("email", kind="email", prefill=True), "no link may fill it in"),
]


@pytest.mark.parametrize(("block", "sentence"), WRONG)
def test_a_part_is_linted_by_itself(db: None, block: dict[str, Any], sentence: str) -> None:
    said = list(faults([block]))
    assert any(sentence.lower() in each.lower() for each in said), said
    assert not any("Step 1" in each for each in said)


def test_a_part_names_no_step_in_french(db: None) -> None:
    with override("fr"):
        said = list(faults([asked("hour", kind="one_of")]))
    assert said
    assert not any("Étape" in each for each in said), said


def test_says_that_another_part_has_the_key(clock: ReusablePart, dana: User, signed_in: SignIn) -> None:
    given = {"title": "Watch", "key": clock.key, "items-count": "0"}
    shown = signed_in(dana).post(address("add"), given).content.decode()
    assert "Another part has this key. Choose another." in shown


def test_a_condition_on_an_answer_of_the_type_is_the_types_affair(db: None) -> None:
    items = items_of([question("x", "short_text", show_if={"eq": [{"var": "in_danger"}, "no"]})])
    assert list(faults(items)) == []
