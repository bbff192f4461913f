"""The look that staff set for the pages, handed to mails, copies and the sign-in pages."""

from django.utils.translation import get_language

from accounts import look as sign_in
from cms import look
from cms.templatetags.cms import theme_url
from workflows import brand


def register_brand() -> None:
    """Have mails, copies and the sign-in pages take the look of the pages."""
    brand.register(colours)
    sign_in.register(on_sign_in)


def colours() -> brand.Colours:
    """Return the colours as they are now."""
    theme = look.current().theme
    return brand.Colours(theme.brand, theme.action, theme.link)


def on_sign_in() -> sign_in.Look:
    """Return what the sign-in pages show of the agency."""
    shown = look.current()
    logo = shown.logo
    if logo is None:
        return sign_in.Look(theme_url(shown))
    words = logo.alt.get(get_language() or "en") or logo.alt["en"]
    return sign_in.Look(theme_url(shown), logo.url, logo.width, logo.height, words, shown.with_name)
