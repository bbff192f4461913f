"""The OpenAPI 3.1 document: ninja's, with problem documents as what they are and examples for every status."""

import copy
import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from ninja import NinjaAPI
from ninja.openapi.schema import get_schema

from cms import content_document
from config.api.problems import MEDIA_TYPE, TITLES
from workflows.api.once import HEADER, LONGEST_KEY

DESCRIPTION = """Reports to the agency, from the first answer to the records system's receipt, without our pages.

Language: `?language=`, then `Accept-Language`, then English. What is refused is a problem document (RFC 9457) whose
`errors[].path` is a JSON Pointer. Three secrets never stand in for each other: a draft's token, a report's token (from
`POST access`), and a token of staff. docs/api/ walks through a whole report.

The content of the public pages (tag “Content”, `/api/v2/`) is there to read, without a token; what it refuses is
`{message}`."""
CODES = {
    400: "malformed",
    401: "no_token",
    403: "not_allowed",
    404: "not_found",
    409: "overtaken",
    412: "stale",
    413: "too_large",
    415: "media_type",
    416: "no_such_range",
    422: "invalid",
    429: "too_many_requests",
    503: "unavailable",
}
DETAILS = {
    400: "The body is not valid JSON.",
    401: "This call needs a token. Send it as “Authorization: Bearer …”.",
    403: "Your role may not do this.",
    404: "There is nothing here, or it is not yours to see.",
    409: "Somebody else changed this report while you had it open. Look at it again, then decide.",
    412: "This report was changed on another device. Compare both texts and choose.",
    413: "This is larger than what is taken here.",
    415: "This type of content is not taken here.",
    416: "The film has no such part.",
    422: "Some answers need your attention.",
    429: "There were too many requests. Wait, then try again.",
    503: "This cannot be done at the moment. Try again in a minute.",
}
EXTRAS: dict[int, dict[str, Any]] = {
    409: {"version": 4},
    412: {"revision": 7, "stored": {"story": "One text"}, "sent": {"story": "Another"}},
    422: {"errors": [{"path": "/story", "code": "required", "message": "Tell us what happened."}]},
}


LIMITS: dict[str, Any] = {
    "RateLimit-Policy": {
        "description": "Each limit that the call counts for: `q` calls in `w` seconds.",
        "schema": {"type": "string", "examples": ['"address";q=600;w=60']},
    },
    "RateLimit": {
        "description": "What is left of each: `r` calls, until it begins anew in `t` seconds.",
        "schema": {"type": "string", "examples": ['"address";r=598;t=42']},
    },
}
ETAG: dict[str, Any] = {"ETag": {"description": "Marks this content.", "schema": {"type": "string"}}}
IF_NONE_MATCH: dict[str, Any] = {
    "in": "header",
    "name": "If-None-Match",
    "required": False,
    "description": "The ETag of the answer that you have: 304 when it still holds.",
    "schema": {"type": "string", "maxLength": 200},
}
KEY: dict[str, Any] = {
    "in": "header",
    "name": HEADER,
    "required": False,
    "description": (
        "One key per thing to be done, such as a UUID. The same key with the same body gives the same answer for a "
        "day and does nothing again; with another body it is 422, `key_reused`; while the first call runs, 409."
    ),
    "schema": {"type": "string", "maxLength": LONGEST_KEY},
}


def serve(request: HttpRequest, api: NinjaAPI) -> HttpResponse:
    """Give the document; it is made once a process."""
    if request.method != "GET":
        return HttpResponseNotAllowed(["GET", "HEAD"])
    response = HttpResponse(_written(api), content_type="application/json")
    response["Cache-Control"] = "public, max-age=300"
    return response


@cache
def _written(api: NinjaAPI) -> bytes:
    return json.dumps(document(api), indent=1).encode()


def document(api: NinjaAPI) -> dict[str, Any]:
    """Return the whole document."""
    made = json.loads(json.dumps(get_schema(api=api, path_prefix="api/v1/")))
    made["servers"] = [{"url": "/"}]
    for path, methods in made["paths"].items():
        for operation in methods.values():
            _mend_responses(operation, made["components"]["schemas"])
            _mend_body(operation, made["components"]["schemas"])
            _mend_parameters(operation, path)
        if "get" in methods and not path.endswith("/drafts/{draft_id}"):
            _say_unchanged(methods["get"])
    for operation, view in _with_views(api, made):
        operation["parameters"] += [
            *getattr(view, "parameters", ()),
            *([KEY] if hasattr(view, "takes_key") else []),
        ]
        if hasattr(view, "deprecated_until"):
            operation["deprecated"] = True
    _add_content(made)
    return dict(made)


def _add_content(made: dict[str, Any]) -> None:
    """Describe the content API beside ours: to read only, and its refusals are Wagtail's."""
    made["paths"] |= copy.deepcopy(content_document.paths())
    made["components"]["schemas"] |= copy.deepcopy(content_document.SCHEMAS)


def _with_views(api: NinjaAPI, made: dict[str, Any]) -> Iterator[tuple[dict[str, Any], Any]]:
    """Yield each operation of the document with the function that answers it."""
    known = {each["operationId"]: each for methods in made["paths"].values() for each in methods.values()}
    for _prefix, router in api._routers:
        for path in router.path_operations.values():
            for operation in path.operations:
                name = operation.operation_id or api.get_openapi_operation_id(operation)
                yield known[name], operation.view_func


def _say_unchanged(operation: dict[str, Any]) -> None:
    """Say that an answer has an ETag, and that a caller who has it already gets 304."""
    operation["parameters"].append(IF_NONE_MATCH)
    operation["responses"]["200"]["headers"] |= ETAG
    operation["responses"]["304"] = {"description": "Nothing changed.", "headers": {**LIMITS, **ETAG}}


def _mend_responses(operation: dict[str, Any], schemas: dict[str, Any]) -> None:
    for status, response in operation["responses"].items():
        number = int(status)
        if number < 400:
            _mend_good(response, schemas)
        else:
            schema = response["content"].pop("application/json")["schema"]
            response["content"][MEDIA_TYPE] = {"schema": schema, "example": problem(number)}
            response["description"] = str(TITLES[number])
    for response in operation["responses"].values():
        response["headers"] = {**response.get("headers", {}), **LIMITS}
    operation["responses"]["429"]["headers"]["Retry-After"] = {
        "description": "Seconds to wait.",
        "schema": {"type": "integer"},
    }


def _mend_good(response: dict[str, Any], schemas: dict[str, Any]) -> None:
    content = response.get("content", {}).get("application/json")
    if content and "$ref" in content["schema"]:
        content["example"] = _example(content["schema"], schemas)


def _mend_body(operation: dict[str, Any], schemas: dict[str, Any]) -> None:
    for media_type, content in operation.get("requestBody", {}).get("content", {}).items():
        reference = content["schema"].get("$ref") or content["schema"].get("anyOf", [{}])[0].get("$ref")
        if media_type == "application/json" and reference:
            content["example"] = _example(schemas[reference.rpartition("/")[2]], schemas)


def _example(schema: dict[str, Any], schemas: dict[str, Any]) -> Any:
    """Return an example of a schema, put together from those of its members."""
    if "$ref" in schema:
        return _example(schemas[schema["$ref"].rpartition("/")[2]], schemas)
    if "examples" in schema:
        return schema["examples"][0]
    if "properties" in schema:
        return {name: _example(part, schemas) for name, part in schema["properties"].items()}
    if "anyOf" in schema:
        return _example(schema["anyOf"][0], schemas)
    if "enum" in schema or "const" in schema:
        return schema.get("const", schema.get("enum", [None])[0])
    if "default" in schema:
        return schema["default"]
    return {"array": [], "object": {}, "boolean": False, "integer": 1}.get(schema.get("type", ""), "")


def _mend_parameters(operation: dict[str, Any], path: str) -> None:
    language = {
        "in": "query",
        "name": "language",
        "required": False,
        "description": "Language of titles and messages; else `Accept-Language`, else English.",
        "schema": {"type": "string", "enum": ["en", "fr"]},
    }
    operation["parameters"] = [*operation.get("parameters", ()), language]
    for parameter in operation["parameters"]:
        parameter.pop("examples", None)  # in a parameter these are of another form than in a schema


def problem(status: int) -> dict[str, Any]:
    """Return a problem document as an example."""
    return copy.deepcopy(
        {
            "type": "about:blank",
            "title": str(TITLES[status]),
            "status": status,
            "detail": DETAILS[status],
            "code": CODES[status],
            "errors": [],
            **EXTRAS.get(status, {}),
        }
    )
