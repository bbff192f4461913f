"""Packages for a records system that collects them itself: list, read, acknowledge."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router

from accounts.models import User
from workflows.api import bodies, shapes
from workflows.api.answers import answers, of_type
from workflows.api.keys import StaffToken, staff_of
from workflows.api.once import once
from workflows.api.refusals import Conflict, Forbidden, NotFound, unknown
from workflows.api.replies import ROOT, bytes_reply, moment, reply
from workflows.history import record_read
from workflows.models import Submission, Transfer
from workflows.transfers import acknowledge

router = Router(tags=["Transfers"])
BY_TOKEN = StaffToken("transfers", session=False)
PAGE_SIZE = 25
LARGEST_ID = 2**63 - 1


@router.get(
    "/transfers",
    auth=BY_TOKEN,
    summary="Packages",
    response=answers({200: shapes.TransferList}, 401, 403, 422),
)
def packages(request: HttpRequest, after: str = "") -> HttpResponse:
    """List packages in the order of their making; `after` is the id of the last one that the caller has."""
    if after and not (after.isascii() and after.isdecimal() and int(after[:20]) <= LARGEST_ID):
        raise unknown("after", _("Give the id of a transfer."))
    rows = list(_visible(request).filter(pk__gt=int(after or 0)).order_by("pk")[: PAGE_SIZE + 1])
    page, more = rows[:PAGE_SIZE], len(rows) > PAGE_SIZE
    following = f"{ROOT}/transfers?after={page[-1].pk}" if more else None
    return reply({"items": [_item(row) for row in page], "next": following})


@router.get(
    "/transfers/{transfer_id}",
    auth=BY_TOKEN,
    summary="One package",
    response=answers({200: shapes.TransferOut}, 401, 403, 404),
)
def package(request: HttpRequest, transfer_id: str) -> HttpResponse:
    """Give the message and name the files of the package; reading it is an event of its report."""
    row = _find(request, transfer_id)
    record_read(row.submission, by=staff_of(request), what="transfer")
    return reply(_whole(row))


@router.get(
    "/transfers/{transfer_id}/files/{path:name}",
    auth=BY_TOKEN,
    summary="A file of a package",
    response=answers({200: None}, 401, 403, 404),
    openapi_extra=of_type(200, "application/octet-stream", "The file as the manifest names it"),
)
def file(request: HttpRequest, transfer_id: str, name: str) -> HttpResponse:
    """Give one file of the package by its path in the bag."""
    row = _find(request, transfer_id)
    if name not in dict(_manifest(row)):
        raise NotFound
    record_read(row.submission, by=staff_of(request), what="transfer")
    return bytes_reply((_bag(row) / name).read_bytes(), "application/octet-stream", Path(name).name)


@router.post(
    "/transfers/{transfer_id}/receipt",
    auth=BY_TOKEN,
    summary="Acknowledge a package",
    response=answers({200: shapes.TransferOut}, 401, 403, 404, 409, 413, 415, 422),
)
@once
def receipt(request: HttpRequest, transfer_id: str, body: bodies.ReceiptIn) -> HttpResponse:
    """Say what became of a package: accepted files the report. The same receipt again changes nothing."""
    row = _find(request, transfer_id)
    user = staff_of(request)
    if not user.has_perm("workflows.file_submission"):
        raise Forbidden
    errors = [{"code": each.code, "path": each.path} for each in body.errors]
    status, number = body.status.upper(), body.permanent_number
    if not acknowledge(row, status=status, number=number, errors=errors, raw=body.model_dump_json()):
        raise Conflict(_("Another receipt for this package was taken before."))
    return reply(_whole(_find(request, transfer_id)))


def _visible(request: HttpRequest) -> Any:
    user: User = staff_of(request)
    if not user.has_perm("workflows.view_transfer"):
        raise Forbidden(_("Your role has no access to transfers."))
    reports = Submission.objects.visible_to(user).values("pk")
    return Transfer.objects.filter(submission__in=reports).select_related("submission")


def _find(request: HttpRequest, transfer_id: str) -> Transfer:
    rows = _visible(request)
    is_id = transfer_id.isascii() and transfer_id.isdecimal() and len(transfer_id) < 19
    found: Transfer | None = rows.filter(pk=int(transfer_id)).first() if is_id else None
    if found is None:
        raise NotFound
    return found


def _item(row: Transfer) -> dict[str, Any]:
    return {
        "id": row.pk,
        "key": row.key,
        "message_id": row.message_id,
        "state": row.state,
        "number": row.submission.temporary_number,
        "permanent_number": row.submission.permanent_number,
        "packed_at": moment(row.packed_at),
        "manifest_sha256": row.sha256,
        "href": f"{ROOT}/transfers/{row.pk}",
    }


def _whole(row: Transfer) -> dict[str, Any]:
    files = list(_manifest(row))
    report = _bag(row) / "data/report.json"
    return {
        **_item(row),
        "message": json.loads(report.read_bytes()) if files else {},
        "files": [
            {
                "path": name,
                "sha256": digest,
                "size": (_bag(row) / name).stat().st_size,
                "href": f"{ROOT}/transfers/{row.pk}/files/{name}",
            }
            for name, digest in files
        ],
        "receipts": [
            {"status": each.status, "reference": each.reference, "errors": each.errors, "at": moment(each.at)}
            for each in row.receipts.order_by("pk")
        ],
    }


def _bag(row: Transfer) -> Path:
    return Path(settings.PRIVATE_ROOT) / row.path


def _manifest(row: Transfer) -> Iterator[tuple[str, str]]:
    """Yield path and SHA-256 of each file of the bag; nothing when the bag was put away."""
    manifest = _bag(row) / "manifest-sha256.txt"
    for line in manifest.read_text("utf-8").splitlines() if manifest.is_file() else ():
        digest, _space, name = line.partition("  ")
        yield name, digest
