"""A notice as visitors would see it, before it shows."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import override
from wagtail.models import Locale, Page, Site

from cms.models import Notice
from cms.models.notice import PREVIEWED


def over_its_page(notice: Notice, request: HttpRequest, language: str) -> HttpResponse:
    """Return the page that the notice is on, or the home page, in a language and with the notice."""
    page = page_in(language, notice.page)
    setattr(request, PREVIEWED, notice)
    with override(language):
        response = page.specific.serve(request)
        if hasattr(response, "render"):
            response.render()
    return response


def page_in(language: str, page: Page | None) -> Page:
    """Return the page in a language, the home page where there is none."""
    locale = Locale.objects.get(language_code=language)
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    for each in (page, site.root_page if site else None):
        twin = each and (each if each.locale_id == locale.pk else each.get_translation_or_none(locale))
        if twin:
            return twin
    raise Http404
