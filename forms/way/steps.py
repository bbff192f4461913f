"""One step a page: shown, saved whatever it holds, shown again with what needs attention, or on to the next."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect

from forms.way import conflicts, own, proving, showing, stopped
from forms.way.answers import patch_of, pressed, was_shown, with_rows_of_files
from forms.way.places import Way, language
from forms.way.resuming import lost, opened_by_code
from forms.way.uploads import removed, take_into_draft
from forms.way.visits import open_draft, put_in_front, sent_report
from workflows import definition, drafts
from workflows.definition import Definition, Group, Outcome, Problem, Question, Step
from workflows.definition.visibility import visible_questions
from workflows.errors import Closed, Stale, WrongState
from workflows.models import Submission


@dataclass(frozen=True)
class Saved:
    """What saving a posted step came to."""

    draft: Submission
    problems: list[Problem]
    overtaken: list[str]


def step(request: HttpRequest, way: Way, key: str) -> HttpResponse:
    """Show or save one step of the open draft."""
    draft = open_draft(request, way.report_type.key) or opened_by_code(request, way)
    if draft is None:
        return _without_draft(request, way, key)
    found = step_of(draft.definition, key)
    if request.method == "POST":
        put_in_front(request, draft, way.base)
        return save(request, way, draft, found)
    outcome = assessed(draft)
    if key not in outcome.steps:
        return redirect(way.url(outcome.next_step or "check"))
    from_check = request.GET.get("from") == "check"
    problems = own_problems(found, outcome.problems) if from_check else []
    return showing.show(request, way, draft, found, outcome, problems=problems, from_check=from_check)


def _without_draft(request: HttpRequest, way: Way, key: str) -> HttpResponse:
    if sent_report(request, way.report_type.key):
        return redirect(way.url("sent"))
    version = way.report_type.current_version
    if request.method != "POST" and (version is None or not _has_step(version.definition, key)):
        raise Http404
    return lost(request, way)


def save(request: HttpRequest, way: Way, draft: Submission, found: Step) -> HttpResponse:
    """Save what was posted, then go where the pressed button leads."""
    try:
        saved = keep(request, draft, found)
    except (Closed, WrongState):
        return redirect(way.url("begin"))
    if saved.overtaken:
        return conflicts.choose(request, way, saved.draft, found, saved.overtaken)
    proofs = proving.take_codes(request, saved.draft, found.asked)
    saved = replace(saved, problems=saved.problems + proofs.problems)
    button = pressed(request.POST)
    if button == "later":
        return redirect(way.url("resume"))
    if button != "continue" and not saved.problems:
        return HttpResponseRedirect(way.url(found.key) + _query(request) + _anchor(button, saved.draft))
    return _go_on(request, way, saved, found, button, proofs)


def keep(request: HttpRequest, draft: Submission, found: Step, *, blank_rows: bool = False) -> Saved:
    """Write the posted answers and files into the draft; what was saved elsewhere meanwhile is not overwritten."""
    asked = list(found.asked)
    with_files = with_rows_of_files(asked, request.POST, request.FILES)
    for _attempt in range(3):
        post = own.with_own(with_files, draft, found)
        posted = patch_of(asked, draft.answers, post, blank_rows=blank_rows)
        patch, problems = definition.check_patch(draft.definition, posted, language())
        unkept = [each for each in problems if _at(posted, each.path) and not _at(patch, each.path)]
        patch, overtaken = conflicts.without_overtaken(patch, draft, post)
        own.note(post, draft, found, patch)
        try:
            if patch:
                draft, _problems = drafts.save_answers(draft, patch, language=language(), seen=draft.revision)
            break
        except Stale:
            draft = drafts.drafts().get(pk=draft.pk)
    refused = take_into_draft(request, draft, asked, with_files)
    if request.FILES or removed(request):
        draft = drafts.drafts().get(pk=draft.pk)
    return Saved(draft, unkept + refused, overtaken)


def _at(value: Any, path: str) -> Any:
    """Return what a problem's path leads to, None where there is nothing."""
    for part in path.split("/")[1:]:
        if isinstance(value, list) and part.isdecimal():
            value = value[int(part)] if int(part) < len(value) else None
        else:
            value = value.get(part) if isinstance(value, dict) else None
    return value


def _go_on(
    request: HttpRequest, way: Way, saved: Saved, found: Step, button: str, proofs: proving.Proofs
) -> HttpResponse:
    outcome = assessed(saved.draft)
    if outcome.stopper is not None and outcome.stopper.step == found.key:
        return stopped.stop(way, outcome.stopper)
    from_check = request.POST.get("from") == "check"
    problems = saved.problems
    if button == "continue":
        seen = proving.without_waiting(own_problems(found, outcome.problems), proofs)
        told = {each.path for each in problems}
        problems = problems + [each for each in seen if each.path not in told and _was_seen(each, request)]
    appeared = (proofs.first or first_unseen(found, outcome, request)) if button == "continue" else ""
    if problems or appeared:
        return showing.show(
            request,
            way,
            saved.draft,
            found,
            outcome,
            problems=problems,
            from_check=from_check,
            appeared=appeared,
        )
    return redirect(way.url("check") if from_check else following(way, outcome, found.key))


def _was_seen(problem: Problem, request: HttpRequest) -> bool:
    """Whether the problem is about something that the form showed: what it did not show is asked first."""
    parts = problem.path.strip("/").split("/")
    name = "-".join(parts[:3] if len(parts) > 2 else parts[:1])
    return problem.code != "required" or was_shown(name, request.POST)


def first_unseen(found: Step, outcome: Outcome, request: HttpRequest) -> str:
    """Return the name of the first question of this step that an answer made visible and the form did not show."""
    names = (name for each in found.asked if each.key in outcome.visible for name in _names(each, outcome))
    return next((name for name in names if not was_shown(name, request.POST)), "")


def _names(asked: Question | Group, outcome: Outcome) -> Iterator[str]:
    if isinstance(asked, Group) or not definition.kind_of(asked).worked_out:
        yield asked.key
    if isinstance(asked, Group):
        for index in range(len(outcome.kept.get(asked.key) or [])):
            for question in visible_questions(asked, index, outcome.visible):
                yield f"{asked.key}-{index}-{question.key}"


def following(way: Way, outcome: Outcome, key: str) -> str:
    """Return the address of what comes after a step."""
    later = outcome.steps[outcome.steps.index(key) + 1 :] if key in outcome.steps else []
    return way.url(later[0] if later else "check")


def own_problems(found: Step, problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems that are about questions of this step; that the way is stopped is said elsewhere."""
    keys = {each.key for each in found.asked}
    return [
        each
        for each in problems
        if each.code != "stopped" and each.path.partition("/")[2].split("/")[0] in keys
    ]


def assessed(draft: Submission) -> Outcome:
    """Return how the draft stands, in the active language."""
    return drafts.assess(draft, language=language())


def first_step(body: Mapping[str, Any]) -> Step:
    """Return the step that every way begins with."""
    return Definition.of(body).steps[0]


def step_of(body: Mapping[str, Any], key: str) -> Step:
    """Return a step by its key, or 404."""
    for each in Definition.of(body).steps:
        if each.key == key:
            return each
    raise Http404


def _has_step(body: Mapping[str, Any], key: str) -> bool:
    return any(each.key == key for each in Definition.of(body).steps)


def _query(request: HttpRequest) -> str:
    return "?from=check" if request.POST.get("from") == "check" else ""


def _anchor(button: str, draft: Submission) -> str:
    """Return where the page is to open: at the new row, or at the group or question that was changed."""
    verb, _dash, rest = button.partition("-")
    if verb == "add":
        return f"#{rest}-{len(draft.answers.get(rest) or [1]) - 1}"
    if verb in ("upload", "prove"):
        return f"#{rest}"
    key = rest.partition("-")[0]
    return f"#{key}" if verb == "remove" and key != "file" else ""
