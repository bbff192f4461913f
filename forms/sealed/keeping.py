"""Keeping a draft in a file: the browser takes answers and files, seals them, and has the server forget them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _

from forms.way.places import Way, language
from forms.way.visits import forget as forget_in_session
from forms.way.visits import open_draft
from workflows.attachments import read
from workflows.drafts import assess, is_kept_in_a_file
from workflows.forgetting import forget
from workflows.models import Attachment, Submission

FORMAT = 1


def keep(request: HttpRequest, way: Way, draft: Submission) -> HttpResponse:
    """Let the browser make the file; once the person has it, delete the draft and its files."""
    if request.method == "POST" and ("kept" in request.POST or "give_up" in request.POST):
        return _forget(request, way, draft)
    page = {
        "way": way,
        "page": way.page,
        "draft": draft,
        "unconfirmed": request.method == "POST",
        "content_at": way.url("resume", "content"),
        "file_name": f"constat-{localtime(now()):%Y-%m-%d}.constat",
        "go_on": way.url(assess(draft, language=language()).next_step or "check"),
        "texts": texts(),
    }
    return render(request, "forms/sealed/keep.html", page)


def texts() -> dict[str, str]:
    """Return what the browser says while it makes the file."""
    return {
        "short": _("Use at least 12 characters."),
        "different": _("The two passphrases are not the same. Type them again."),
        "working": _("Your file is being made…"),
        "made": _("Your browser has saved the file. Look that it is there, then delete what is here."),
        "failed": _("The file could not be made. Look at your connection, then try again."),
    }


def _forget(request: HttpRequest, way: Way, draft: Submission) -> HttpResponse:
    forget_in_session(request, draft)
    forget(draft)
    page = {"way": way, "page": way.page, "kept": "kept" in request.POST, "open_at": way.url("resume")}
    return render(request, "forms/sealed/forgotten.html", page)


def content(request: HttpRequest, way: Way) -> HttpResponse:
    """Give the session's own draft to the browser, all but the bytes of its files."""
    draft = _own(request, way)
    files = draft.attachments.filter(removed_at=None)
    return JsonResponse(
        {
            "format": FORMAT,
            "report_type": way.report_type.key,
            "definition": draft.form_version.digest,
            "saved_at": draft.saved_at.isoformat(),
            "source": draft.source,
            "prefilled": draft.prefilled,
            "answers": draft.answers,
            "files": [{**_named(file), "address": way.url("resume", "files", file.pk)} for file in files],
        }
    )


def _named(file: Attachment) -> dict[str, Any]:
    names = ("question", "row", "name", "caption", "sha256", "size")
    return {name: getattr(file, name) for name in names}


def file(request: HttpRequest, way: Way, what: str, file_id: str) -> HttpResponse:
    """Give the bytes of one file as they were brought, to the session whose draft it belongs to."""
    found = next((each for each in _files(request, way) if str(each.pk) == file_id), None)
    if what != "files" or found is None:
        raise Http404
    headers = {"Content-Disposition": "attachment", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(read(found.original), content_type="application/octet-stream", headers=headers)


def _files(request: HttpRequest, way: Way) -> list[Attachment]:
    return list(_own(request, way).attachments.filter(removed_at=None))


def _own(request: HttpRequest, way: Way) -> Submission:
    draft = open_draft(request, way.report_type.key)
    if draft is None or not is_kept_in_a_file(draft):
        raise Http404
    return draft
