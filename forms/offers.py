"""What other apps offer the citizen of a report, as the confirmation and the status page show it."""

from dataclasses import dataclass

from django.http import HttpRequest

from workflows import secrets
from workflows.extensions import Context, citizen_offers
from workflows.models import Submission


@dataclass(frozen=True)
class Offered:
    """An offer with what its forms post: the report's token for an hour, the page they are on, and its address."""

    name: str
    template: str
    data: Context
    token: str
    back: str
    at: str


def offered(report: Submission, request: HttpRequest, *, at: str) -> list[Offered]:
    """Return what is offered for the report now. Without an access code nobody could say that it is theirs."""
    if report.access_code_hash is None:
        return []
    token = secrets.report_token(report.pk, report.access_code_hash)
    return [
        Offered(each.name, each.template, context, token, request.path, at)
        for each, context in citizen_offers(report)
    ]
