"""“Was this information useful?”: two posts without a cookie, whose answers are pages, or parts of one with JavaScript.

The first says yes or no and is counted at once; after "no" a second may add words. What ties them together is a signed
number in the form. No token against forgery stands in cached pages: the browser says where a form was sent from.
"""

from typing import Any

from django import forms
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from wagtail.models import Page

from cms.feedback.actions import LONGEST, add_text, give, tidied
from cms.feedback.help import ways_to_help
from cms.from_here import is_from_here
from cms.limits import is_too_often
from cms.models import Feedback, PrivacyNotice, PublicPage
from cms.rendering import PublicForm
from cms.visitors import address_of

NOTICE = "feedback"
SALT, HOLDS = "page-feedback", 24 * 3600
SPAN = 15 * 60


class Words(PublicForm):
    """What is missing or wrong, in a few sentences."""

    text = forms.CharField(
        label=gettext_lazy("What is missing or wrong?"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5, "data-count": LONGEST, "autocomplete": "off"}),
        help_text=gettext_lazy(
            "Up to 300 characters. Write nothing that says who you are: no name, phone, e-mail, address or number."
        ),
    )

    def clean_text(self) -> str:
        """Return the text as it is kept; one that is too long says by how much."""
        text = tidied(self.cleaned_data["text"])
        over = len(text) - LONGEST
        if over > 0:
            raise forms.ValidationError(
                _("Shorten your text to 300 characters. It has %(over)d too many."), params={"over": over}
            )
        return text


@csrf_exempt
@require_POST
def feedback(request: HttpRequest) -> HttpResponse:
    """Take one of the two posts."""
    if not is_from_here(request):
        return answer(request, "from_elsewhere", status=403)
    if is_too_often("feedback", address_of(request), most=settings.FEEDBACK_PER_ADDRESS, seconds=SPAN):
        response = answer(request, "too_often", status=429, typed=request.POST.get("text", ""))
        response["Retry-After"] = str(SPAN)
        return response
    if request.POST.get("website"):  # a field that no person sees
        return answer(request, "thanks")
    return words(request) if "token" in request.POST else first(request)


def first(request: HttpRequest) -> HttpResponse:
    """Count yes or no; after no ask what is missing, where a privacy notice says what becomes of it."""
    page = asking_page(request.POST.get("page", ""))
    useful = request.POST.get("useful")
    if page is None or useful not in ("yes", "no"):
        return answer(request, "gone", status=404)
    given = give(page, useful=useful == "yes")
    notice = None if given.useful else PrivacyNotice.objects.filter(key=NOTICE).first()
    if notice is None:
        return answer(request, "thanks", page=page)
    return ask(request, Words(), given, notice, page)


def ask(
    request: HttpRequest,
    form: Words,
    given: Feedback,
    notice: PrivacyNotice | None,
    page: Page | None,
    **more: Any,
) -> HttpResponse:
    """Show the box for words, with the privacy notice beside it."""
    token = signing.dumps(given.pk, salt=SALT)
    told = notice.frozen() if notice else {}
    said = {
        name: text.get(get_language() or "en", "") for name, text in told.items() if isinstance(text, dict)
    }
    return answer(
        request,
        "ask",
        page=page,
        form=form,
        token=token,
        privacy={**said, "phone": told.get("phone", "")},
        **more,
    )


def words(request: HttpRequest) -> HttpResponse:
    """Keep the words, scrubbed; words that point at danger are answered with help at once."""
    given = read_token(request.POST["token"])
    form = Words(request.POST)
    if given is None:
        return answer(request, "late", status=410, typed=request.POST.get("text", ""))
    page = given.page.specific if given.page else None
    if not form.is_valid():
        return ask(request, form, given, PrivacyNotice.objects.filter(key=NOTICE).first(), page, status=422)
    kept = add_text(given, form.cleaned_data["text"])
    if kept.alarm:
        return answer(request, "help", page=page, ways=ways_to_help(kept.alarm))
    return answer(request, "thanks", page=page, scrubbed=bool(kept.scrubbed))


def read_token(token: str) -> Feedback | None:
    """Return the answer that a form belongs to; nothing when it is forged or a day old."""
    try:
        pk = signing.loads(token, salt=SALT, max_age=HOLDS)
    except signing.BadSignature:
        return None
    return Feedback.objects.select_related("page").filter(pk=pk).first()


def asking_page(number: str) -> PublicPage | None:
    """Return the live page with a number that asks whether it is useful."""
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        return None
    page = Page.objects.live().public().filter(pk=int(number)).first()
    found = page.specific if page else None
    return found if isinstance(found, PublicPage) and found.asks_if_useful else None


def answer(request: HttpRequest, state: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """Answer with a page of its own, which a script takes the middle part of. Nobody keeps it."""
    response = render(
        request,
        "cms/feedback.html",
        {"state": state, "about": context.pop("page", None), **context},
        status=status,
    )
    response["Cache-Control"] = "private, no-store"
    return response
