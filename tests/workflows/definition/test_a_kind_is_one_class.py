"""A new kind is one class under a name; the one in docs/definition.md works as it stands there."""

from pathlib import Path

from tests.workflows.definition.sample import ask, question
from workflows.definition import check_patch, present
from workflows.definition.kinds import base, text

PAGE = Path(__file__).parents[3] / "docs" / "definition.md"


def test_the_kind_in_the_docs_works():
    program = PAGE.read_text(encoding="utf-8").split("```python\n")[1].split("```")[0]
    exec(compile(program, "docs/definition.md", "exec"), {**vars(base), **vars(text)})
    assert check_patch(ask(question("it", "plate")), {"it": "abc 123"}, "en") == ({"it": "ABC123"}, [])


def test_a_kind_nobody_knows_takes_and_shows_all():
    body = ask(question("it", "hologram"))
    assert check_patch(body, {"it": {"x": 1}}, "en") == ({"it": {"x": 1}}, [])
    assert present(body, {"it": {"x": 1}}, "en")[0].rows[0].text == '{"x": 1}'
