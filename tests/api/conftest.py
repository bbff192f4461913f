"""Clients of the API, and what they begin with."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from PIL import Image

from accounts import tokens
from accounts.models import User
from tests.api.calls import Api
from tests.definitions import ANSWERS
from workflows.models import ReportType


@dataclass(frozen=True)
class Begun:
    """A draft that was begun over the API."""

    api: Api
    id: str

    @property
    def at(self) -> str:
        return f"drafts/{self.id}"


@pytest.fixture(autouse=True)
def no_limits_left_over() -> None:
    cache.clear()


@pytest.fixture
def api(db: None) -> Api:
    """Somebody without a token."""
    return Api(Client())


@pytest.fixture
def begun(api: Api, theft_type: ReportType) -> Begun:
    """Camille's draft, empty."""
    told = api.post("drafts", {"report_type": "theft", "language": "en"}).json()
    return Begun(api.by(told["token"]), told["id"])


@pytest.fixture
def sent_over_api(begun: Begun) -> dict[str, Any]:
    """What Camille's client was told when it sent the report."""
    begun.api.patch(begun.at, {"answers": ANSWERS})
    return begun.api.post(f"{begun.at}/submission", {"declaration": True}, idempotency_key="k1").json()


@pytest.fixture
def follower(api: Api, sent_over_api: dict[str, Any]) -> Api:
    """Camille, following the report."""
    opened = {"number": sent_over_api["temporary_number"], "code": sent_over_api["access_code"]}
    return api.by(api.post("access", opened).json()["token"])


@pytest.fixture
def number(sent_over_api: dict[str, Any]) -> str:
    return sent_over_api["temporary_number"]


@pytest.fixture
def staff(api: Api) -> Callable[..., Api]:
    """A client with a token of somebody."""

    def make(user: User, *scopes: str) -> Api:
        return api.by(tokens.issue(user, name="test", scopes=list(scopes))[1])

    return make


@pytest.fixture
def photo() -> bytes:
    """A small photo."""
    content = io.BytesIO()
    Image.new("RGB", (64, 48), (30, 120, 60)).save(content, "JPEG")
    return content.getvalue()
