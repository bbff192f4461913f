"""What changed since the last version, as the editor reads it."""

from typing import Any

from forms.changes import all_changes, changes
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
    assert changes(theft(), edited(label=both("What happened?"))) == [
        "“Story” is now “What happened?”.",
        "“Story (fr)” is now “What happened? (fr)”.",
    ]
    assert changes(theft(), edited(required=False)) == ["“Story” may now be left out."]
    assert changes(theft(), edited(help=both("All of it."))) == ["The help or example of “Story” changed."]
    assert changes(theft(), edited(limits={"max_length": 10})) == ["The limits of “Story” changed."]
    assert changes(theft(), edited(messages={"required": both("Write it.")})) == [
        "The own sentences of “Story” changed."
    ]
    assert changes(theft(), edited(not_sure=True)) == ["“Not sure” is now an answer to “Story”."]


def test_says_what_changed_about_a_group() -> None:
    body = theft()
    body["steps"][2]["items"][0].update({"min": 2, "row_label": both("Thing")})
    assert changes(theft(), body) == [
        "“Stolen items” is now asked 2 to 20 times.",
        "What one of “Stolen items” is called changed.",
    ]


def test_says_what_changed_where_two_groups_ask_under_one_key() -> None:
    body = theft()
    second = {**body["steps"][2]["items"][0], "key": "damaged", "label": both("Damaged items")}
    body["steps"].append(step("damaged", second))
    changed = theft()
    changed["steps"].append(step("damaged", second))
    changed["steps"][2]["items"][0]["questions"][0]["label"] = both("What was it?")
    assert len(changes(body, changed)) == 2
    assert "“What was it?”" in changes(body, changed)[0]


def test_says_what_stands_in_another_step_or_order() -> None:
    moved = theft()
    moved["steps"][4]["items"].insert(0, moved["steps"][STORY]["items"].pop(0))
    assert changes(theft(), moved) == ["“Story” is now asked in the step “You”."]
    swapped = theft()
    swapped["steps"][4]["items"].reverse()
    assert changes(theft(), swapped) == ["The order of questions changed."]
    turned = theft()
    turned["steps"][3:5] = turned["steps"][3:5][::-1]
    assert changes(theft(), turned) == ["The order of the steps changed."]
    one, other = {**RULE, "key": "one"}, {**RULE, "key": "other"}
    ruled, again = {**theft(), "eligibility": [one, other]}, {**theft(), "eligibility": [other, one]}
    assert changes(ruled, again) == [
        "The order of the rules of eligibility changed: the first that holds counts."
    ]


def test_says_both_texts_where_a_label_changed_in_the_other_language() -> None:
    french = edited(label={**theft()["steps"][STORY]["items"][0]["label"], "fr": "Que s’est-il passé?"})
    before = theft()["steps"][STORY]["items"][0]["label"]["fr"]
    assert changes(theft(), french) == [f"“{before}” is now “Que s’est-il passé?”."]


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
        "The words of the stop “Call 911 now” changed.",
    ]


RULE = {"key": "limit", "from": None, "until": None, "if": {"answered": {"var": "story"}}, "link": None}
RULE |= {"title": both("Too valuable"), "text": both("Call us.")}
ADVICE = {"key": "tip", "if": None, "question": "story", "text": both("Say more.")}


def test_says_what_changed_about_stops_rules_and_advice() -> None:
    body = {**theft(), "eligibility": [RULE], "advice": [ADVICE]}
    assert changes(theft(), body) == [
        "New rule of eligibility: “Too valuable”.",
        "New advice before sending: “Say more.”.",
    ]
    assert changes(body, theft())[0] == "Rule of eligibility removed: “Too valuable”."
    later = {**body, "eligibility": [{**RULE, "from": "2027-01-01", "text": both("Write.")}]}
    assert changes(body, later) == [
        "The rule of eligibility “Too valuable” holds under another condition or between other days.",
        "The words of the rule of eligibility “Too valuable” changed.",
    ]
    stops = theft()
    stops["steps"][0]["items"][1]["if"] = {"answered": {"var": "in_danger"}}
    assert changes(theft(), stops) == ["The stop “Call 911 now” stops under another condition."]


def test_says_what_changed_about_links_and_coming_back() -> None:
    assert changes(theft(), edited(prefill=True)) == ["A link may now fill in “Story”."]
    sentence = "How a person comes back to an unfinished report changed."
    assert changes(theft(), {**theft(), "resume": "code"}) == [sentence]


def test_an_older_version_without_rules_is_compared_too() -> None:
    old = {name: part for name, part in theft().items() if name not in {"eligibility", "advice", "resume"}}
    assert changes({**old, "schema_version": 1}, theft()) == []


def test_a_long_list_ends_with_a_count() -> None:
    body = theft()
    body["steps"].append(step("more", *[question(f"q{number}", "short_text") for number in range(20)]))
    found = changes(theft(), body)
    assert (len(found), found[-1]) == (12, "And 10 other changes.")
    assert len(all_changes(theft(), body)) == 21
