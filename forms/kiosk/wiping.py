"""Forgetting whoever was at a kiosk: the session, the drafts begun here with their files, what the browser keeps."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect

from forms.kiosk.device import kiosk_of
from forms.way.visits import open_drafts
from workflows.forgetting import forget
from workflows.models import Submission


def wipe(request: HttpRequest) -> HttpResponse:
    """Forget the person and lead to the page that waits for the next one. Nothing happens on another device.

    A page without JavaScript comes here by itself, so looking is enough. A report that was sent stays, and so does
    a draft that was begun elsewhere and only opened here: its person has its code.
    """
    kiosk = kiosk_of(request)
    if kiosk is None:
        return redirect("/")
    for draft in open_drafts(request):
        if draft.channel == Submission.Channel.KIOSK:
            forget(draft)
    request.session.flush()
    response = HttpResponseRedirect(kiosk.start)
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response
