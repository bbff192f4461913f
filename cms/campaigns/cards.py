"""“Report this” cards for other sites: a small page to put in a frame, without a script, and the HTML for it."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cms.models import ShortLink


def card_address(link: ShortLink, language: str) -> str:
    """Return the whole address of a link's card in a language."""
    with translation.override(language):
        return f"{settings.SITE_URL}{reverse('card', args=[link.word])}"


def card_html(link: ShortLink, language: str) -> SafeString:
    """Return the HTML that another site pastes: a frame of 280 pixels or more."""
    with translation.override(language):
        agency = settings.AGENCY["name"].get(language, settings.AGENCY["name"]["en"])
        title = _("Report online – %(agency)s") % {"agency": agency}
        return format_html(
            '<iframe src="{}" title="{}" width="320" height="330" loading="lazy" '
            'style="border:0;width:100%;max-width:420px"></iframe>',
            card_address(link, language),
            title,
        )
