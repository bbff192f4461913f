"""A pattern of 29 characters that hangs `re` for ever is read at once, wherever an editor or an answer brings it."""

import pytest

from forms.lint import lint
from tests.api.calls import problem
from tests.conftest import publish
from tests.definitions import question, step, theft
from tests.hostile.texts import HANGS, LONG_NAME

UNSAFE = [r"(a)\1", r"(?=a)b", r"(?<!a)b", r"(a", "[", "a{1001}", r"\p{Nope}", "(?P<n>a)(?P<n>b)", "*"]


def asking(pattern, *examples):
    limits = {"pattern": pattern, "pattern_examples": list(examples)}
    return theft(steps=[step("one", question("name", "short_text", limits=limits))])


def codes_of(body):
    return [each.sentence for each in lint(body) if each.blocks]


def test_an_editor_may_use_it(db):
    assert codes_of(asking(HANGS, "a.b")) == []
    assert any("example" in each for each in codes_of(asking(HANGS, LONG_NAME)))


@pytest.mark.parametrize("pattern", UNSAFE)
def test_what_cannot_be_read_safely_is_told(pattern):
    assert any("pattern" in each for each in codes_of(asking(pattern, "a")))


def test_an_answer_that_would_hang_it_is_named(api, unit):
    publish(asking(HANGS, "a.b"))
    begun = api.post("drafts", {"report_type": "theft"}).json()
    client, at = api.by(begun["token"]), f"drafts/{begun['id']}"
    told = client.patch(at, {"answers": {"name": LONG_NAME}}).json()
    assert [(each["path"], each["code"]) for each in told["errors"]] == [("/name", "pattern")]
    problem(client.post(f"{at}/submission", {"declaration": True}), 422)
    assert client.patch(at, {"answers": {"name": "a.b"}}).json()["errors"] == []


def test_the_page_carries_no_pattern_for_the_browser_to_hang_on(client, make_type):
    make_type(asking(HANGS, "a.b"))
    assert HANGS not in client.get("/en/report/theft/begin/").content.decode()
