"""Opening a file that a person kept: the browser unseals it, and a new draft begins on the very same version."""

import json
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cms.carrying import SOURCE
from cms.visitors import address_of
from forms.kiosk.device import channel_of
from forms.prefill.offered import allowed, source_of
from forms.way.places import Way, language
from forms.way.visits import open_draft, remember
from workflows import drafts
from workflows.attachments import describe_attachment
from workflows.definition import Definition, Group, Question
from workflows.definition.texts import is_storable
from workflows.draft_files import attach
from workflows.draft_limit import count_draft
from workflows.errors import Closed, WorkflowError
from workflows.models import FormVersion, Submission

# Answers of a draft as JSON are never longer; what is, did not come from here.
MOST_CONTENT = 5_000_000


def is_way_of_files(way: Way) -> bool:
    """Whether drafts of this type are kept in files now."""
    version = way.report_type.current_version
    return version is not None and Definition.of(version.definition).resume == "file"


def may_have_files(way: Way) -> bool:
    """Whether somebody may hold a file of this type: drafts are kept so now, or were by an earlier version."""
    versions = FormVersion.objects.filter(report_type=way.report_type, canonical__contains='"resume":"file"')
    return is_way_of_files(way) or versions.exists()


def ask(request: HttpRequest, way: Way) -> HttpResponse:
    """Ask for the file and its passphrase; both stay in the browser."""
    page = {
        "way": way,
        "page": way.page,
        "opened_at": way.url("resume", "opened"),
        "files_at": way.url("resume", "file"),
        "begin": way.url("begin") if way.page is not None and way.page.live else "",
        "texts": texts(),
    }
    return render(request, "forms/sealed/open.html", page)


def texts() -> dict[str, str]:
    """Return what the browser says while it opens the file; some by the code of what is wrong with it."""
    return {
        "choose": _("Choose your file."),
        "passphrase": _("Enter the passphrase."),
        "working": _("Your file is being opened…"),
        "files": _("File %(number)s of %(count)s is being brought back…"),
        "lost": _("Your answers are back, but these files were not taken. Add them again:"),
        "failed": _("This did not work. Look at your connection, then try again."),
        "wrong": _(
            "The passphrase does not open this file, or the file is damaged. Type the passphrase again."
        ),
        "foreign": _("This is not a file that was kept here. Choose the one whose name ends in .constat."),
        "newer": _("This file was made by a newer version of this site. Reload the page, then try again."),
    }


def opened(request: HttpRequest, way: Way) -> HttpResponse:
    """Begin a draft with what the browser read out of the file; its answers are checked like any."""
    given = _read(request)
    if not given or given.get("report_type") != way.report_type.key:
        return _refused(_("This file is of another kind of report. Open it where you made it."))
    version = _version(way, given.get("definition"))
    if version is None or Definition.of(version.definition).resume != "file":
        return _refused(_("This file was made on another site. Open it where you made it."))
    try:
        count_draft(address_of(request))
        draft = _begin(way, version, given, channel_of(request))
    except Closed:
        return _refused(_("This kind of report can no longer be sent here."))
    except WorkflowError as error:
        return _refused(str(error))
    remember(request, draft, way.base)
    outcome = drafts.assess(draft, language=language())
    return JsonResponse({"address": way.url(outcome.next_step or "check")})


def _version(way: Way, digest: Any) -> FormVersion | None:
    """Return the version that a file names. A name with half a character in it would be more than a database bears."""
    if not isinstance(digest, str) or not is_storable(digest):
        return None
    return FormVersion.objects.filter(report_type=way.report_type, digest=digest).first()


def _begin(way: Way, version: FormVersion, given: Mapping[str, Any], channel: str) -> Submission:
    draft = drafts.begin_draft(
        way.report_type, language=language(), version=version, source=_source(given), channel=channel
    )
    answers = without_files(version.definition, given["answers"])
    draft, _problems = drafts.save_answers(draft, answers, language=language())
    keys = given.get("prefilled")
    named = [each.key for each in allowed(version.definition) if isinstance(keys, list) and each.key in keys]
    if named:
        draft.prefilled = [key for key in named if key in draft.answers]
        draft.save(update_fields=["prefilled"])
    return draft


def _source(given: Mapping[str, Any]) -> str:
    source = given.get("source")
    return source_of({SOURCE: source}) if isinstance(source, str) else ""


def _read(request: HttpRequest) -> dict[str, Any]:
    """Return what was posted, or nothing when it is not the content of a file of ours."""
    posted = request.FILES.get("content")
    if request.method != "POST" or posted is None or (posted.size or 0) > MOST_CONTENT:
        return {}
    try:
        given = json.loads(posted.read())
    except (ValueError, RecursionError):
        return {}
    return given if isinstance(given, dict) and isinstance(given.get("answers"), dict) else {}


def without_files(body: Any, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return answers without the ids of files: those files are gone, and come again one by one."""
    asked = Definition.of(body).asked
    return {
        key: _without_files(asked.get(key), value)
        for key, value in answers.items()
        if not _takes_files(asked.get(key))
    }


def _without_files(asked: Question | Group | None, value: Any) -> Any:
    if not isinstance(asked, Group) or not isinstance(value, list):
        return value
    files = {each.key for each in asked.questions if each.kind == "file"}
    return [
        {key: each for key, each in row.items() if key not in files} if isinstance(row, dict) else row
        for row in value
    ]


def _takes_files(asked: Question | Group | None) -> bool:
    return isinstance(asked, Question) and asked.kind == "file"


def take_file(request: HttpRequest, way: Way) -> HttpResponse:
    """Keep one file that came out of the person's file, checked like any upload."""
    draft = open_draft(request, way.report_type.key)
    posted = request.FILES.get("file")
    if request.method != "POST" or draft is None or posted is None:
        raise Http404
    try:
        kept, _revision = attach(
            draft,
            question=request.POST.get("question", "")[:60],
            row=request.POST.get("row", "")[:40],
            name=posted.name or "",
            data=bytes(posted.read(settings.UPLOAD_MAX_BYTES + 1)),
        )
    except WorkflowError as refused:
        problems = getattr(refused, "problems", None)
        return _refused(problems[0].message if problems else str(refused))
    describe_attachment(draft, kept.pk, request.POST.get("caption", "")[:300])
    return JsonResponse({"kept": True})


def _refused(sentence: str) -> JsonResponse:
    return JsonResponse({"problem": sentence}, status=422)
