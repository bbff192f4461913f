"""Coming back: a draft is opened by its code on any device, or by a link that was mailed."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cms.visitors import address_of
from forms.sealed import keeping, opening
from forms.way.conflicts import carried
from forms.way.places import Way, language, way_for
from forms.way.visits import open_draft, put_in_front, remember
from workflows import drafts, letters
from workflows.anonymity import is_anonymous
from workflows.attempts import TooMany, check_attempts, note_attempt
from workflows.definition import Definition
from workflows.links import ask_for_link, find_link, use_link
from workflows.models import EmailLink, Submission


def resume(request: HttpRequest) -> HttpResponse:
    """Ask for the code, and lead to where the draft was left."""
    if request.method != "POST":
        return _ask(request)
    try:
        draft = draft_of_code(request)
    except TooMany as pause:
        return paused(request, pause)
    if draft is None:
        return _ask(request, wrong=_("Check the code. No report that is still open has this one."))
    return _lead_back(request, draft)


def _ask(request: HttpRequest, wrong: str = "") -> HttpResponse:
    return render(
        request, "forms/resume.html", {"wrong": wrong, "typed": request.POST.get("resume_code", "")}
    )


def _lead_back(request: HttpRequest, draft: Submission) -> HttpResponse:
    way = way_for(request, draft)
    remember(request, draft, way.base)
    return redirect(way.url(drafts.assess(draft, language=language()).next_step or "check"))


def draft_of_code(request: HttpRequest) -> Submission | None:
    """Return the open draft of the posted code; wrong codes are counted by the visitor's address."""
    visitor = address_of(request)
    check_attempts("resume", visitor, most=settings.WRONG_CODES_PER_ADDRESS)
    draft = drafts.resume(request.POST.get("resume_code", "")[:60])
    if draft is None:
        note_attempt("resume", visitor)
    return draft


def opened_by_code(request: HttpRequest, way: Way) -> Submission | None:
    """Return the draft that a form sent after a lost session names by its code, and open it here."""
    if request.method != "POST" or "resume_code" not in request.POST:
        return None
    try:
        draft = draft_of_code(request)
    except TooMany:
        return None
    if draft is None or draft.report_type.pk != way.report_type.pk:
        return None
    remember(request, draft, way.base)
    return draft


def lost(request: HttpRequest, way: Way) -> HttpResponse:
    """Say that this device does not know the draft, ask for its code, and hold on to what was just typed."""
    tried = "resume_code" in request.POST
    page = {
        "way": way,
        "page": way.page,
        "action": request.path if request.method == "POST" else way.url("resume"),
        "carried": carried(request.POST) if request.method == "POST" else [],
        "wrong": _("Check the code. No report of this kind that is still open has this one.")
        if tried
        else "",
        "typed": request.POST.get("resume_code", ""),
        "can_begin": way.page is not None and way.page.live,
        "open_at": way.url("resume") if opening.is_way_of_files(way) else "",
        "typed_lines": [text for _name, text in carried(request.POST) if len(text) > 20],
    }
    return render(request, "forms/lost.html", page)


def later(request: HttpRequest, way: Way) -> HttpResponse:
    """Show how the open draft is come back to: by its code, by a mailed link too, or by a file of the person's own."""
    draft = open_draft(request, way.report_type.key)
    if request.method == "POST" and "resume_code" in request.POST:
        return resume(request)
    if draft is None:
        return opening.ask(request, way) if opening.may_have_files(way) else redirect("reportforms:resume")
    put_in_front(request, draft, way.base)
    if drafts.is_kept_in_a_file(draft):
        return keeping.keep(request, way, draft)
    if not drafts.resume_code_of(draft):  # at a kiosk nothing is left to come back to
        return redirect(way.url(drafts.assess(draft, language=language()).next_step or "check"))
    address = address_for_link(draft)
    asked = request.method == "POST" and bool(address)
    if asked:
        drafts.speak(draft, language())
        ask_for_link(draft, EmailLink.Purpose.RESUME)
    page = {
        "way": way,
        "page": way.page,
        "draft": draft,
        "code": drafts.resume_code_of(draft),
        "address": address,
        "mailed": asked,
        "go_on": way.url(drafts.assess(draft, language=language()).next_step or "check"),
    }
    return render(request, "forms/later.html", page)


def address_for_link(draft: Submission) -> str:
    """Return where a link may be mailed: nowhere when the type has codes on paper, or the person stays anonymous."""
    by_code = Definition.of(draft.definition).resume != "code_and_link"
    return "" if by_code or is_anonymous(draft.answers) else letters.address_of(draft)


def with_file(request: HttpRequest, way: Way, what: str) -> HttpResponse:
    """Answer the browser of somebody who keeps a draft in a file."""
    views = {"content": keeping.content, "opened": opening.opened, "file": opening.take_file}
    if what not in views:
        raise Http404
    return views[what](request, way)


def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm a mailed link, then use it: looking at it does not."""
    if request.method != "POST":
        good = find_link(token, EmailLink.Purpose.RESUME) is not None
        return render(request, "forms/link.html", {"good": good, "otherwise": "reportforms:resume"})
    draft = use_link(token, EmailLink.Purpose.RESUME)
    if draft is None or not drafts.is_open(draft):
        return render(request, "forms/link.html", {"good": False, "otherwise": "reportforms:resume"})
    return _lead_back(request, draft)


def paused(request: HttpRequest, pause: TooMany) -> HttpResponse:
    """Say that there were too many attempts, and when the next one is possible."""
    page = {"minutes": max(1, round(pause.retry_after / 60))}
    response = render(request, "forms/paused.html", page, status=429)
    response["Retry-After"] = str(pause.retry_after)
    return response
