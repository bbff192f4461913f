"""The draft in which a question is retired, or asked again."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.utils.translation import get_language
from wagtail.models import Revision

from accounts.models import User
from forms.compile import stored, with_parts
from forms.lint.written import Written, written
from forms.models import ReportTypePage
from workflows import definition


@dataclass(frozen=True)
class Asked:
    """One question of the draft: under which step, in which group, whether it is retired or comes from a part."""

    step: str
    block: Written

    @property
    def path(self) -> str:
        """What names it in an address: its key, its group before it."""
        return f"{self.block.group}.{self.block.key}" if self.block.group else self.block.key


def questions_of(draft: ReportTypePage) -> list[Asked]:
    """Return every question of a draft that has a key, retired ones too, in reading order."""
    return list(_questions(draft))


def _questions(draft: ReportTypePage) -> Iterator[Asked]:
    language = get_language() or "en"
    for step in with_parts(stored(draft, "steps")):
        title = definition.pick(step["value"].get("title"), language) or step["value"].get("key") or ""
        for block in written([step]):
            if block.what == "question" and block.key:
                yield Asked(title, block)


def question_at(draft: ReportTypePage, path: str) -> Asked | None:
    """Return the question that `path` names; of several under one key the one that is asked."""
    found = [each for each in questions_of(draft) if each.path == path]
    return min(found, key=lambda each: each.block.retired, default=None)


def set_retired(draft: ReportTypePage, path: str, *, retired: bool, by: User) -> Revision:
    """Save a new draft in which the question is retired, or asked again; nothing is published."""
    group, _dot, key = path.rpartition(".")
    steps = [_step(step, group, key, retired) for step in stored(draft, "steps")]
    draft.steps = json.dumps(steps)
    return cast(Revision, draft.save_revision(user=by, log_action=True))


def _step(step: Mapping[str, Any], group: str, key: str, retired: bool) -> dict[str, Any]:
    items = [_item(item, group, key, retired) for item in step["value"].get("items") or []]
    return {**step, "value": {**step["value"], "items": items}}


def _item(item: Mapping[str, Any], group: str, key: str, retired: bool) -> dict[str, Any]:
    value = item["value"]
    if item["type"] == "question" and not group and value.get("key") == key:
        return {**item, "value": {**value, "retired": retired}}
    if item["type"] == "group" and group and value.get("key") == group:
        rows = [
            {**row, "value": {**row["value"], "retired": retired}} if row["value"].get("key") == key else row
            for row in value.get("questions") or []
        ]
        return {**item, "value": {**value, "questions": rows}}
    return dict(item)
