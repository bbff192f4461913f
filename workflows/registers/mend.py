"""An effect that failed: what went wrong, and the two things that a person can decide."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from workflows.desk.doors import staff
from workflows.errors import WorkflowError
from workflows.mending import STOPPED, may_replay, run_again, take_as_sent
from workflows.models import FollowUp
from workflows.registers.watched import FollowUpRegister, rows_for
from workflows.resources import effect_title


def mend(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a failed effect; try it again, or take a letter as sent."""
    user = staff(request)
    if not user.has_perm("workflows.view_followup") or not may_replay(user):
        raise PermissionDenied
    row = get_object_or_404(rows_for(user, FollowUp.objects.select_related("submission")), pk=pk)
    if request.method != "POST":
        context = {
            "row": row,
            "title": effect_title(row.kind),
            "stopped": row.state in STOPPED,
            "is_letter": row.kind.startswith("letter_"),
            "index": register_address(),
        }
        return TemplateResponse(request, "workflows/registers/mend.html", context)
    try:
        (take_as_sent if "sent" in request.POST else run_again)(row, by=user)
    except WorkflowError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Done. The register shows how it goes on."))
    return redirect(register_address())


def register_address() -> str:
    """Return where the register of follow-ups is."""
    return str(FollowUpRegister().url_helper.index_url)
