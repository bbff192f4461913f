"""What other apps offer the citizen of a report, as the confirmation and the status page show it."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from workflows import secrets
from workflows.extensions import citizen_offers
from workflows.models import Submission


@dataclass(frozen=True)
class Offered:
    """An offer with the form that takes it: where it posts to, and the report's token for an hour."""

    name: str
    title: Any
    text: Any
    button: Any
    icon: str
    address: str
    token: str


def offered(report: Submission) -> list[Offered]:
    """Return what is offered for the report now. Without an access code nobody could say that it is theirs."""
    if report.access_code_hash is None:
        return []
    token = secrets.report_token(report.pk, report.access_code_hash)
    return [
        Offered(each.name, each.title, each.text, each.button, each.icon, reverse(each.url_name), token)
        for each in citizen_offers(report)
    ]
