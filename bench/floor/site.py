"""The floor's addresses and views."""

import csv
import io
import json
import uuid
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from bench.floor.models import Draft, Page, Report

COLUMNS = ("number", "status", "version", "summary", "due_on", "submitted_at", "answers")


def page(request: HttpRequest) -> HttpResponse:
    """A page from its row and a template."""
    return render(request, "page", {"page": Page.objects.get(pk=1)})


def page_json(request: HttpRequest) -> HttpResponse:
    """The same page as JSON."""
    found = Page.objects.get(pk=1)
    return JsonResponse({"id": found.pk, "title": found.title, "body": found.body})


def step(request: HttpRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Save one answer of a draft."""
    with transaction.atomic():
        draft = Draft.objects.select_for_update().get(pk=draft_id)
        draft.answers = {**draft.answers, "story": request.POST["story"]}
        draft.save(update_fields=["answers", "saved_at"])
    return HttpResponseRedirect("/next/")


@csrf_exempt
def upload(request: HttpRequest) -> HttpResponse:
    """Keep a photo in a file."""
    file = request.FILES["file"]
    name = f"{uuid.uuid4().hex}.jpg"
    with (settings.FOLDER / name).open("wb") as kept:
        kept.write(file.read())
    return JsonResponse({"id": name}, status=201)


@csrf_exempt
def submission(request: HttpRequest) -> HttpResponse:
    """Write a report."""
    body = json.loads(request.body)
    with transaction.atomic():
        report = Report.objects.create(
            number=uuid.uuid4().hex,
            summary=body["answers"]["summary"],
            due_on=date(2026, 1, 1),
            answers=body["answers"],
            photo=body["photo"],
        )
    return JsonResponse({"number": report.number}, status=201)


@csrf_exempt
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a report's state, under its lock."""
    with transaction.atomic():
        report = Report.objects.select_for_update().get(pk=pk)
        report.status = "under_review" if report.status == "submitted" else "submitted"
        report.version += 1
        report.save(update_fields=["status", "version"])
    return JsonResponse({"status": report.status, "version": report.version})


def _listed() -> list[Any]:
    return list(Report.objects.filter(status="submitted").order_by("due_on", "id").defer("answers")[:25])


def list_json(request: HttpRequest) -> HttpResponse:
    """25 reports of one state as JSON."""
    names = ("number", "status", "version", "summary", "due_on", "submitted_at")
    return JsonResponse({"items": [{name: getattr(row, name) for name in names} for row in _listed()]})


def list_html(request: HttpRequest) -> HttpResponse:
    """25 reports of one state as a table."""
    return render(request, "list", {"rows": _listed()})


def table(request: HttpRequest) -> HttpResponse:
    """All reports as CSV."""
    return StreamingHttpResponse(_lines(), content_type="text/csv")


def _lines() -> Iterator[str]:
    for row in Report.objects.values_list(*COLUMNS).iterator():
        line = io.StringIO()
        csv.writer(line).writerow(row)
        yield line.getvalue()


urlpatterns = [
    path("page/", page),
    path("page.json", page_json),
    path("step/<uuid:draft_id>/", step),
    path("upload", upload),
    path("submission", submission),
    path("move/<int:pk>", move),
    path("list.json", list_json),
    path("list/", list_html),
    path("table.csv", table),
]
