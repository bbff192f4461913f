"""`/demo/`: who can sign in, what was mailed, and the mock records system with its faults. Never in production."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from csp.constants import NONE, UNSAFE_INLINE
from csp.decorators import csp
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.demo import PEOPLE, WORD
from forms.embed.build import integrity
from integrations.mail.folder import StoredMail, read_folder
from integrations.records.mock_rms import read_faults, set_faults, status
from integrations.texts.folder import read_texts

View = Callable[..., HttpResponse]
# Switch of the mock records system: what it is called here, and what it is set to when on.
FAULTS: dict[str, tuple[Any, Any]] = {
    "down": (gettext_lazy("Down: takes nothing"), True),
    "slow": (gettext_lazy("Slow: waits 5 seconds before each receipt"), 5),
    "lose_receipt": (gettext_lazy("Loses the receipt"), True),
    "duplicate_receipt": (gettext_lazy("Gives the receipt twice"), True),
    "reject": (gettext_lazy("Refuses every report"), True),
    "malformed_receipt": (gettext_lazy("Gives receipts that cannot be read"), True),
}


def demo_only(view: View) -> View:
    """Answer 404 unless this is the demonstration, asked for from this machine."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.DEMO or request.get_host().split(":")[0] not in settings.LOCAL_HOSTS:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@never_cache
@require_safe
@demo_only
def overview(request: HttpRequest) -> HttpResponse:
    """Show accounts, mails and the mock records system."""
    faults = read_faults(_rms())
    accounts = [
        {"name": f"{person.first_name} {person.last_name}", "user": person.username, "group": _(person.group)}
        for person in PEOPLE
    ]
    shown = {
        "accounts": accounts,
        "password": WORD,
        "mails": read_folder(),
        "texts": read_texts(),
        "faults": [(name, title, bool(faults.get(name))) for name, (title, _on) in FAULTS.items()],
        "accepted": len(status(_rms())),
    }
    return render(request, "config/demo.html", shown)


@never_cache
@require_safe
@demo_only
def embedded(request: HttpRequest) -> HttpResponse:
    """Show a page as another site would have it, with the report form as an element in it."""
    language = "fr" if request.GET.get("language") == "fr" else "en"
    shown = {"language": language, "type": request.GET.get("type", "")[:40], "integrity": integrity()}
    return render(request, "config/demo_embed.html", shown)


@never_cache
@require_safe
@demo_only
def mail(request: HttpRequest, mail_id: str) -> HttpResponse:
    """Show one mail as text, with the address of its HTML."""
    return render(request, "config/demo_mail.html", {"mail": _mail(mail_id)})


@csp({"default-src": [NONE], "style-src": [UNSAFE_INLINE]})
@never_cache
@require_safe
@demo_only
def mail_html(request: HttpRequest, mail_id: str) -> HttpResponse:
    """Show the HTML of a mail as a mail program would: alone, its styles within it."""
    return HttpResponse(_mail(mail_id).html)


@require_POST
@demo_only
def switch_faults(request: HttpRequest) -> HttpResponse:
    """Switch the faults of the mock records system on and off."""
    chosen = set(request.POST.getlist("fault"))
    set_faults(_rms(), {name: on for name, (_title, on) in FAULTS.items() if name in chosen})
    return redirect("demo")


def _mail(mail_id: str) -> StoredMail:
    for each in read_folder():
        if each.id == mail_id:
            return each
    raise Http404


def _rms() -> Path:
    return Path(settings.RECORDS_FOLDER)
