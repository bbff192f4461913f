"""The API's start: who we are, what can be reported now, what a client may do and where all else is."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now
from ninja import Router
from pydantic import BaseModel

from cms.models import Notice
from forms.listing import open_types
from workflows import definition
from workflows.api.answers import answers
from workflows.api.expand import Parts, asked_parts, expands, with_parts
from workflows.api.limits import limits
from workflows.api.refusals import NotFound
from workflows.api.replies import ROOT, language_of, moment, reply, version_reference
from workflows.api.shapes import PARTS, DefinitionReference
from workflows.api.vocabularies import VOCABULARIES, choices_in, state_table
from workflows.models import FormVersion

router = Router(tags=["Start"])
START_PARTS = ("workflow", "vocabularies", "definitions")
TYPE_PARTS = ("definition", "schema", "form", "versions")


class OpenType(BaseModel):
    """A report type that can be begun now."""

    key: str
    title: str
    summary: str
    url: str
    languages: list[str]
    definition: DefinitionReference

    links: dict[str, str]
    expanded: dict[str, Any] | None = PARTS


class OpenTypes(BaseModel):
    """The report types that can be begun now."""

    items: list[OpenType]
    next: str | None


class VersionItem(BaseModel):
    """A version of a report type."""

    digest: str
    number: int
    href: str
    languages: list[str]
    created_at: str | None
    current: bool


class Versions(BaseModel):
    """All versions of a report type, the latest first."""

    items: list[VersionItem]
    next: str | None


class NoticeOut(BaseModel):
    """A notice that stands on every page."""

    severity: str
    title: str
    text: str
    starts: str | None
    ends: str | None


class Start(BaseModel):
    """Where a client begins."""

    languages: list[str]
    agency: dict[str, str]
    limits: dict[str, int]
    report_types: list[OpenType]
    notices: list[NoticeOut]
    maintenance: bool
    links: dict[str, str]
    expanded: dict[str, Any] | None = PARTS


@router.get("/", summary="Start", response=answers({200: Start}, 422))
@expands(*START_PARTS)
def start(request: HttpRequest) -> HttpResponse:
    """Say what the agency takes now, within which limits, and where everything is."""
    language = language_of(request)
    asked = asked_parts(request, START_PARTS)
    types = open_types(language)
    told = {
        "languages": [code for code, _name in settings.LANGUAGES],
        "agency": _agency(language),
        "limits": limits(),
        "report_types": types,
        "notices": [_notice(notice) for notice in Notice.objects.showing(now(), None)],
        "maintenance": settings.MAINTENANCE,
        "links": _links(language),
    }
    parts = {
        "workflow": state_table,
        "vocabularies": lambda: {name: choices_in(name, language) for name in VOCABULARIES},
        "definitions": lambda: bodies_of(types),
    }
    return reply(with_parts(told, asked, parts))


@router.get("/report-types", summary="Open report types", response=answers({200: OpenTypes}, 422))
@expands(*TYPE_PARTS)
def report_types(request: HttpRequest) -> HttpResponse:
    """List the report types that can be begun now."""
    language = language_of(request)
    asked = asked_parts(request, TYPE_PARTS)
    return reply({"items": _expanded(open_types(language), asked, language), "next": None})


@router.get("/report-types/{key}", summary="One report type", response=answers({200: OpenType}, 404, 422))
@expands(*TYPE_PARTS)
def report_type(request: HttpRequest, key: str) -> HttpResponse:
    """Give a report type that can be begun now."""
    language = language_of(request)
    asked = asked_parts(request, TYPE_PARTS)
    return reply(_expanded([_open(key, language)], asked, language)[0])


@router.get("/report-types/{key}/versions", summary="Its versions", response=answers({200: Versions}, 404))
def versions(request: HttpRequest, key: str) -> HttpResponse:
    """List every version of a report type that can be begun now: reports stay with the one they began with."""
    _open(key, language_of(request))
    return reply({"items": versions_of([key])[key], "next": None})


def _open(key: str, language: str) -> dict[str, Any]:
    found = next((each for each in open_types(language) if each["key"] == key), None)
    if found is None:
        raise NotFound
    return found


def _expanded(types: list[dict[str, Any]], asked: list[str], language: str) -> list[dict[str, Any]]:
    """Return types with the parts asked for: one query for a kind of part, however many types there are."""
    bodies = (
        {each["digest"]: each["body"] for each in bodies_of(types)}
        if {"definition", "schema", "form"} & set(asked)
        else {}
    )
    listed = versions_of([each["key"] for each in types]) if "versions" in asked else {}

    def parts(each: dict[str, Any]) -> Parts:
        digest = each["definition"]["digest"]
        return {
            "definition": lambda: bodies[digest],
            "schema": lambda: definition.answers_schema(bodies[digest], language),
            "form": lambda: definition.form_in(bodies[digest], language),
            "versions": lambda: {"items": listed[each["key"]], "next": None},
        }

    return [with_parts(each, asked, parts(each)) for each in types]


def bodies_of(types: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the current versions of types, by digest."""
    digests = [each["definition"]["digest"] for each in types]
    found = FormVersion.objects.filter(digest__in=digests).order_by("digest")
    return [{"digest": each.digest, "body": each.definition} for each in found]


def versions_of(keys: list[str]) -> dict[str, list[dict[str, Any]]]:
    """Return every version of each type, the latest first."""
    rows = (
        FormVersion.objects.filter(report_type__key__in=keys).select_related("report_type").defer("canonical")
    )
    found: dict[str, list[dict[str, Any]]] = {key: [] for key in keys}
    for row in rows.order_by("-number"):
        found[row.report_type.key].append(
            {
                **version_reference(row),
                "languages": row.languages,
                "created_at": moment(row.created_at),
                "current": row.pk == row.report_type.current_version_id,
            }
        )
    return found


def _agency(language: str) -> dict[str, str]:
    agency = settings.AGENCY
    return {
        "name": agency["name"][language],
        "city": agency["city"][language],
        "phone": agency["phone"],
        "email": agency["email"],
    }


def _notice(notice: Notice) -> dict[str, Any]:
    return {
        "severity": notice.severity,
        "title": notice.title,
        "text": notice.text,
        "starts": moment(notice.starts),
        "ends": moment(notice.ends),
    }


def _links(language: str) -> dict[str, str]:
    return {
        "report_types": f"{ROOT}/report-types",
        "workflow": f"{ROOT}/workflow",
        **{f"vocabulary_{name.replace('-', '_')}": f"{ROOT}/vocabularies/{name}" for name in VOCABULARIES},
        "report_type": f"{ROOT}/report-types/{{key}}",
        "desk": f"{ROOT}/desk/reports",
        "desk_filters": f"{ROOT}/desk/filters",
        "drafts": f"{ROOT}/drafts",
        "resume": f"{ROOT}/drafts/resume",
        "access": f"{ROOT}/access",
        "surveys": f"{ROOT}/surveys",
        "openapi": f"{ROOT}/openapi.json",
        "definition_schema": f"{ROOT}/definition.schema.json",
        "pages": "/api/v2/pages/",
        "site": f"/{language}/",
        "track": f"/{language}/track/",
        "verify": f"/{language}/verify/",
    }
