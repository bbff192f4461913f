"""The citizen's way, walked by staff for somebody: the same steps, checks and files, at an address of the desk."""

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from forms.entering.doors import entering_view, own_entry_or_404
from forms.entering.words import entered_draft, entered_report
from forms.way.checking import key_of
from forms.way.places import Way
from forms.way.routes import walk
from forms.way.sent import pdf
from forms.way.visits import bind
from workflows import definition, entering
from workflows.copies import unofficial_copy
from workflows.desk.doors import staff
from workflows.drafts import assess, is_open, speak
from workflows.errors import WrongState
from workflows.letters import address_of
from workflows.models import Status, Submission
from workflows.submitting import sent_before


@entering_view
def take_up(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Lead to where the draft was left."""
    draft = own_entry_or_404(request, draft_id)
    if not is_open(draft):
        return _ended(request, draft)
    entering.note_resumed(draft, by=staff(request))
    return redirect(way_of_entry(draft).url(assess(draft).next_step or "check"))


@entering_view
def step(request: HttpRequest, draft_id: UUID, path: str) -> HttpResponse:
    """Answer a page of the way in the person's language, which letters to them will be in."""
    draft = own_entry_or_404(request, draft_id)
    first = path.partition("/")[0]
    if first == "resume" and is_open(draft):
        messages.success(request, _("Everything is saved. Take the report up again here."))
        return redirect("entering:overview")
    with translation.override(draft.language):
        if first == "sent" or draft.status != Status.DRAFT:
            return _sent(request, draft, path)
        if not is_open(draft):
            return _ended(request, draft)
        if first == "begin":
            return redirect(way_of_entry(draft).url(assess(draft).next_step or "check"))
        bind(request, draft)
        return walk(request, way_of_entry(draft), path)


def way_of_entry(draft: Submission) -> Way:
    """Return the way of a draft as its member of staff walks it."""
    base = reverse("entering:take_up", args=[draft.public_id])
    title = definition.pick(draft.definition["title"], draft.language)
    with translation.override(draft.language):
        words = entered_draft(draft) if draft.status == Status.DRAFT else entered_report(draft)
    return Way(draft.report_type, base, title, by=cast(User, draft.entered_by), entered=words)


def _ended(request: HttpRequest, draft: Submission) -> HttpResponse:
    if draft.status != Status.DRAFT:
        return redirect("entering:step", draft.public_id, "sent/")
    messages.warning(request, _("The time of this report is over. Begin it again."))
    return redirect("entering:overview")


def _sent(request: HttpRequest, draft: Submission, path: str) -> HttpResponse:
    """Show number and code to whoever sent the report, for a day; then the desk has all that is to be known."""
    if not entering.sent_by(staff(request)).filter(pk=draft.pk).exists():
        return redirect("entering:overview")
    try:
        receipt = sent_before(draft, key_of(draft))
    except WrongState:
        return redirect("entering:overview")
    if path.strip("/") == "sent/copy":
        return pdf(unofficial_copy(receipt.submission), f"{receipt.temporary_number}.pdf")
    if path.strip("/") != "sent":
        return redirect("entering:step", draft.public_id, "sent/")
    page: dict[str, Any] = {
        "way": way_of_entry(draft),
        "sent": receipt,
        "address": address_of(draft),
        "copy_at": reverse("entering:step", args=[draft.public_id, "sent/copy/"]),
        "on_desk": _on_desk(request, draft),
    }
    return render(request, "forms/entering/sent.html", page)


def _on_desk(request: HttpRequest, report: Submission) -> str:
    """Return the report's address on the desk for those who may see it there."""
    visible = Submission.objects.visible_to(staff(request)).filter(pk=report.pk).exists()
    return reverse("desk:report", args=[report.temporary_number]) if visible else ""


@entering_view
def give_up(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Ask, then delete the draft with its files."""
    draft = own_entry_or_404(request, draft_id)
    if not is_open(draft):
        return _ended(request, draft)
    if request.method == "POST":
        entering.give_up(draft, by=staff(request))
        messages.success(request, _("The report is deleted. Nothing was sent."))
        return redirect("entering:overview")
    language = translation.get_language() or "en"
    page = {"draft": draft, "title": definition.pick(draft.definition["title"], language)}
    return TemplateResponse(request, "forms/entering/give_up.html", page)


@entering_view
def use_language(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Go on in the person's other language; letters are in it, too."""
    draft = own_entry_or_404(request, draft_id)
    if request.method == "POST" and is_open(draft):
        speak(draft, request.POST.get("language", ""))
    return redirect(way_of_entry(draft).url(assess(draft).next_step or "check"))
