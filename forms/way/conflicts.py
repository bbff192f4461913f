"""Two devices: an answer that was saved elsewhere since this page was opened. Both texts are shown; nothing is lost."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from forms.way.answers import overtaken, patch_of
from forms.way.places import Way, language
from workflows import definition
from workflows.definition import Definition, Step
from workflows.definition.kinds.cards import may_be_carried
from workflows.models import Submission

NOT_CARRIED = {"csrfmiddlewaretoken", "revision", "read", "resume_code"}


def without_overtaken(
    patch: dict[str, Any], draft: Submission, post: QueryDict
) -> tuple[dict[str, Any], list[str]]:
    """Return what may be saved of a patch, and the keys that need a choice, or follow the choice made."""
    if post.get("revision", "") == str(draft.revision) or not (post.get("revision") or post.get("read")):
        chosen = {key for key in patch if post.get(f"choose-{key}") == "theirs"}
        return {key: value for key, value in patch.items() if key not in chosen}, []
    keys = overtaken(Definition.of(draft.definition).asked.values(), patch, draft.answers, post)
    return {key: value for key, value in patch.items() if key not in keys}, keys


def choose(request: HttpRequest, way: Way, draft: Submission, found: Step, keys: list[str]) -> HttpResponse:
    """Show both texts of each answer and ask which one to keep."""
    asked = {each.key: each for each in found.asked}
    mine, _problems = definition.check_patch(
        draft.definition, _posted(asked, keys, draft, request.POST), language()
    )
    choices = [
        {
            "key": key,
            "label": definition.pick(asked[key].label, language()),
            "mine": words(draft, {**draft.answers, key: mine.get(key)}, key),
            "theirs": words(draft, draft.answers, key),
        }
        for key in keys
    ]
    page = {
        "way": way,
        "page": way.page,
        "draft": draft,
        "title": definition.pick(found.title, language()),
        "action": way.url(found.key),
        "choices": choices,
        "carried": carried(request.POST),
    }
    return render(request, "forms/conflict.html", page, status=409)


def _posted(asked: Mapping[str, Any], keys: list[str], draft: Submission, post: QueryDict) -> dict[str, Any]:
    return patch_of([asked[key] for key in keys], draft.answers, post)


def words(draft: Submission, answers: Mapping[str, Any], key: str) -> list[str]:
    """Return one answer in words, a line for each question of a group."""
    for part in definition.present(draft.definition, answers, language()):
        for row in part.rows:
            if row.key == key and row.kind == "group":
                return [f"{each.label}: {each.text}" for rows in row.children for each in rows if each.text]
            if row.key == key:
                return row.text.splitlines()
    return []


def carried(post: QueryDict) -> list[tuple[str, str]]:
    """Return what was posted, to be posted again with another page's own fields."""
    pairs = ((key, value) for key, values in post.lists() for value in values if isinstance(value, str))
    return [
        (key, may_be_carried(key, value))
        for key, value in pairs
        if key not in NOT_CARRIED and not key.startswith(("add-", "remove-", "upload-", "later", "choose-"))
    ]
