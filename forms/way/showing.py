"""A step on the page: its fields, where it stands in the way, what is wrong, what was saved when."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from forms.fields import errors_of
from forms.way.answers import marks
from forms.way.places import Way, language
from forms.way.proving import with_proofs
from workflows import definition
from workflows.definition import Definition, Group, Outcome, Problem, Question, Step
from workflows.drafts import is_kept_in_a_file, resume_code_of
from workflows.models import Attachment, Submission


def show(
    request: HttpRequest,
    way: Way,
    draft: Submission,
    found: Step,
    outcome: Outcome,
    *,
    problems: Sequence[Problem] = (),
    from_check: bool = False,
    appeared: str = "",
) -> HttpResponse:
    """Show a step of a draft with what is saved in it."""
    steps = outcome.steps if found.key in outcome.steps else [found.key]
    place = steps.index(found.key)
    before = way.url(steps[place - 1]) if place else way.entered.desk if way.entered else way.base
    common = _common(way, draft.definition, found, draft.answers, problems)
    response = render(
        request,
        "forms/step.html",
        {
            **common,
            "items": with_proofs(common["items"], draft),
            "action": way.url(found.key),
            "back": way.url("check") if from_check else before,
            "number": place + 1,
            "count": len(steps) + 1,
            "draft": draft,
            "files": files_of(draft) if takes_files(found) else {},
            "files_at": way.url("check", "files"),
            "code": resume_code_of(draft) if draft.revision and not way.entered else "",
            "held_until": draft.expires_at if draft.revision and is_kept_in_a_file(draft) else None,
            "prefilled": draft.prefilled,
            "from_check": from_check,
            "appeared": appeared,
            "code_sent": appeared.endswith("-code"),
        },
    )
    return with_place(response, found)


def takes_files(found: Step) -> bool:
    """Whether a step asks for files."""
    return any(each.kind == "file" for each in _questions(found))


def with_place(response: HttpResponse, found: Step) -> HttpResponse:
    """Let a step with a map, and no other page, ask the browser where one is."""
    if any(each.kind == "location" for each in _questions(found)):
        response["Permissions-Policy"] = "camera=(), geolocation=(self), microphone=()"
    return response


def _questions(found: Step) -> Iterator[Question]:
    for item in found.asked:
        yield from item.questions if isinstance(item, Group) else (item,)


def files_of(report: Submission) -> dict[str, Attachment]:
    """Return the files of a report by id, as templates look for them."""
    return {str(file.pk): file for file in report.attachments.filter(removed_at=None)}


def show_first(
    request: HttpRequest,
    way: Way,
    body: Mapping[str, Any],
    found: Step,
    *,
    anew: bool,
    filled: Mapping[str, Any],
    link: Mapping[str, str],
) -> HttpResponse:
    """Show the first step of a way that nobody has begun; `filled` is what a link fills in, `link` what it carries."""
    common = _common(way, body, found, filled, ())
    page = {
        **common,
        "items": common["items"] if way.entered else with_proofs(common["items"], None),
        "prefilled": list(filled),
        "link": {name: value for name, value in link.items() if value},
        "action": way.url("begin"),
        "back": way.base,
        "number": 1,
        "count": len(Definition.of(body).steps) + 1,
        "anew": anew,
    }
    return with_place(render(request, "forms/step.html", page), found)


def _common(
    way: Way, body: Mapping[str, Any], found: Step, answers: Mapping[str, Any], problems: Sequence[Problem]
) -> dict[str, Any]:
    items = definition.fields_of_step(body, found.key, answers, language(), problems)
    return {
        "way": way,
        "page": way.page,
        "title": definition.pick(found.title, language()),
        "intro": definition.pick(found.intro, language()),
        "items": items,
        "errors": errors_of(items, problems),
        "read": marks(found.asked, answers),
        "known": known_elsewhere(body, items, answers),
    }


def known_elsewhere(body: Any, items: Sequence[Any], answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers of other steps that the conditions and sums of these fields look at, for the browser.

    An answer that does not count any more does not count there either.
    """
    fields = [each for item in items for row in getattr(item, "rows", ()) for each in row.fields]
    keys = {key for each in [*items, *fields] for key in definition.mentioned(each.show_if)}
    keys |= {str(item.limits.get("group")) for item in items if item.kind == "computed"}
    own = {getattr(item, "key", "") for item in items}
    if not keys - own:
        return {}
    counted = definition.counted_answers(body, answers)
    return {key: counted[key] for key in sorted(keys - own) if key in counted}
