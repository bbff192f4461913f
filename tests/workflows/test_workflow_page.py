"""The workflow's page in the docs is what the table says."""

from pathlib import Path

from workflows.picture import page


def test_is_as_the_table_has_it():
    assert Path("docs/workflow.md").read_text(encoding="utf-8") == page(), "run manage.py draw_workflow"
