"""A source goes along from page to page, without a cookie or a script, and without a second entry in the cache."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cms.carrying import in_page, with_source

pytestmark = pytest.mark.usefixtures("site", "cached")


def page(address: str) -> str:
    return Client().get(address).content.decode()


def test_links_carry_it(client: Client) -> None:
    words = page("/en/?source=bike-poster")
    assert 'href="/en/report/?source=bike-poster"' in words
    assert 'href="/fr/?source=bike-poster"' in words


def test_search_carries_it() -> None:
    assert '<input type="hidden" name="source" value="bike-poster">' in page("/en/?source=bike-poster")


def test_the_cache_holds_one_entry_for_all_sources(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    plain = page("/en/report/")
    with django_assert_num_queries(1):
        assert "source=bike-bus" in page("/en/report/?source=bike-bus")
    with django_assert_num_queries(1):
        assert page("/en/report/") == plain


def test_the_length_is_that_of_what_is_sent() -> None:
    page("/en/report/")
    response = Client().get("/en/report/?source=bike-bus")
    assert int(response["Content-Length"]) == len(response.content)


def test_nothing_is_carried_that_is_no_plain_word() -> None:
    assert "evil" not in page('/en/report/?source=evil"><script>')
    assert page("/en/report/?source=" + "a" * 41) == page("/en/report/")


def test_what_is_in_the_head_is_left_alone() -> None:
    head = page("/en/report/?source=bike-bus").partition("</head>")[0]
    assert "source=" not in head


def test_a_redirect_carries_it(client: Client) -> None:
    assert client.get("/?source=bike-bus")["Location"] == "/en/?source=bike-bus"


@pytest.mark.parametrize(
    ("address", "carried"),
    [
        ("/en/report/", "/en/report/?source=x"),
        ("/fr/signaler/?page=2#top", "/fr/signaler/?page=2&source=x#top"),
        ("begin/", "begin/?source=x"),
        ("../", "../?source=x"),
        ("/en/a/?source=y", "/en/a/?source=y"),
        ("#main", "#main"),
        ("/static/cms/site.css", "/static/cms/site.css"),
        ("/admin/", "/admin/"),
        ("tel:911", "tel:911"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("https://elsewhere.example/en/", "https://elsewhere.example/en/"),
        ("//elsewhere.example/en/", "//elsewhere.example/en/"),
    ],
)
def test_only_pages_of_the_site_get_it(address: str, carried: str) -> None:
    assert with_source(address, "x") == carried


def test_a_form_that_sends_gets_none() -> None:
    assert "hidden" not in in_page('<form method="post" action="/en/feedback/">', "x")
