"""Chosen parts in one request: `?expand=history,workflow` gives what their own addresses give, under `expanded`."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from workflows.api.refusals import Unprocessable
from workflows.definition import Problem

PARAMETER = "expand"
Parts = Mapping[str, Callable[[], Any]]


def expands(*names: str) -> Callable[[Any], Any]:
    """Say in the API's document which parts an operation can give along."""

    def mark(view: Any) -> Any:
        view.parameters = [*getattr(view, "parameters", ()), described(names)]
        view.parts = names
        return view

    return mark


def described(names: tuple[str, ...]) -> dict[str, Any]:
    """Return the parameter as the API's document has it."""
    return {
        "in": "query",
        "name": PARAMETER,
        "required": False,
        "style": "form",
        "explode": False,
        "description": "Parts to give along under `expanded`, each as its own address in `links` gives it.",
        "schema": {"type": "array", "items": {"type": "string", "enum": list(names)}, "uniqueItems": True},
    }


def asked_parts(request: HttpRequest, names: tuple[str, ...]) -> list[str]:
    """Return the parts that a call asks for, once each; names with commas or the parameter again both count."""
    given = [
        part.strip() for text in request.GET.getlist(PARAMETER) for part in text.split(",") if part.strip()
    ]
    if any(each not in names for each in given):
        sentence = _("There is no such part here. Known are: %s.") % ", ".join(names)
        raise Unprocessable(problems=[Problem(f"/{PARAMETER}", "unknown", sentence)])
    return list(dict.fromkeys(given))


def with_parts(resource: dict[str, Any], asked: list[str], parts: Parts) -> dict[str, Any]:
    """Return the resource with the parts that were asked for."""
    return {**resource, "expanded": {name: parts[name]() for name in asked}} if asked else resource
