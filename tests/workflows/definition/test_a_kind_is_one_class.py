"""A new kind is one class under a name; the one in docs/definition.md works as it stands there."""

from pathlib import Path

import pytest

from tests.workflows.definition.sample import ask, question
from workflows.definition import check_patch, present
from workflows.definition.kinds import base, parts, text

PAGE = Path(__file__).parents[3] / "docs" / "definition.md"


@pytest.fixture(autouse=True)
def kinds_of_the_page(monkeypatch):
    """Register the kinds of the page, for one test."""
    monkeypatch.setattr(base, "_kinds", dict(base._kinds))
    for program in PAGE.read_text(encoding="utf-8").split("```python\n")[1:]:
        names = {**vars(base), **vars(text), **vars(parts), "_": str}
        exec(compile(program.split("```")[0], "docs/definition.md", "exec"), names)


def test_the_kind_in_the_docs_works():
    assert check_patch(ask(question("it", "plate")), {"it": "abc 123"}, "en") == ({"it": "ABC123"}, [])


def test_the_kind_with_parts_in_the_docs_works():
    body = ask(question("it", "pet"))
    assert check_patch(body, {"it": {"species": " Cat "}}, "en") == ({"it": {"species": "Cat"}}, [])
    (problem,) = check_patch(body, {"it": {"name": "Miou"}}, "en")[1]
    assert (problem.path, problem.code) == ("/it/species", "required")
    assert present(body, {"it": {"species": "Cat", "name": "Miou"}}, "en")[0].rows[0].text == "Cat Miou"


def test_a_kind_nobody_knows_takes_and_shows_all():
    body = ask(question("it", "hologram"))
    assert check_patch(body, {"it": {"x": 1}}, "en") == ({"it": {"x": 1}}, [])
    assert present(body, {"it": {"x": 1}}, "en")[0].rows[0].text == '{"x": 1}'
