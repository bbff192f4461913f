"""What changed since the last version, as the editor reads it."""

from typing import Any

from forms.changes import changes
from tests.definitions import both, question, step, theft

STORY = 3


def edited(**more: Any) -> dict[str, Any]:
    """The theft with something else about its story."""
    body = theft()
    body["steps"][STORY]["items"][0].update(more)
    return body


def test_says_nothing_of_what_did_not_change() -> None:
    assert changes(theft(), theft()) == []


def test_says_what_changed_about_a_question() -> None:
    assert changes(theft(), edited(label=both("What happened?"))) == ["“Story” is now “What happened?”."]
    assert changes(theft(), edited(required=False)) == ["“Story” may now be left out."]
    assert changes(theft(), edited(help=both("All of it."))) == [
        "Help, limits or example of “Story” changed."
    ]


def test_says_what_was_added_and_removed() -> None:
    body = theft()
    body["steps"][STORY]["items"][0] = question("account", "long_text")
    assert changes(theft(), body) == ["Added: “Account”.", "Removed: “Story”."]


def test_says_what_changed_about_steps_and_stops() -> None:
    body = theft()
    body["steps"][STORY]["title"] = both("Your words")
    body["steps"][0]["items"][1]["text"] = both("Call now.")
    body["steps"].append(step("more", question("more", "short_text")))
    assert changes(theft(), body) == [
        "Added: “More”.",
        "New step: “More”.",
        "Step “Your words”: its title, introduction or condition changed.",
        "Stops changed.",
    ]


def test_a_long_list_ends_with_a_count() -> None:
    body = theft()
    body["steps"].append(step("more", *[question(f"q{number}", "short_text") for number in range(20)]))
    found = changes(theft(), body)
    assert (len(found), found[-1]) == (12, "And 10 other changes.")
