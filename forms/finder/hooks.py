"""What editors of a finder are told once it is published."""

from django.contrib import messages
from django.http import HttpRequest
from wagtail.models import Page

from forms.finder.lint import drift
from forms.models import FinderPage


def say_what_a_translation_has_more(request: HttpRequest, page: Page) -> None:
    """Tell who published a finder what only its translations have."""
    if isinstance(page, FinderPage):
        for sentence in drift(page):
            messages.warning(request, sentence)
