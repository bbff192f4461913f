"""What the browser's conditions look at while somebody types is what will be saved: `forms/static/forms/way/`."""

import json
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.workflows.definition.javascript import MODULE
from tests.workflows.definition.modules import FORMS

# As much of a page as the modules ask for: fields by name, and the parts that hang on a condition.
PAGE = """
import { readFileSync } from "node:fs";
import { answersOf } from "./forms/way/answers.js";
import { watch } from "./forms/way/visible.js";
const page = JSON.parse(readFileSync(0, "utf8"));
globalThis.CSS = { escape: (name) => name };
globalThis.FormData = class {
  constructor(form) { this.shown = form.fields.filter((field) => !field.part?.hidden); }
  keys() { return this.shown.map((field) => field.name); }
  getAll(name) { return this.shown.filter((field) => field.name === name).map((field) => field.value); }
};
globalThis.document = { getElementById: () => null, documentElement: { lang: "en" } };
const parts = page.parts.map((condition) => (
  { hidden: false, dataset: { showIf: JSON.stringify(condition) }, closest: () => null }
));
const form = {
  fields: page.fields.map((field) => (
    { ...field, part: parts[field.part], dataset: {}, closest: (selector) => (
      selector === "[data-uploads]"
        ? { querySelectorAll: () => field.files.map((id) => ({ id })) }
        : field.money || null
    ) }
  )),
  querySelector(name) { return this.fields.find((field) => name === `[name="${field.name}"]`); },
  querySelectorAll: (name) => (name === "[data-show-if]" ? parts : []),
  addEventListener() {},
};
watch(form);
console.log(JSON.stringify({ answers: answersOf(form), hidden: parts.map((part) => part.hidden) }));
"""
MODULES = ("computed.js", "way/answers.js", "way/visible.js")
Browser = Callable[..., dict[str, Any]]


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    """Give what shows fields under conditions: the answers on the page, and which parts of it are hidden."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed: the browser's modules are not tried")
    copies = {tmp_path / "forms" / name: FORMS / name for name in MODULES}
    for copy, module in {**copies, tmp_path / "workflows" / "conditions.js": MODULE}.items():
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(module, copy)
    (tmp_path / "package.json").write_text('{"type": "module"}')
    (tmp_path / "page.js").write_text(PAGE)

    def show(*fields: dict[str, Any], parts: Sequence[Any] = ()) -> dict[str, Any]:
        page = json.dumps({"fields": fields, "parts": parts})
        run = subprocess.run(
            [node, tmp_path / "page.js"], check=False, input=page, capture_output=True, text=True, timeout=60
        )
        return dict(json.loads(run.stdout or run.stderr))

    return show


@pytest.mark.parametrize("typed", ["1200.5", "1,200.50", "1 200,5", "$1,200.50"])
def test_an_amount_is_compared_as_it_is_saved(browser: Browser, typed: str) -> None:
    value = {"name": "value", "value": typed, "inputMode": "decimal", "money": True}
    assert browser(value)["answers"] == {"value": "1200.50"}


def test_an_amount_that_cannot_be_read_stays_as_it_was_typed(browser: Browser) -> None:
    value = {"name": "value", "value": "33.333", "inputMode": "decimal", "money": True}
    assert browser(value)["answers"] == {"value": "33.333"}


def test_blanks_are_no_answer(browser: Browser) -> None:
    name, plate = {"name": "name", "value": "  "}, {"name": "car-plate", "value": " "}
    ticked = {"name": "car-not_sure", "value": "true"}
    assert browser(name, plate, ticked)["answers"] == {"car": {"not_sure": True}}


def test_a_time_without_a_time_is_no_answer(browser: Browser) -> None:
    fields = {"name": "seen-precision", "value": "exact"}, {"name": "seen-zone", "value": "America/Winnipeg"}
    assert browser(*fields)["answers"] == {}


def test_a_file_is_an_answer_once_it_is_kept(browser: Browser) -> None:
    kept = {"name": "photos", "value": {}, "type": "file", "files": ["file-a1", "file-b2"]}
    in_row = {"name": "items-0-photos", "value": {}, "type": "file", "files": ["file-c3"]}
    chosen = {"name": "scans", "value": {}, "type": "file", "files": []}
    shows = {"answered": {"var": "photos"}}
    found = browser(kept, in_row, chosen, parts=[shows, {"answered": {"var": "scans"}}])
    assert found["answers"] == {"photos": ["a1", "b2"], "items": [{"photos": ["c3"]}]}
    assert found["hidden"] == [False, True]


def test_a_code_and_a_pin_to_take_out_are_no_part_of_an_answer(browser: Browser) -> None:
    fields = [("mail", "a@example.ca"), ("mail-code", "123456"), ("place-unpin", "1")]
    found = browser(*({"name": name, "value": value} for name, value in fields))
    assert found["answers"] == {"mail": "a@example.ca"}


def test_a_long_chain_of_questions_closes_at_once(browser: Browser) -> None:
    for length in (11, 100):
        fields = [{"name": f"q{at}", "value": "yes", "part": at - 1} for at in range(1, length + 1)]
        chain = [{"eq": [{"var": f"q{at}"}, "yes"]} for at in range(length)]
        found = browser({"name": "q0", "value": "no"}, *fields, parts=chain)
        assert found["hidden"] == [True] * length
