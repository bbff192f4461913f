"""What tests of the desk share: posting as the page's form would."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.conftest import sign_in
from workflows.models import Submission


@pytest.fixture
def post() -> Callable[..., Any]:
    """Post an action on a report as somebody who has just looked at it."""

    def posted(user: Any, report: Submission, action: str, **given: Any) -> Any:
        given.setdefault("version", report.version)
        client = sign_in(Client(), user)
        return client.post(f"/desk/{report.temporary_number}/{action}/", given)

    return posted


@pytest.fixture
def seen() -> Callable[..., str]:
    """Return the report's page as somebody sees it."""

    def shown(user: Any, report: Submission) -> str:
        response = sign_in(Client(), user).get(f"/desk/{report.temporary_number}/")
        assert response.status_code == 200
        return response.content.decode()

    return shown
