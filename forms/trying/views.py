"""The page around the frame: which step, language and width, with which answers, and what came of it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from forms.checking.views import draft_for
from forms.compile import LANGUAGES, language_of
from forms.models import ReportTypePage, SampleAnswers
from forms.trying.frames import frame_url
from forms.trying.standing import standing
from forms.trying.trial import Trial, keep, trial_of

WIDTHS = {"phone": 360, "desktop": 0}


class KeepForm(forms.ModelForm[SampleAnswers]):
    """What test answers are called, and what has to come of them."""

    class Meta:
        model = SampleAnswers
        fields = ["name", "expected", "expected_keys"]
        labels = {"name": gettext_lazy("Name of the test answers")}


@never_cache
@require_safe
def shell(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show the draft in a frame, with the choices beside it."""
    draft = draft_for(request, page_id)
    if not draft.is_source and draft.source is not None:
        return redirect("reportforms_try", draft.source.pk)
    return _shell(request, trial_of(request, draft))


@never_cache
@require_safe
def now_standing(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show where the trial stands, for the script to put beside the frame after each page."""
    trial = trial_of(request, draft_for(request, page_id))
    return render(request, "forms/admin/try_standing.html", _told(request, trial))


@require_POST
def take_answers(request: HttpRequest, page_id: int) -> HttpResponse:
    """Begin again: with no answers, or with those of one of the page's test answers."""
    draft = draft_for(request, page_id)
    chosen = _sample(draft, request.POST.get("answers", ""))
    trial = Trial(draft)
    if chosen is not None and isinstance(chosen.answers, dict):
        trial.take(chosen.answers)
    keep(request, trial)
    return redirect(_back(request, page_id))


@require_POST
def keep_answers(request: HttpRequest, page_id: int) -> HttpResponse:
    """Keep the answers of the trial as test answers, in a new draft of the page."""
    draft = draft_for(request, page_id)
    trial = trial_of(request, draft)
    lock = draft.get_lock()
    if lock is not None and lock.for_user(request.user):
        messages.error(request, _("The page is locked, so nothing was kept. Ask who locked it."))
        return redirect(_back(request, page_id))
    form = KeepForm(request.POST)
    if not form.is_valid():
        return _shell(request, trial, form, status=422)
    sample = form.save(commit=False)
    sample.answers = {key: _without_ids(value) for key, value in trial.answers.items()}
    draft.sample_answers.add(sample)
    draft.save_revision(user=request.user if isinstance(request.user, User) else None, log_action=True)
    messages.success(
        request,
        _("Kept as “%(name)s” in a new draft. If the editor is open, load it again.") % {"name": sample.name},
    )
    return redirect(_back(request, page_id))


def _shell(
    request: HttpRequest, trial: Trial, form: KeepForm | None = None, status: int = 200
) -> HttpResponse:
    told = _told(request, trial)
    found = told["standing"]
    form = form or KeepForm(initial={"expected": found.expected, "expected_keys": found.expected_keys})
    samples = list(enumerate(trial.page.sample_answers.all()))
    at = [told["at"]] if told["at"] else []
    return render(
        request,
        "forms/admin/try.html",
        {
            **told,
            "form": form,
            "samples": samples,
            "answered": bool(trial.answers),
            "frame_url": frame_url(trial.page.pk, told["language"], *at),
            "languages": [(code, get_language_info(code)["name_local"]) for code in LANGUAGES],
            "query": _query(told),
        },
        status=status,
    )


def _told(request: HttpRequest, trial: Trial) -> dict[str, Any]:
    """Return the choices made, and where the trial stands."""
    given = request.GET if request.method == "GET" else request.POST
    language = language_of(given.get("language", ""))
    at = given.get("at", "")
    at = at if at == "check" or any(step.key == at for step in trial.read.steps) else ""
    width = given.get("width", "")
    width = width if width in WIDTHS else "phone"
    return {
        "page": trial.page,
        "language": language,
        "at": at,
        "width": width,
        "standing": standing(trial, language, at),
    }


def _query(told: dict[str, Any]) -> dict[str, str]:
    return {name: told[name] for name in ("language", "width", "at")}


def _back(request: HttpRequest, page_id: int) -> str:
    chosen = {name: request.POST.get(name, "") for name in ("language", "width", "at")}
    return f"{reverse('reportforms_try', args=[page_id])}?{urlencode(chosen)}"


def _sample(draft: ReportTypePage, number: str) -> SampleAnswers | None:
    samples = list(draft.sample_answers.all())
    return dict(zip(map(str, range(len(samples))), samples, strict=True)).get(number)


def _without_ids(value: Any) -> Any:
    """Leave out the ids of rows: test answers are read and written by people."""
    if not isinstance(value, list):
        return value
    return [{k: v for k, v in row.items() if k != "_id"} if isinstance(row, dict) else row for row in value]
