"""The start page of a report type, and its first questions, which make the draft when they are answered."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now

from cms.carrying import SOURCE
from cms.visitors import address_of
from forms.kiosk.device import channel_of
from forms.prefill.offered import CARRIED, carried, offered, read_carried, source_of
from forms.way import showing, steps
from forms.way.conflicts import carried as typed
from forms.way.places import Way, language
from forms.way.visits import open_draft, remember
from workflows import definition
from workflows.anonymity import offers_anonymity, tracing_rule
from workflows.definition import Definition
from workflows.draft_limit import TooManyDrafts, count_draft
from workflows.drafts import begin_draft, fill_in, resume_code_of
from workflows.errors import Closed
from workflows.models import FormVersion, Submission


def start(request: HttpRequest, page: Any) -> HttpResponse:
    """Say who the report is for, what is needed, what happens next and who may use what is told."""
    address = page.get_url(request) or ""
    places = {"begin": f"{address}begin/", "resume_at": f"{address}resume/"}
    told = {**about(page.definition), **places, "page": page, "open": _is_open(page)}
    return render(request, "forms/start.html", told)


def _is_open(page: Any) -> bool:
    return page.report_type is None or page.report_type.is_open(now())


def about(body: dict[str, Any]) -> dict[str, Any]:
    """Return the words of the start page in the active language; several lines are a list."""
    told, privacy = body["start"], body["privacy"]
    lists = {name: lines(told.get(name)) for name in ("who_for", "excluded", "needed", "next")}
    texts = {name: said(privacy.get(name)) for name in ("purpose", "authority", "officer", "address")}
    return {
        **lists,
        "title": said(body["title"]),
        "summary": said(body["summary"]),
        "minutes": told.get("minutes"),
        "privacy": {**texts, "phone": privacy.get("phone", "")},
        "resume": Definition.of(body).resume,
        "anonymous": offers_anonymity(body),
        "tracing": tracing_rule(body, language()),
    }


def begin(request: HttpRequest, way: Way) -> HttpResponse:
    """Ask the first questions. Answering them makes the draft; looking at them leaves no trace."""
    draft = open_draft(request, way.report_type.key)
    anew = "new" in request.GET or "new" in request.POST
    if draft is not None and not anew:
        if request.method == "POST":
            return steps.save(request, way, draft, steps.first_step(draft.definition))
        return _offer(request, way, draft)
    version = current(way)
    first = steps.first_step(version.definition)
    if request.method != "POST":
        values = offered(version.definition, request.GET, language())
        link = {CARRIED: carried(version.definition, values), SOURCE: source_of(request.GET)}
        return showing.show_first(
            request, way, version.definition, first, anew=anew, filled=values, link=link
        )
    try:
        draft = begun(request, way)
    except Closed:
        return render(request, "forms/closed.html", {"way": way, "page": way.page}, status=410)
    except TooManyDrafts as full:
        return _busy(request, way, full)
    return steps.save(request, way, draft, first)


def _busy(request: HttpRequest, way: Way, full: TooManyDrafts) -> HttpResponse:
    """Say when a report can be begun, and hold on to what was typed: the same button sends it again."""
    page = {
        "way": way,
        "page": way.page,
        "minutes": max(1, round(full.retry_after / 60)),
        "carried": typed(request.POST),
    }
    response = render(request, "forms/busy.html", page, status=429)
    response["Retry-After"] = str(full.retry_after)
    return response


def begun(request: HttpRequest, way: Way) -> Submission:
    """Make the draft that the first answers begin, with what a link filled in, and remember it in the session.

    Raises `Closed`, and `TooManyDrafts` past the limit of the visitor's address.
    """
    version = current(way)
    values = offered(version.definition, read_carried(request.POST.get(CARRIED, "")), language())
    channel = channel_of(request)
    count_draft(address_of(request))
    draft = begin_draft(way.report_type, language=language(), source=source_of(request.POST), channel=channel)
    remember(request, draft, way.base)
    return fill_in(draft, values) if values else draft


def _offer(request: HttpRequest, way: Way, draft: Any) -> HttpResponse:
    found = steps.assessed(draft)
    go_on = way.url(found.next_step or "check")
    page = {
        "way": way,
        "page": way.page,
        "draft": draft,
        "go_on": go_on,
        "link": _link(request, way),
        "code": resume_code_of(draft),
    }
    return render(request, "forms/continue.html", page)


def _link(request: HttpRequest, way: Way) -> str:
    """Return what the link that was followed may fill in, as a query, for beginning anew with it."""
    version = way.report_type.current_version
    body = version.definition if version else {}
    source = source_of(request.GET)
    parts = [
        carried(body, offered(body, request.GET, language())),
        urlencode({SOURCE: source}) if source else "",
    ]
    return "".join(f"&{part}" for part in parts if part)


def current(way: Way) -> FormVersion:
    """Return the version that drafts begin with now; a type that has none, or is closed, is not there."""
    version = way.report_type.current_version
    page_is_down = way.page is None or not way.page.live
    if version is None or page_is_down or not way.report_type.is_open(now()):
        raise Http404
    return version


def lines(text: Any) -> list[str]:
    """Return a text of several lines as a list, in the active language."""
    return [line.strip() for line in said(text).splitlines() if line.strip()]


def said(text: Any) -> str:
    """Return a text of the definition in the active language."""
    return definition.pick(text, language())
