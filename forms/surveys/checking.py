"""The check of a survey, beside its editor and of its saved draft: what blocks, how it reads, what it takes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from accounts.admin_numbers import PAGE
from cms.checking.rules import findings_of
from forms.blocks import KIND_NAMES
from forms.checking.panel import CheckSidePanel
from forms.checking.report import Check, Entry, Link, told_of
from forms.checking.spots import Spot
from forms.checking.unsaved import page_on_screen
from forms.surveys.compile import compile_survey
from forms.surveys.lint import findings_for
from forms.surveys.models import SurveyPage
from workflows.definition import Definition, Group, pick


@dataclass(frozen=True, slots=True)
class Taken:
    """A question, and the answers that it takes in words."""

    question: str
    answers: str


def check(page: SurveyPage, faults: Sequence[tuple[Spot, str]] = ()) -> Check:
    """Return the check of a survey as it is in memory: the gate's findings, and what would shut somebody out."""
    told = told_of(page, compile_survey(page), findings_for(page), faults)
    for finding in findings_of(page):
        told.advice.append(
            Entry(f"{finding.where}: {finding.sentence}", Link("", finding.contentpath), "reading")
        )
    return told


def taken(body: Mapping[str, Any]) -> Iterator[Taken]:
    """Yield which answers each question takes, in the language of who looks."""
    language = get_language() or "en"
    for item in Definition.of(body).asked.values():
        for question in item.questions if isinstance(item, Group) else (item,):
            choices = ", ".join(pick(choice.label, language) for choice in question.choices)
            yield Taken(
                pick(question.label, language) or question.key,
                choices or str(KIND_NAMES.get(question.kind, question.kind)),
            )


def urls() -> list[URLPattern]:
    """Return the addresses of the check, below the admin's."""
    at = f"surveys/{PAGE}/check"
    return [
        path(f"{at}/", on_screen, name="reportforms_survey_check"),
        path(f"{at}/saved/", saved, name="reportforms_survey_check_saved"),
    ]


def button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Offer the check in the menu of a survey that one may edit."""
    if isinstance(page.specific_deferred, SurveyPage) and page.permissions_for_user(user).can_edit():
        address = reverse("reportforms_survey_check_saved", args=[page.pk])
        yield Button(_("Check the draft"), address, icon_name="clipboard-list", priority=12)


class SurveyCheckPanel(CheckSidePanel):
    """What the check says of the survey on the screen."""

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Give the addresses; a survey that was never saved has none yet."""
        pk = self.object.pk
        return {
            **super().get_context_data(parent_context),
            "check_url": reverse("reportforms_survey_check", args=[pk]) if pk else "",
            "saved_url": reverse("reportforms_survey_check_saved", args=[pk]) if pk else "",
            "try_url": "",
        }


class EditSurvey(EditView):
    """Editing a survey, with the check among the side panels."""

    def get_side_panels(self) -> MediaContainer:
        """Put the check first; answers to autosave carry no panel that its own script keeps up to date."""
        panels = super().get_side_panels()
        if self.expects_json_response:
            return panels
        return MediaContainer([SurveyCheckPanel(self.page, self.request), *panels])

    def run_hook(self, hook_name: str, *args: Any, **kwargs: Any) -> HttpResponse | None:
        """Run Wagtail's hooks, but not once more the one from within which this view is called."""
        return None if hook_name == "before_edit_page" else super().run_hook(hook_name, *args, **kwargs)


class CreateSurvey(CreateView):
    """Writing a new survey, with the check among the side panels."""

    def get_side_panels(self) -> MediaContainer:
        """Put the check first."""
        return MediaContainer([SurveyCheckPanel(self.page, self.request), *super().get_side_panels()])

    def run_hook(self, hook_name: str, *args: Any, **kwargs: Any) -> HttpResponse | None:
        """Run Wagtail's hooks, but not once more the one from within which this view is called."""
        return None if hook_name == "before_create_page" else super().run_hook(hook_name, *args, **kwargs)


def edit_with_check(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Show the editor of a survey with its check; its translation has Wagtail's own."""
    here = request.resolver_match
    if here is None or here.url_name != "edit" or not isinstance(page, SurveyPage) or not page.is_source:
        return None
    answer: HttpResponse = EditSurvey.as_view()(request, page_id=page.pk)
    return answer


def create_with_check(request: HttpRequest, parent: Page, page_class: type[Page]) -> HttpResponse | None:
    """Show the form of a new survey with its check."""
    here = request.resolver_match
    if here is None or here.url_name != "add" or not issubclass(page_class, SurveyPage):
        return None
    names = (page_class._meta.app_label, page_class._meta.model_name)
    answer: HttpResponse = CreateSurvey.as_view()(request, *names, parent.pk)
    return answer


def draft_for(request: HttpRequest, page_id: int) -> SurveyPage:
    """Return the draft of a survey that this person may edit."""
    draft: SurveyPage = get_object_or_404(SurveyPage, pk=page_id).get_latest_revision_as_object()
    if not draft.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return draft


@never_cache
@require_POST
def on_screen(request: HttpRequest, page_id: int) -> HttpResponse:
    """Check the posted form of the editor, for the panel beside it; nothing is saved."""
    draft = draft_for(request, page_id)
    try:
        page, faults = page_on_screen(request, draft)
    except MultiValueDictKeyError:  # a stream that did not arrive: nothing can be said of half a form
        return HttpResponseBadRequest()
    return render(request, "forms/admin/check.html", _shown(page, faults, level=3))


@never_cache
@require_safe
def saved(request: HttpRequest, page_id: int) -> HttpResponse:
    """Check the draft as it was last saved, on a page of its own."""
    draft = draft_for(request, page_id)
    if not draft.is_source and draft.source is not None:
        return redirect("reportforms_survey_check_saved", draft.source.pk)
    return render(request, "forms/admin/check_page.html", _shown(draft, (), level=2))


def _shown(page: Any, faults: Sequence[tuple[Spot, str]], *, level: int) -> dict[str, Any]:
    answers = list(taken(compile_survey(page)))
    return {"check": check(page, faults), "page": page, "level": level, "taken": answers, "is_survey": True}
