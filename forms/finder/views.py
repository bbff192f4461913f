"""The finder's pages: the same for all, so they are kept by the page cache and set no cookie."""

from typing import Any
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from cms.from_here import is_from_here
from forms.finder.nodes import (
    BODY,
    EMERGENCY,
    QUESTION,
    Node,
    by_key,
    first_question,
    leading_to,
    nodes_of,
    types_of,
)
from forms.finder.searching import Entry, search
from forms.models import FinderPage
from workflows.hand_offs import count_hand_off

LONGEST_QUERY = 200


@require_safe
def start(request: HttpRequest, page: Any) -> HttpResponse:
    """Show the first question, or what was found for the words in `q`."""
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    nodes = nodes_of(page)
    first = first_question(nodes)
    shown = {
        "node": first,
        "answers": _answers(request, page, nodes, first),
        "query": query,
        "found": [_found(request, page, each) for each in search(request, page, query)] if query else [],
    }
    return _render(request, page, shown)


@require_safe
def node(request: HttpRequest, page: Any, key: str) -> HttpResponse:
    """Show the question, body or emergency with a key; the first question has the page's own address."""
    nodes = nodes_of(page)
    found = by_key(nodes).get(key)
    if found is None:
        raise Http404
    if found == first_question(nodes):
        return redirect(page.get_url(request))
    shown = {
        "node": found,
        "answers": _answers(request, page, nodes, found),
        "back": _back(request, page, nodes, found),
        "away": reverse("reportforms:away", args=[page.pk, found.key]) if found.kind != QUESTION else "",
        "host": urlsplit(found.link).hostname or "",
    }
    response = _render(request, page, shown)
    if found.link:
        # The button is a form of ours that is answered by a redirect to the body, and on from there.
        vars(response)["_csp_update"] = {"form-action": ["https:"]}
    return response


def _render(request: HttpRequest, page: Any, shown: dict[str, Any]) -> HttpResponse:
    context = {"page": page, "self": page, "url": page.get_url(request) or "", **shown}
    return render(request, "forms/finder/finder.html", context)


def _answers(request: HttpRequest, page: Any, nodes: list[Node], shown: Node | None) -> list[dict[str, Any]]:
    """Return the answers of a question, each with the address it leads to; nothing there for what is not live."""
    if shown is None or shown.kind != QUESTION:
        return []
    known, live = by_key(nodes), types_of(page, [shown])
    found = []
    for answer in shown.answers:
        target = live.get(answer.type_id) if answer.type_id is not None else None
        to = known.get(answer.to)
        address = target.get_url(request) if target else _address(request, page, to, nodes) if to else ""
        found.append(
            {"label": answer.label, "hint": answer.hint, "address": address, "node": to, "type": target}
        )
    return found


def _address(request: HttpRequest, page: Any, to: Node, nodes: list[Node]) -> str:
    base = page.get_url(request) or ""
    return base if to == first_question(nodes) else f"{base}{to.key}/"


def _back(request: HttpRequest, page: Any, nodes: list[Node], shown: Node) -> str:
    """Return the question that leads here; the browser's own way back is always right as well."""
    before = next((question for question, _answer in leading_to(nodes, shown.key)), None)
    return _address(request, page, before, nodes) if before else page.get_url(request) or ""


def _found(request: HttpRequest, page: Any, entry: Entry) -> dict[str, Any]:
    if entry.node is not None:
        return {"node": entry.node, "address": f"{page.get_url(request)}{entry.node.key}/"}
    return {"matter": entry.page}


@csrf_exempt
@require_POST
def away(request: HttpRequest, page_id: str, key: str) -> HttpResponse:
    """Count that somebody is led to a body or to 911, then lead there.

    The page it is on is cached, so it carries no token: that the form is ours is seen by its origin. No session is
    read or written. A call is counted by the link's ping, which waits for no answer.
    """
    page = FinderPage.objects.live().filter(pk=page_id).first()
    found = by_key(nodes_of(page)).get(key) if page is not None else None
    if page is None or found is None or found.kind not in (BODY, EMERGENCY) or not is_from_here(request):
        raise Http404
    count_hand_off(found.key)
    if request.content_type == "text/ping":
        return HttpResponse(status=204)
    address = f"{page.get_url(request)}{found.key}/"
    return redirect(found.link if found.link.startswith(("https://", "http://")) else address)
