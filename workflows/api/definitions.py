"""Versions of report types, as stored: immutable, so kept by every cache for ever."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from ninja import Router

from workflows import definition
from workflows.api import shapes
from workflows.api.answers import answers, of_type
from workflows.api.refusals import NotFound
from workflows.api.replies import language_of, reply
from workflows.definition_schema import definition_schema
from workflows.models import FormVersion

router = Router(tags=["Definitions"])
FOR_EVER = "public, max-age=31536000, immutable"


@router.get(
    "/definitions/{digest}",
    summary="A version's body",
    response=answers({200: None, 304: None}, 404),
    openapi_extra=of_type(200, "application/json", "RFC 8785 canonical JSON; its SHA-256 is the digest"),
)
def body(request: HttpRequest, digest: str) -> HttpResponse:
    """Give the bytes that the digest is of."""
    return _kept(request, digest, _version(digest).canonical.encode(), "application/json")


@router.get(
    "/definitions/{digest}/answers.schema.json",
    summary="What answers can be submitted",
    response=answers({200: None, 304: None}, 404),
    openapi_extra=of_type(200, "application/schema+json", "JSON Schema 2020-12"),
)
def answers_schema(request: HttpRequest, digest: str) -> HttpResponse:
    """Give the JSON Schema of answers that can be submitted."""
    schema: dict[str, Any] = definition.answers_schema(_version(digest).definition, language_of(request))
    response = reply(schema, Cache_Control="public, max-age=3600")
    response["Content-Type"] = "application/schema+json"
    return response


@router.get(
    "/definitions/{digest}/form",
    summary="The form in one language",
    response=answers({200: shapes.FormOut}, 404),
)
def form(request: HttpRequest, digest: str) -> HttpResponse:
    """Give the form with the title of each choice and part in one language: all that a client draws."""
    told = definition.form_in(_version(digest).definition, language_of(request))
    return reply(told, Cache_Control="public, max-age=3600")


@router.get(
    "/definition.schema.json",
    summary="What a definition is",
    response=answers({200: None}),
    openapi_extra=of_type(200, "application/schema+json", "JSON Schema 2020-12 of every version's body"),
)
def schema_of_definitions(request: HttpRequest) -> HttpResponse:
    """Give the JSON Schema of definitions of the present schema version."""
    response = reply(definition_schema(), Cache_Control="public, max-age=3600")
    response["Content-Type"] = "application/schema+json"
    return response


def _version(digest: str) -> FormVersion:
    found: FormVersion | None = FormVersion.objects.filter(digest=digest).first()
    if found is None:
        raise NotFound
    return found


def _kept(request: HttpRequest, digest: str, content: bytes, media_type: str) -> HttpResponse:
    etag = f'"{digest}"'
    fresh = etag in request.headers.get("If-None-Match", "")
    response = HttpResponseNotModified() if fresh else HttpResponse(content, content_type=media_type)
    response["ETag"] = etag
    response["Cache-Control"] = FOR_EVER
    return response
