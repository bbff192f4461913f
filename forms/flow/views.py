"""The picture of a report type in the admin: of the draft as it was last saved, or of a version."""

from importlib.resources import files
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language_info
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from forms.checking.views import draft_for
from forms.compile import LANGUAGES, compile_page, language_of
from forms.flow.drawing import svg_of
from forms.flow.reading import flow_of
from forms.models import ReportTypePage


@never_cache
@require_safe
def picture(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show the picture with the same in words below it."""
    draft = draft_for(request, page_id)
    if not draft.is_source and draft.source is not None:
        return redirect("reportforms_flow", draft.source.pk)
    language, version = language_of(request.GET.get("language", "")), _version(request, draft)
    flow = flow_of(_body(draft, version), language)
    shown = {
        "page": draft,
        "flow": flow,
        "svg": svg_of(flow),
        "language": language,
        "version": version,
        "languages": [(code, get_language_info(code)["name_local"]) for code in LANGUAGES],
        "versions": list(draft.report_type.versions.order_by("-number")[:20]) if draft.report_type else [],
    }
    return render(request, "forms/admin/flow.html", shown)


@never_cache
@require_safe
def download(request: HttpRequest, page_id: int) -> HttpResponse:
    """Hand the picture out as a file that stands alone."""
    draft = draft_for(request, page_id)
    draft = draft if draft.is_source else draft.source or draft
    language, version = language_of(request.GET.get("language", "")), _version(request, draft)
    style = (files("forms") / "static/forms/flow.css").read_text(encoding="utf-8")
    name = f"{draft.key or 'report-type'}-{version or 'draft'}-{language}.svg"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'",
    }
    content = svg_of(flow_of(_body(draft, version), language), style=style)
    return HttpResponse(content, content_type="image/svg+xml", headers=headers)


def _version(request: HttpRequest, draft: ReportTypePage) -> int:
    """Return the number of the version that is asked for; 0 is the draft."""
    asked = request.GET.get("version", "")
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 9 else 0


def _body(draft: ReportTypePage, version: int) -> Any:
    if not version:
        return compile_page(draft)
    found = draft.report_type.versions.filter(number=version).first() if draft.report_type else None
    if found is None:
        raise Http404
    return found.definition
