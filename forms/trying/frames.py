"""What stands in the frame: the citizen's own pages of the draft, with the answers of the trial."""

from collections.abc import Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from wagtail.models import Locale

from forms.answers import with_files
from forms.checking.views import draft_for
from forms.compile import LANGUAGES
from forms.fields import errors_of
from forms.trying.trial import Trial, keep, trial_of
from forms.way.advising import advice
from forms.way.answers import marks, pressed, was_shown
from forms.way.beginning import about
from forms.way.checking import links, steps_by_key
from forms.way.places import Way
from forms.way.showing import known_elsewhere, with_place
from forms.way.steps import first_unseen, following, own_problems, step_of
from workflows import definition
from workflows.anonymity import is_anonymous
from workflows.definition import Field, FieldGroup, Outcome, Problem, Step
from workflows.models import ReportType, Submission

# What a draft would say of itself; there is none, and none is made.
NO_DRAFT = {"revision": 0, "saved_at": None, "expires_at": None}


@never_cache
@xframe_options_sameorigin
def frame(request: HttpRequest, page_id: int, language: str, at: str = "") -> HttpResponse:
    """Show, or take what was posted on, one page of the way, in one language."""
    if language not in LANGUAGES:
        raise Http404
    trial = trial_of(request, draft_for(request, page_id))
    with translation.override(language):
        response = _page(request, trial, _way(trial, language), at.strip("/").split("/"))
    # These are citizens' pages: they run under the policy that citizens' pages have, not the admin's.
    vars(response)["_csp_replace"] = {}
    return response


def show(request: HttpRequest, trial: Trial, language: str, key: str) -> HttpResponse:
    """Show one step as it is met first."""
    return _step(request, trial, _way(trial, language), step_of(trial.body, key), trial.outcome, [])


def frame_url(page_id: int | None, language: str, *parts: str) -> str:
    """Return the address of one page of the way in the frame; without parts, of its start."""
    if page_id is None:
        return ""
    return reverse("reportforms_try_frame", args=[page_id, language]) + "".join(f"{part}/" for part in parts)


def _way(trial: Trial, language: str) -> Way:
    page = trial.page
    title = definition.pick(trial.body["title"], language)
    return Way(page.report_type or ReportType(key=page.key), frame_url(page.pk, language), title, page)


def _page(request: HttpRequest, trial: Trial, way: Way, parts: Sequence[str]) -> HttpResponse:
    if parts == [""]:
        return _start(request, trial, way)
    if parts[0] == "check":
        return _check(request, trial, way)
    if parts[0] == "stopped":
        return _stopped(request, trial, way, parts[-1])
    found = step_of(trial.body, parts[0])
    if request.method == "POST":
        return _take(request, trial, way, found)
    outcome = trial.outcome
    problems = own_problems(found, trial.problems) if request.GET.get("from") == "check" else []
    return _step(request, trial, way, found, outcome, problems)


def _start(request: HttpRequest, trial: Trial, way: Way) -> HttpResponse:
    steps = trial.read.steps
    begin = way.url(steps[0].key if steps else "check")
    told = {**about(dict(trial.body)), "page": _shown(trial, way), "begin": begin, "open": True}
    return render(request, "forms/start.html", told)


def _shown(trial: Trial, way: Way) -> SimpleNamespace:
    """Return the draft's page as its start names it: its title and its advice, nothing that surrounds public pages."""
    locale = Locale.get_active()
    page = trial.page.get_translation_or_none(locale) or trial.page
    return SimpleNamespace(
        title=way.title, pk=page.pk, locale_id=page.locale_id, translation_key=page.translation_key
    )


def _take(request: HttpRequest, trial: Trial, way: Way, found: Step) -> HttpResponse:
    trial.take_post(request, found)
    keep(request, trial)
    button = pressed(request.POST)
    if button != "continue":
        verb, _dash, rest = button.partition("-")
        anchor = f"#{rest}-{len(trial.answers.get(rest) or [1]) - 1}" if verb == "add" else ""
        return HttpResponseRedirect(way.url(found.key) + anchor)
    outcome = trial.outcome
    if outcome.stopper is not None and outcome.stopper.step == found.key:
        return redirect(way.url("stopped", outcome.stopper.key))
    problems = [each for each in own_problems(found, trial.problems) if _was_seen(each, request)]
    appeared = first_unseen(found, outcome, request)
    if problems or appeared:
        return _step(request, trial, way, found, outcome, problems, appeared)
    from_check = request.POST.get("from") == "check"
    return redirect(way.url("check") if from_check else following(way, outcome, found.key))


def _was_seen(problem: Problem, request: HttpRequest) -> bool:
    parts = problem.path.strip("/").split("/")
    name = "-".join(parts[:3] if len(parts) > 2 else parts[:1])
    return problem.code != "required" or was_shown(name, request.POST)


def _step(
    request: HttpRequest,
    trial: Trial,
    way: Way,
    found: Step,
    outcome: Outcome,
    problems: Sequence[Problem],
    appeared: str = "",
) -> HttpResponse:
    language = translation.get_language() or "en"
    fields = definition.fields_of_step(trial.read, found.key, trial.answers, language, problems)
    items = [_unproved(each) for each in fields]
    steps = outcome.steps if found.key in outcome.steps else [found.key]
    place = steps.index(found.key)
    from_check = "check" in (request.GET.get("from"), request.POST.get("from"))
    told = {
        "way": way,
        "page": way.page,
        "title": definition.pick(found.title, language),
        "intro": definition.pick(found.intro, language),
        "items": items,
        "errors": errors_of(items, problems),
        "read": marks(found.asked, trial.answers),
        "known": known_elsewhere(trial.read, items, trial.answers),
        "action": way.url(found.key),
        "back": way.url("check") if from_check else way.url(steps[place - 1]) if place else way.base,
        "number": place + 1,
        "count": len(steps) + 1,
        "from_check": from_check,
        "appeared": appeared,
        "tried": True,
    }
    return with_place(render(request, "forms/step.html", told), found)


def _unproved(item: Any) -> Any:
    """Ask for no code by mail: a trial sends none."""
    if isinstance(item, FieldGroup):
        rows = [replace(row, fields=[_unproved(each) for each in row.fields]) for row in item.rows]
        return replace(item, rows=rows)
    if isinstance(item, Field) and item.kind == "verified_email":
        return replace(item, values={**item.values, "proof": "unasked"})
    return item


def _check(request: HttpRequest, trial: Trial, way: Way) -> HttpResponse:
    language = translation.get_language() or "en"
    problems = list(trial.problems) if request.method == "POST" else []
    if request.method == "POST" and "declaration" not in request.POST:
        problems.append(Problem("/declaration", "required", _("Confirm that your report is true.")))
    if request.method == "POST" and not problems:
        return render(request, "forms/admin/try_sent.html", {"way": way, "page": way.page, "back": way.base})
    draft = cast(Submission, SimpleNamespace(definition=trial.body, **NO_DRAFT, answers=trial.answers))
    outcome = trial.outcome
    told = {
        "way": way,
        "page": way.page,
        "draft": draft,
        "parts": [with_files(each, {}) for each in definition.present(trial.read, trial.answers, language)],
        "files_at": "",
        "declaration": definition.pick(trial.body["declaration"], language),
        "declared": "declaration" in request.POST,
        "undeclared": any(each.path == "/declaration" for each in problems),
        "errors": links(way, draft, problems),
        "missing": [] if problems else links(way, draft, trial.problems),
        "advice": advice(draft, way, steps_by_key(draft)),
        "anonymous": is_anonymous(outcome.kept),
        "tried": True,
        "count": len(outcome.steps) + 1,
        "back": way.url(outcome.steps[-1]) if outcome.steps else way.base,
    }
    return render(request, "forms/check.html", told)


def _stopped(request: HttpRequest, trial: Trial, way: Way, key: str) -> HttpResponse:
    stopper = next((each for each in trial.read.stoppers if each.key == key), None)
    if stopper is None:
        raise Http404
    language, link = translation.get_language() or "en", stopper.link or {}
    told = {
        "way": way,
        "page": way.page,
        "emergency": stopper.reason in ("emergency", "in_progress"),
        "title": definition.pick(stopper.title, language),
        "text": definition.pick(stopper.text, language),
        "link_label": definition.pick(link.get("label"), language),
        "link_url": link.get("url", ""),
        "back": way.url(stopper.step) if stopper.step else way.base,
    }
    return render(request, "forms/stopped.html", told)
