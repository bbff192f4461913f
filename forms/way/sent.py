"""After sending: the number and the code, what happens by which date, the copy. Shown again for a day."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from forms.days import day_of
from forms.offers import offered
from forms.surveys import at_submission
from forms.way.checking import key_of
from forms.way.places import Way
from forms.way.visits import sent_report
from workflows.copies import unofficial_copy
from workflows.errors import WrongState
from workflows.letters import address_of
from workflows.submitting import Sent, sent_before


def sent(request: HttpRequest, way: Way) -> HttpResponse:
    """Show the number, the code and what happens now, to the session that sent the report; take the one answer."""
    report = sent_report(request, way.report_type.key)
    if report is None:
        return redirect("reportforms:track")
    try:
        receipt = sent_before(report, key_of(report))
    except WrongState:
        return redirect("reportforms:track")
    if request.method == "POST":
        at_submission.take(request, report)
        return redirect(way.url("sent") + "#opinion")
    address = address_of(report)
    page = {
        "way": way,
        "page": way.page,
        "sent": receipt,
        "address": address,
        "items": timeline(receipt, written_to=bool(address)),
        "copy_at": way.url("sent", "copy"),
        "asked": at_submission.asked_about(report),
        "offers": offered(report, request, at="confirmation"),
    }
    return render(request, "forms/sent.html", page)


def timeline(receipt: Sent, *, written_to: bool) -> list[dict[str, str]]:
    """Return what happens after sending, as the timeline shows it; not everybody can be written to."""
    return [
        {
            "title": _("You sent your report"),
            "when": day_of(receipt.submission.submitted_at),
            "state": "done",
        },
        {
            "title": _("An officer reads it"),
            "when": _("By %(day)s") % {"day": day_of(receipt.due_on)} if receipt.due_on else "",
            "text": _("The officer may ask you a question. You then get a message.")
            if written_to
            else _(
                "The officer may ask you a question. Come back with your number and code to see whether one waits."
            ),
            "state": "now",
        },
        {
            "title": _("You learn the decision"),
            "text": _("An approved report gets a file number. You then get the official copy.")
            if written_to
            else _("An approved report gets a file number. Your number and code show it to you."),
            "state": "next",
        },
    ]


def copy(request: HttpRequest, way: Way, what: str) -> HttpResponse:
    """Hand out the unofficial copy."""
    report = sent_report(request, way.report_type.key)
    if what != "copy" or report is None:
        raise Http404
    return pdf(unofficial_copy(report), f"{report.temporary_number}.pdf")


def pdf(content: bytes, name: str) -> HttpResponse:
    """Return a PDF under a name."""
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": disposition})
