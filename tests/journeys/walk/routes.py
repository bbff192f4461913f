"""Every pattern of the site's addresses that shows a page to a person, and those that the walk leaves out, with why."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver

OURS: Final = ("accounts", "cms", "config", "forms", "video", "workflows")
# Views of packages that show something of ours: registers, sign-in with our templates, the admin's start.
SHOWN_FOR_US: Final = ("wagtail_modeladmin.options", "allauth.account", "allauth.mfa")
LEFT_OUT: Final[dict[str, str]] = {
    r"^healthz$|^\^?api/|^theme(-admin)?\.css$|^sitemap\.xml$|^media/": "no page",
    r"\.(csv|pdf|svg)$|outlines\.json$|jsi18n": "no page",
    r"/(files|uploads)/|/(thumbnail|original)/$|recovery-codes/download": "a file, not a page",
    r"^$|^track/$|^verify/$|^video/$": "leads to the page in the language of the browser",
    r"^demo/mail/<str:mail_id>/html/$": "a mail: the catalogue of both languages has them all",
    r"^demo/embed/$": "a page of another site; tests/journeys/test_other_sites.py looks at it",
    r"^demo/faults/$|^accounts/language/$": "takes a form, shows nothing",
    r"^accounts/(login/code|signup|email|\^?confirm-email|inactive|3rdparty|social|logout)": (
        "closed here: staff are made by administrators and sign in with a password and a second factor"
    ),
    r"^accounts/\^?password/(set|reset/key|\^reset)": "needs a link out of a mail",
    r"^accounts/2fa/(authenticate|reauthenticate|webauthn/|totp/deactivate|recovery-codes)": (
        "needs a second factor, which a demonstration on this machine has not; tests/accounts sign in with one"
    ),
    r"^admin/login/$|password_reset/$": "leads to our own sign-in",
    r"/(delete|usage|history|results|history-results|choose|chosen|chosen-multiple|revert)/": (
        "Wagtail's own page over rows of ours, with nothing of ours on it"
    ),
    r"^admin/(snippets|users|workflows)/.*/?copy/": "the form to edit a row, filled in",
    r"check/$|still-right/$|try/(standing|answers|keep)/$": "answers a script in the editor, with a part of a page",
    r"^admin/workflows/(followup|transfer|delivery|event)/(create|edit|delete)/": "only read: refused",
    r"^admin/workflows/reporttype/create/": "made by publishing a page: refused",
    r"^admin/cms/feedback/create/": "given by readers: refused",
    r"video/ask/$|^desk/video/invite/": "takes a form, and leads on",
    r"^admin/redirects/import/process/$|^admin/webhooks/<short:pk>/act/$|^desk/enter/<uuid:draft_id>/$": (
        "takes a form, and leads on"
    ),
    r"^admin/images/chooser/": "the window for an image, given to a script in the editor; `unlinked.py` opens it there",
    r"^admin/snippets/cms/notice/preview/": "needs what was typed in the editor beside it",
    r"^admin/page-check/.*/(screen|publish)/$": "answers a script in the editor",
    r"/code\.<str:kind>$": "no page",
    r"^desk/.*/send-link/$|give-up/$|use-language/$|/(message|again|leave)/": (
        "takes a form, and shows the page that it stands on"
    ),
    r"<str:action>/$|^desk/<str:number>/effects": "takes a form, and shows the report that it stands on",
    r"away/|continue/|kiosk/done/|/export/": "leads on, or gives a file",
    r"resume/link/|form/<slug:code>": "needs a link out of a mail; tests/forms open it",
    r"^admin/(test404|sprite|icons)": "Wagtail's own",
    r"_util/login": "led to our sign-in",
    r"admin/effects/<\w+:pk>/mend/": "opens by a button that sends a form; tests/workflows look at it",
    r"admin/api-tokens/<int:pk>/revoke/": "asks before it ends a token; tests/accounts look at it",
}


def to_walk() -> dict[str, str]:
    """Return the patterns of ours that have to be walked, with the view's name."""
    return {
        route: name for route, name in _ours() if not any(re.search(pattern, route) for pattern in LEFT_OUT)
    }


def without_arguments(routes: Iterable[str]) -> list[str]:
    """Return the addresses of staff among the patterns that need nothing filled in."""
    plain = [re.sub(r"[\^$]", "", route) for route in routes if not re.search(r"[<(]", route)]
    return [f"/{route}" for route in plain if route.startswith(("admin/", "desk/", "accounts/"))]


def _ours() -> Iterator[tuple[str, str]]:
    for route, callback in _all(get_resolver().url_patterns, ""):
        view = getattr(callback, "view_class", None) or getattr(callback, "cls", None) or callback
        model = getattr(callback, "view_initkwargs", {}).get("model")
        of_ours = view.__module__.split(".")[0] in OURS or view.__module__.startswith(SHOWN_FOR_US)
        rows_of_ours = isinstance(model, type) and model.__module__.split(".")[0] in OURS
        if of_ours or rows_of_ours:
            yield route, f"{view.__module__}.{getattr(view, '__qualname__', view)}"


def _all(patterns: Iterable[URLPattern | URLResolver], before: str) -> Iterator[tuple[str, Any]]:
    for each in patterns:
        # As Django joins them (`_join_route`).
        own = str(each.pattern)
        route = before + own.removeprefix("^") if before else own
        if isinstance(each, URLPattern):
            yield route, each.callback
        else:
            yield from _all(each.url_patterns, route)
