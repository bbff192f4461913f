"""The cache of public pages: fast for visitors, exact for editors, closed to whoever has a session."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils.timezone import now
from pytest_django import DjangoAssertNumQueries
from time_machine import travel

from cms.models import InformationPage, ListPage, Notice
from tests.cms.conftest import add_matter

pytestmark = pytest.mark.usefixtures("site", "cached")


def words(client: Client, address: str = "/en/privacy/") -> str:
    return client.get(address).content.decode()


def test_a_second_visitor_costs_one_small_query(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = client.get("/en/privacy/")
    with django_assert_num_queries(1):
        second = Client().get("/en/privacy/")
    assert second.content == first.content
    assert second["Content-Security-Policy"] == first["Content-Security-Policy"]


def test_publishing_shows_at_once(client: Client) -> None:
    words(client)
    page = InformationPage.objects.get(slug="privacy")
    page.title = "Your privacy"
    page.save_revision().publish()
    assert "Your privacy" in words(client)


def test_a_draft_makes_nothing_old(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    words(client)
    page = InformationPage.objects.get(slug="privacy")
    page.title = "Your privacy"
    page.save_revision()
    with django_assert_num_queries(1):
        assert "Your privacy" not in words(client)


def test_unpublishing_shows_at_once(client: Client) -> None:
    words(client)
    InformationPage.objects.get(slug="privacy").unpublish()
    assert client.get("/en/privacy/").status_code == 404


def test_deleting_shows_at_once(client: Client) -> None:
    words(client)
    InformationPage.objects.get(slug="privacy").delete()
    assert client.get("/en/privacy/").status_code == 404


def test_moving_shows_at_once(client: Client) -> None:
    words(client)
    page = InformationPage.objects.get(slug="privacy")
    page.move(InformationPage.objects.get(slug="contact"), pos="last-child")
    assert client.get("/en/privacy/").status_code in {301, 302, 404}
    assert "Privacy" in words(client, "/en/contact/privacy/")


def test_moving_a_matter_up_shows_on_the_home_page_at_once(client: Client) -> None:
    add_matter("en", "Fraud", "Somebody tricked you.")
    before = words(client, "/en/")
    fraud = ListPage.objects.get(slug="report").get_children().get(title="Fraud")
    fraud.move(ListPage.objects.get(slug="report"), pos="first-child")
    after = words(client, "/en/")
    assert before.index("Bicycle theft") < before.index(">Fraud<")
    assert after.index(">Fraud<") < after.index(">Bicycle theft<")


def test_a_notice_shows_at_once_and_goes_by_itself(client: Client) -> None:
    words(client)
    Notice.objects.create(
        title_en="Closed today.",
        title_fr="Fermé aujourd’hui.",
        starts=now() - timedelta(hours=1),
        ends=now() + timedelta(minutes=1),
    )
    assert "Closed today." in words(client)
    with travel(now() + timedelta(seconds=61), tick=False):
        assert "Closed today." not in words(client)


def test_a_notice_comes_by_itself(client: Client) -> None:
    soon = now() + timedelta(minutes=1)
    Notice.objects.create(title_en="Opens now.", title_fr="Ouvert maintenant.", starts=soon)
    assert "Ouvert maintenant." not in words(client, "/fr/vie-privee/")
    with travel(soon + timedelta(seconds=1), tick=False):
        assert "Ouvert maintenant." in words(client, "/fr/vie-privee/")


def test_a_change_that_is_taken_back_leaves_the_entry(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    words(client)
    with transaction.atomic():
        InformationPage.objects.get(slug="privacy").unpublish()
        transaction.set_rollback(True)
    with django_assert_num_queries(1):
        words(client)


def test_nothing_is_older_than_five_minutes(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    words(client)
    InformationPage.objects.filter(slug="privacy").update(lead="Changed behind Wagtail’s back.")
    assert "behind" not in words(client)
    with travel(now() + timedelta(seconds=301), tick=False):
        assert "behind" in words(client)


def test_whoever_has_a_session_goes_by(client: Client) -> None:
    words(client)
    InformationPage.objects.filter(slug="privacy").update(lead="Changed behind Wagtail’s back.")
    client.cookies["sessionid"] = "anything"
    assert "behind" in words(client)


@pytest.mark.parametrize(
    ("query", "hit"), [("?utm_source=mail", True), ("?source=mail", True), ("?shown=mail", False)]
)
def test_only_a_known_query_is_answered_from_memory(client: Client, query: str, hit: bool) -> None:
    words(client)
    InformationPage.objects.filter(slug="privacy").update(lead="Changed behind Wagtail’s back.")
    assert ("behind" not in words(client, f"/en/privacy/{query}")) is hit


def test_hosts_do_not_share_entries(client: Client) -> None:
    words(client)
    InformationPage.objects.filter(slug="privacy").update(lead="Changed behind Wagtail’s back.")
    assert "behind" in client.get("/en/privacy/", headers={"host": "localhost"}).content.decode()


def test_a_browser_asks_whether_its_copy_still_holds(client: Client) -> None:
    tag = client.get("/en/privacy/")["ETag"]
    again = client.get("/en/privacy/", headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert client.head("/en/privacy/").content == b""


def test_pages_as_data_are_answered_alike(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = client.get("/api/v2/pages/?locale=fr")
    with django_assert_num_queries(1):
        assert client.get("/api/v2/pages/?locale=fr").json() == first.json()
    assert client.get("/api/v2/pages/?locale=en").json() != first.json()
