"""The workflow as a page of the docs, drawn from the state table so that it cannot differ from it."""

from collections.abc import Iterator

from django.utils import translation

from workflows.actors import Role
from workflows.models import Status
from workflows.transitions import ACTIONS, Action

ENDS = (Status.FILED, Status.WITHDRAWN)
HEAD = """# The review workflow

For reviewers and developers: every state of a report, and every action that leads from one to another. This page
is written from `workflows/transitions.py` by `manage.py draw_workflow`; a test holds it to the table. The same
table answers `GET /api/v1/workflow`, fills the decision panel of the desk, and makes the database trigger that
refuses any other change.
"""


def page() -> str:
    """Return the page: a state diagram, then a row for each action."""
    with translation.override("en"):
        diagram = "\n".join(["```mermaid", "stateDiagram-v2", *_arrows(), "```"])
        rows = "\n".join(_row(action) for action in ACTIONS.values())
    return f"{HEAD}\n{diagram}\n\n| action | from | to | by | needs | guards |\n|---|---|---|---|---|---|\n{rows}\n"


def _arrows() -> Iterator[str]:
    yield "    [*] --> draft"
    for action in ACTIONS.values():
        for source in action.sources:
            yield f"    {source.value} --> {action.target.value}: {action.name}"
    for end in ENDS:
        yield f"    {end.value} --> [*]"


def _row(action: Action) -> str:
    sources = ", ".join(f"`{source.value}`" for source in action.sources)
    by = ", ".join(str(Role(role).label).lower() for role in action.by)
    needs = ", ".join(need.name + ("" if need.required else " (optional)") for need in action.needs) or "–"
    guards = " ".join(str(guard) for guard in action.guards) or "–"
    return f"| `{action.name}` | {sources} | `{action.target.value}` | {by} | {needs} | {guards} |"
