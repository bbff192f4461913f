"""The API's start: who we are, what can be reported now, what a client may do and where all else is."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now
from ninja import Router
from pydantic import BaseModel

from cms.models import Notice
from forms.listing import open_types
from workflows.api.answers import answers
from workflows.api.limits import limits
from workflows.api.replies import ROOT, language_of, moment, reply
from workflows.api.shapes import DefinitionReference
from workflows.api.vocabularies import VOCABULARIES

router = Router(tags=["Start"])


class OpenType(BaseModel):
    """A report type that can be begun now."""

    key: str
    title: str
    summary: str
    url: str
    languages: list[str]
    definition: DefinitionReference


class OpenTypes(BaseModel):
    """The report types that can be begun now."""

    items: list[OpenType]
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


@router.get("/", summary="Start", response=answers({200: Start}))
def start(request: HttpRequest) -> HttpResponse:
    """Say what the agency takes now, within which limits, and where everything is."""
    language = language_of(request)
    return reply(
        {
            "languages": [code for code, _name in settings.LANGUAGES],
            "agency": _agency(language),
            "limits": limits(),
            "report_types": open_types(language),
            "notices": [_notice(notice) for notice in Notice.objects.showing(now(), None)],
            "maintenance": settings.MAINTENANCE,
            "links": _links(language),
        }
    )


@router.get("/report-types", summary="Open report types", response=answers({200: OpenTypes}))
def report_types(request: HttpRequest) -> HttpResponse:
    """List the report types that can be begun now."""
    return reply({"items": open_types(language_of(request)), "next": None})


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
        "drafts": f"{ROOT}/drafts",
        "resume": f"{ROOT}/drafts/resume",
        "access": f"{ROOT}/access",
        "openapi": f"{ROOT}/openapi.json",
        "definition_schema": f"{ROOT}/definition.schema.json",
        "pages": "/api/v2/pages/",
        "site": f"/{language}/",
        "track": f"/{language}/track/",
        "verify": f"/{language}/verify/",
    }
