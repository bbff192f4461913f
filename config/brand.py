"""The colours that staff set for the pages, handed to mails and copies."""

from cms import look
from workflows import brand


def register_brand() -> None:
    """Have mails and copies take the colours of the pages."""
    brand.register(colours)


def colours() -> brand.Colours:
    """Return the colours as they are now."""
    theme = look.current().theme
    return brand.Colours(theme.brand, theme.action)
