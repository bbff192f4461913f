"""Systems that listen hear of public pages: in the transaction of the change, with ids only."""

from typing import Any

import pytest
from django.db import transaction
from wagtail.models import Page

from cms.models import HomePage, InformationPage
from forms.models import ReportTypePage
from workflows.models import WebhookMessage, WebhookSubscription
from workflows.webhooks import KINDS, new_secret


@pytest.fixture
def listening(db: None) -> WebhookSubscription:
    """Somebody who hears of everything."""
    row = WebhookSubscription.objects.create(name="Site", url="https://site.example/", kinds=list(KINDS))
    new_secret(row)
    return row


@pytest.fixture
def home(theft_page: ReportTypePage) -> HomePage:
    return HomePage.objects.filter(locale__language_code="en").first() or pytest.fail("no home")


def told() -> list[tuple[str, Any]]:
    return [(each.kind, each.data.get("id")) for each in WebhookMessage.objects.order_by("pk")]


def information(home: HomePage, **fields: Any) -> InformationPage:
    page = InformationPage(title="Bicycles", slug="bicycles", locale=home.locale, **fields)
    home.add_child(instance=page)
    return page


def test_a_page_is_told_of_when_it_is_published(home: HomePage, listening: Any) -> None:
    page = information(home, live=False)
    assert told() == []
    page.save_revision().publish()
    (message,) = WebhookMessage.objects.all()
    assert message.kind == "page.published"
    assert message.data["href"] == f"/api/v2/pages/{page.pk}/"
    assert message.data["language"] == "en"
    assert "Bicycles" not in str(message.data)


def test_a_draft_of_a_live_page_is_nobodys_business(home: HomePage, listening: Any) -> None:
    page = information(home)
    before = told()
    page.title = "Bikes"
    page.save_revision()
    assert told() == before


def test_taking_down_and_deleting_are_told_once(home: HomePage, listening: Any) -> None:
    page = information(home)
    page.unpublish()
    page.save()
    pk = page.pk
    page.delete()
    assert told() == [("page.published", pk), ("page.unpublished", pk)]


def test_a_live_page_that_is_deleted_is_told_of(home: HomePage, listening: Any) -> None:
    page = information(home)
    pk = page.pk
    Page.objects.get(pk=pk).delete()
    assert told() == [("page.published", pk), ("page.deleted", pk)]


def test_what_was_taken_back_was_not_told(home: HomePage, listening: Any) -> None:
    with transaction.atomic():
        information(home)
        transaction.set_rollback(True)
    assert told() == []


def test_a_report_type_is_told_of_with_its_new_version(
    request: pytest.FixtureRequest, home: HomePage, listening: Any
) -> None:
    request.getfixturevalue("damage_page")
    kinds = WebhookMessage.objects.filter(kind="report_type.published")
    assert kinds.count() >= 1
    assert {"key", "number", "digest", "href"} == set(kinds.latest("pk").data)
