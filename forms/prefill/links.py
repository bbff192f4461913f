"""Links and QR codes that fill in answers: an editor chooses values and where the link will hang, and takes both."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import segno
from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify
from django.utils.translation import get_language, get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from cms.carrying import SOURCE
from cms.printed import keep
from forms.models import ReportTypePage
from forms.prefill.offered import allowed, carried, offered
from workflows import definition
from workflows.definition import Question

# What the boxes of an answer with several parts are called; a pin on a map is not typed.
PARTS = {
    "street": gettext_lazy("Street and number"),
    "unit": gettext_lazy("Unit"),
    "city": gettext_lazy("City"),
    "province": gettext_lazy("Province"),
    "postal_code": gettext_lazy("Postal code"),
    "note": gettext_lazy("Anything that helps to find the place"),
}
NOT_TYPED = ("not_sure", "lat", "lon")


@dataclass(frozen=True)
class Link:
    """The link to the form in one language, and its QR code."""

    language: str
    name: str
    url: str
    picture: str


class LinkForm(forms.Form):
    """One box for each part of each question that a link may fill in, and where the link is found."""

    source = forms.RegexField(
        r"^[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*$",
        label=gettext_lazy("Where the link is found"),
        help_text=gettext_lazy(
            "Letters, digits and hyphens, such as poster-library. It is kept with each report."
        ),
        required=False,
        max_length=40,
        error_messages={"invalid": gettext_lazy("Use letters, digits and hyphens, such as poster-library.")},
    )

    def __init__(self, body: Mapping[str, Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        for question in allowed(body):
            for name, field in _fields(question, language):
                self.fields[name] = field
        self.order_fields([*(name for name in self.fields if name != SOURCE), SOURCE])


def _fields(question: Question, language: str) -> Iterator[tuple[str, forms.Field]]:
    label = definition.pick(question.label, language)
    choices = [(each.token, definition.pick(each.label, language)) for each in question.choices]
    if question.kind == "yes_no":
        choices = [("yes", _("Yes")), ("no", _("No"))]
    if question.kind == "some_of":
        yield (
            question.key,
            forms.MultipleChoiceField(
                label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
            ),
        )
    elif choices:
        yield question.key, forms.ChoiceField(label=label, choices=[("", "–"), *choices], required=False)
    else:
        for name in definition.initial_for(question, None):
            part = name.partition("-")[2]
            if part not in NOT_TYPED:
                called = f"{label} – {PARTS.get(part, part.replace('_', ' '))}" if part else label
                yield name, forms.CharField(label=called, required=False, max_length=500)


def links(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show the boxes, and what comes of them: the links, their QR codes, and what is not taken."""
    page = get_object_or_404(ReportTypePage, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    body = page.version.definition if page.version else {}
    form = LinkForm(body, request.GET or None)
    filled = offered(body, request.GET, get_language() or "en") if form.is_bound and form.is_valid() else {}
    made = made_links(page, _query(body, filled, request.GET.get(SOURCE, ""))) if form.is_valid() else []
    if "picture" in request.GET:
        return _download(made, request.GET["picture"], page, request.GET.get(SOURCE, ""))
    context = {
        "page": page,
        "page_title": _("Link and QR code"),
        "page_subtitle": page.get_admin_display_title(),
        "header_icon": "link",
        "form": form,
        "possible": any(allowed(body)),
        "links": made,
        "refused": _refused(body, form, filled) if form.is_valid() else [],
        "query": request.GET.urlencode(),
    }
    return render(request, "forms/admin/links.html", context)


def _query(body: Mapping[str, Any], filled: Mapping[str, Any], source: str) -> str:
    parts = [carried(body, filled), urlencode({SOURCE: source}) if source else ""]
    return "&".join(part for part in parts if part)


def _refused(body: Mapping[str, Any], form: LinkForm, filled: Mapping[str, Any]) -> list[str]:
    """Return the questions that were given a value that is not an answer to them."""
    given = {name.partition("-")[0] for name, value in form.cleaned_data.items() if value and name != SOURCE}
    asked = {each.key: definition.pick(each.label, get_language() or "en") for each in allowed(body)}
    return [label for key, label in asked.items() if key in given and key not in filled]


def made_links(page: ReportTypePage, query: str) -> list[Link]:
    """Return the link and its QR code in each language in which the type is live."""
    pages = [each for each in [page, *page.twins] if each.live]
    found = []
    for each in sorted(pages, key=lambda one: one.locale.language_code):
        url = f"{each.get_full_url()}begin/" + (f"?{query}" if query else "")
        code = each.locale.language_code
        found.append(Link(code, get_language_info(code)["name_translated"].capitalize(), url, qr_code(url)))
    return found


def qr_code(url: str) -> str:
    """Return a QR code as SVG, readable from paper that got a scratch."""
    picture: str = segno.make(url, error="m", micro=False).svg_inline(scale=4, border=4, light="#ffffff")
    return picture


def _download(made: list[Link], language: str, page: ReportTypePage, where: str) -> HttpResponse:
    """Give the code as a picture; whoever takes it will print it, so its address is looked after from now on."""
    link = next((each for each in made if each.language == language), None)
    if link is None:
        return HttpResponse(status=404)
    twin = next(each for each in [page, *page.twins] if each.locale.language_code == language)
    keep(link.url.removeprefix(twin.get_url_parts()[1]), where=where, page=twin)
    picture = link.picture.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    name = slugify(f"{page.key} {language} {page.pk}")
    headers = {"Content-Disposition": f'attachment; filename="{name}.svg"'}
    return HttpResponse(picture, content_type="image/svg+xml", headers=headers)
