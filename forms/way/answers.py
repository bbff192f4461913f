"""What a posted step says: the answers it brings, rows added and taken out, and what changed in the meantime."""

import hashlib
import json
import re
import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import QueryDict

from workflows import definition
from workflows.definition import Group, Question

SHOWN = "_shown"
# The ids of rows that a file was chosen in.
WITH_FILE = "_with_file"
Asked = Question | Group
_REMOVE = re.compile(r"remove-([a-z0-9_]+)-([0-9]{1,3})")


def patch_of(
    asked: Iterable[Asked], answers: Mapping[str, Any], post: QueryDict, *, blank_rows: bool = False
) -> dict[str, Any]:
    """Return the answers that the posted form brings, by key; None for what was emptied.

    What the form did not show is not in it, and neither are files, which are kept apart from fields. With
    `blank_rows`, rows that say nothing yet keep their places: whoever writes has not come to them.
    """
    patch: dict[str, Any] = {}
    for each in asked:
        if not was_shown(each.key, post):
            continue
        if isinstance(each, Group):
            patch[each.key] = _rows(each, answers.get(each.key), post, blank_rows=blank_rows)
        elif each.kind != "file":
            patch[each.key] = definition.read_post(each, post)
    return patch


def with_rows_of_files(asked: Iterable[Asked], post: QueryDict, files: Iterable[str]) -> QueryDict:
    """Return what was posted, where each row that a file was chosen in has an id and is said to have one.

    Rows that are taken out or left empty shift the others: a file finds its row by the id, not by its place.
    """
    groups = [each.key for each in asked if isinstance(each, Group)]
    rows = {found[0] for name in files for key in groups if (found := re.match(rf"{key}-[0-9]+(?=-)", name))}
    if not rows:
        return post
    named = post.copy()
    for row in rows:
        identity = f"{row}-_id"
        named[identity] = name = str(post.get(identity) or secrets.token_hex(4))
        named.appendlist(WITH_FILE, name)
    return named


def was_shown(name: str, post: QueryDict) -> bool:
    """Whether the form had this field: it says so, or brings a value for it."""
    return name in post.getlist(SHOWN) or any(key == name or key.startswith(f"{name}-") for key in post)


def _rows(group: Group, saved: Any, post: QueryDict, *, blank_rows: bool) -> list[dict[str, Any]]:
    before = {row.get("_id"): row for row in saved or [] if isinstance(row, dict)}
    posted = definition.read_post(group, post) or []
    numbers = sorted({int(found[1]) for key in post if (found := re.match(rf"{group.key}-([0-9]+)-", key))})
    rows = [
        _row(group, f"{group.key}-{number}", row, before.get(row.get("_id"), {}), post)
        for number, row in zip(numbers, posted, strict=False)
    ]
    return rows if blank_rows else _changed(group, rows, post)


def _row(
    group: Group, name: str, row: dict[str, Any], before: Mapping[str, Any], post: QueryDict
) -> dict[str, Any]:
    """Keep from before what the form did not show: fields that were hidden, and files."""
    kept = {
        each.key: before[each.key]
        for each in group.questions
        if each.key in before and (each.kind == "file" or not was_shown(f"{name}-{each.key}", post))
    }
    return {**{key: value for key, value in row.items() if not _is_file(group, key)}, **kept}


def _is_file(group: Group, key: str) -> bool:
    return any(each.key == key and each.kind == "file" for each in group.questions)


def _changed(group: Group, rows: list[dict[str, Any]], post: QueryDict) -> list[dict[str, Any]]:
    removed = {int(found[2]) for key in post if (found := _REMOVE.fullmatch(key)) and found[1] == group.key}
    rows = [row for index, row in enumerate(rows) if index not in removed]
    if f"add-{group.key}" in post:
        # A row that is still empty is the one to fill in.
        last = rows[-1] if rows else {}
        empty = is_blank(last) and last.get("_id") and last["_id"] not in post.getlist(WITH_FILE)
        return rows if empty else [*rows, {}]
    filled = [row for row in rows if not is_blank(row) or row.get("_id") in post.getlist(WITH_FILE)]
    return filled + [{}] * (group.min - len(filled)) if not removed else rows


def is_blank(row: Mapping[str, Any]) -> bool:
    """Whether nothing was answered in a row."""
    return not any(key != "_id" and definition.is_answered(value) for key, value in row.items())


def pressed(post: QueryDict) -> str:
    """Return the button that was pressed: `continue`, or the name of one that keeps one on the step."""
    others = ("add-", "remove-", "upload-", "prove-", "later")
    return next((key for key in post if key.startswith(others)), "continue")


def marks(asked: Iterable[Asked], answers: Mapping[str, Any]) -> str:
    """Return what the form was filled from, as short digests by key, to find what changed since."""
    read = {each.key: _mark(each, answers.get(each.key)) for each in asked}
    return json.dumps(read, separators=(",", ":"))


def overtaken(
    asked: Iterable[Asked], patch: Mapping[str, Any], answers: Mapping[str, Any], post: QueryDict
) -> list[str]:
    """Return the keys whose saved answer is neither what the form was filled from nor what it brings."""
    read = read_marks(post.get("read", ""))
    return [
        each.key
        for each in asked
        if each.key in patch
        and _mark(each, answers.get(each.key)) not in (read.get(each.key), _mark(each, patch[each.key]))
    ]


def read_marks(text: str) -> dict[str, str]:
    """Return what a form says it was filled from."""
    try:
        read = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}


def _mark(asked: Asked, value: Any) -> str:
    """Return a short digest of what a form shows of an answer: not rows' ids, nor files, which come by themselves."""
    if isinstance(asked, Group) and isinstance(value, list):
        apart = {"_id", *(each.key for each in asked.questions if each.kind == "file")}
        value = [
            {key: each for key, each in row.items() if key not in apart} if isinstance(row, dict) else row
            for row in value
        ]
        value = [row for row in value if row not in ({}, None)]
    if value in (None, [], {}):
        return ""
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:16]
