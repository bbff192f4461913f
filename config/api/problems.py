"""Problem documents (RFC 9457): one form for whatever is not answered, in the language asked for."""

import json
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from video.errors import CallError, LinkOver, NoRecording, NotYours
from workflows.api.refusals import Malformed, NotFound, NotSignedIn, Refusal, TooLarge, Unprocessable
from workflows.attempts import TooMany
from workflows.definition import Problem, pointer
from workflows.errors import (
    Closed,
    Invalid,
    NeverChanges,
    NotAllowed,
    Overtaken,
    Stale,
    WorkflowError,
    WrongState,
)

MEDIA_TYPE = "application/problem+json"
TITLES: dict[int, Any] = {
    400: gettext_lazy("Not understood"),
    401: gettext_lazy("A token is needed"),
    403: gettext_lazy("Not allowed"),
    404: gettext_lazy("Not found"),
    405: gettext_lazy("Not possible here"),
    409: gettext_lazy("Something changed in the meantime"),
    411: gettext_lazy("Length needed"),
    412: gettext_lazy("Changed elsewhere"),
    413: gettext_lazy("Too large"),
    415: gettext_lazy("Type of content not taken"),
    416: gettext_lazy("There is no such part"),
    422: gettext_lazy("Something needs your attention"),
    429: gettext_lazy("Too many requests"),
    500: gettext_lazy("Something went wrong on our side"),
    503: gettext_lazy("Not available at the moment"),
}
STATUSES: dict[type[WorkflowError], int] = {
    Overtaken: 409,
    WrongState: 409,
    NeverChanges: 409,
    Closed: 409,
    NotAllowed: 403,
    Stale: 412,
    Invalid: 422,
    TooMany: 429,
    LinkOver: 404,
    NoRecording: 403,
    NotYours: 403,
}


def document(
    status: int,
    code: str,
    detail: Any,
    *,
    problems: Any = (),
    headers: dict[str, str] | None = None,
    **more: Any,
) -> HttpResponse:
    """Return a problem document; `more` are members of its own."""
    body = {
        "type": "about:blank",
        "title": str(TITLES.get(status) or TITLES[500 if status >= 500 else 400]),
        "status": status,
        "detail": str(detail),
        "code": code,
        "errors": [{"path": each.path, "code": each.code, "message": str(each.message)} for each in problems],
        **more,
    }
    response = HttpResponse(json.dumps(body), status=status, content_type=MEDIA_TYPE)
    response["Cache-Control"] = "no-store"
    for name, value in (headers or {}).items():
        response[name] = value
    return response


def of_refusal(refusal: Refusal) -> HttpResponse:
    """Return the document of something that the API refuses itself."""
    return document(
        refusal.status,
        refusal.code,
        refusal,
        problems=refusal.problems,
        headers=refusal.headers,
        **refusal.more,
    )


def of_workflow_error(error: WorkflowError) -> HttpResponse:
    """Return the document of an action that cannot go ahead."""
    more: dict[str, Any] = {}
    headers: dict[str, str] = {}
    if isinstance(error, Overtaken):
        more["version"] = error.version
    if isinstance(error, Stale):
        more |= {"revision": error.revision, "stored": error.answers}
    if isinstance(error, CallError):
        more |= error.more
    if isinstance(error, TooMany):
        headers["Retry-After"] = str(error.retry_after)
    problems = error.problems if isinstance(error, Invalid) else []
    status = next((number for kind, number in STATUSES.items() if isinstance(error, kind)), 409)
    return document(status, error.code, error, problems=problems, headers=headers, **more)


def of_validation(error: ValidationError) -> HttpResponse:
    """Return the document of a body or a query that has not the form it needs."""
    return of_refusal(Unprocessable(problems=[_problem(each) for each in error.errors]))


def _problem(found: dict[str, Any]) -> Problem:
    where = list(found["loc"])
    path = where[2:] if where[0] == "body" else where[1:]
    if where[0] in {"form", "file"}:
        path = where[-1:]
    code, sentence = _said(str(found["type"]), found.get("ctx") or {})
    return Problem(pointer(*path), code, sentence)


def _said(kind: str, context: dict[str, Any]) -> tuple[str, str]:
    if kind == "missing":
        return "required", _("This is needed.")
    if kind in {"characters", "string_unicode"}:
        return "characters", _("The text holds characters that cannot be kept. Write it again.")
    if kind in {"string_too_long", "too_long"}:
        return "too_long", _("Write at most %(most)s characters.") % {"most": context.get("max_length", "")}
    if kind in {"literal_error", "enum"}:
        return "unknown", _("Choose from the list.")
    return "type", _("This has the wrong form.")


def of_http_error(error: HttpError) -> HttpResponse:
    """Return the document of what ninja refuses."""
    if isinstance(error.__cause__, Refusal):
        return of_refusal(error.__cause__)
    if isinstance(error, AuthenticationError):
        return of_refusal(NotSignedIn())
    if error.status_code == 400:
        return of_refusal(Malformed())
    return document(error.status_code, "refused", TITLES.get(error.status_code, error.message))


def of_suspicion(error: Exception) -> HttpResponse:
    """Return the document of a request that Django refuses to read."""
    too_large = isinstance(error, RequestDataTooBig)
    return of_refusal(TooLarge() if too_large else Refusal())


def handle_all(api: NinjaAPI) -> None:
    """Let every error of ours, of ninja and of Django be a problem document. All others fail loudly."""
    handlers: dict[Any, Callable[[Any], HttpResponse]] = {
        Refusal: of_refusal,
        WorkflowError: of_workflow_error,
        ValidationError: of_validation,
        HttpError: of_http_error,
        Http404: lambda _error: of_refusal(NotFound()),
        PermissionDenied: lambda _error: document(403, "not_allowed", TITLES[403]),
        SuspiciousOperation: of_suspicion,
        MultiPartParserError: of_suspicion,
        UnreadablePostError: of_suspicion,
        Exception: _unexpected,
    }
    for kind, answer in handlers.items():
        api.add_exception_handler(kind, _handler(answer))


def _handler(answer: Callable[[Any], HttpResponse]) -> Any:
    return lambda _request, error: answer(error)


def _unexpected(error: Exception) -> HttpResponse:
    raise error


def for_status(response: HttpResponse) -> HttpResponse:
    """Return the document that says what a page of the framework says; the headers that matter are kept."""
    status = response.status_code
    codes = {404: "not_found", 405: "method", 413: "too_large", 500: "error", 403: "not_allowed"}
    details = {404: NotFound.sentence, 413: TooLarge.sentence, 400: Refusal.sentence}
    detail = details.get(status) or TITLES.get(status) or TITLES[500 if status >= 500 else 400]
    kept = {name: response[name] for name in ("Allow", "Retry-After", "WWW-Authenticate") if name in response}
    return document(status, codes.get(status, "refused"), detail, headers=kept)
