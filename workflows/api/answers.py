"""How operations say what they answer: the good case, and each problem a caller can meet."""

from typing import Any

from workflows.api.shapes import ProblemDocument


def answers(good: dict[int, Any], *problems: int) -> dict[int, Any]:
    """Return the statuses of an operation.

    Every one may also refuse a query that no database takes (400) and a caller who asks too often (429).
    """
    refused = dict.fromkeys(sorted({400, 429, *problems}), ProblemDocument)
    return {**good, **refused}


def of_type(status: int, media_type: str, description: str) -> dict[str, Any]:
    """Return the document's part for an answer that is not JSON of ours."""
    schema = {"type": "object"} if media_type.endswith("json") else {}
    return {"responses": {status: {"description": description, "content": {media_type: {"schema": schema}}}}}
