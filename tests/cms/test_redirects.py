"""Old addresses: each leads on in one step, with its query, below a page too, and never in a circle."""

from collections.abc import Callable

import pytest
from django.test import Client, TestCase
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from accounts.models import User
from cms.models import InformationPage
from cms.redirecting.addresses import end_of
from tests.cms.conftest import add_matter

SignedIn = Callable[[User], Client]


def a_page(title: str, parent: str, language: str = "en") -> InformationPage:
    above = Page.objects.get(slug=parent)
    page: InformationPage = above.add_child(instance=InformationPage(title=title, locale=above.locale))
    page.save_revision().publish()
    return page


def rename(page: Page, slug: str) -> None:
    """Publish the page under another slug, as a request does that is over: Wagtail leads on once it is committed."""
    fresh = page.specific
    fresh.slug = slug
    with TestCase.captureOnCommitCallbacks(execute=True):
        fresh.save_revision().publish()


def test_a_new_slug_leads_on_from_the_page_and_what_is_below_it_in_either_language(
    site: None, client: Client
) -> None:
    for slug, url in (("contact", "/en/contact/"), ("nous-joindre", "/fr/nous-joindre/")):
        below = a_page("Below", slug)
        page = Page.objects.get(slug=slug)
        rename(page, f"{slug}-2")
        assert client.get(url)["Location"] == url.replace(slug, f"{slug}-2")
        assert client.get(f"{url}below/")["Location"] == Page.objects.get(pk=below.pk).url


def test_a_move_leads_on_with_the_query_that_a_printed_code_carries(site: None, client: Client) -> None:
    above = Page.objects.get(slug="protect-your-bicycle")
    Page.objects.get(slug="contact").specific.move(above, pos="last-child")
    answer = client.get("/en/contact/?source=poster-library")
    assert answer.status_code == 301
    assert answer["Location"] == f"{above.url}contact/?source=poster-library"


def test_a_page_that_was_a_draft_when_the_one_above_moved_is_found_at_its_old_address(
    site: None, client: Client
) -> None:
    below = a_page("Below", "contact")
    below.unpublish()
    rename(Page.objects.get(slug="contact"), "reach-us")
    Page.objects.get(pk=below.pk).specific.save_revision().publish()
    assert client.get("/en/contact/below/")["Location"] == "/en/reach-us/below/"


def test_a_form_sent_to_an_old_address_stays_a_form(site: None, client: Client) -> None:
    rename(Page.objects.get(slug="contact"), "reach-us")
    assert client.post("/en/contact/").status_code == 308


def test_moving_back_leaves_no_circle_even_when_the_page_is_taken_down(site: None, client: Client) -> None:
    page = Page.objects.get(slug="contact")
    rename(page, "reach-us")
    rename(Page.objects.get(pk=page.pk), "contact")
    assert client.get("/en/reach-us/")["Location"] == "/en/contact/"
    assert not Redirect.objects.filter(old_path="/en/contact").exists()
    Page.objects.get(pk=page.pk).specific.unpublish()
    assert client.get("/en/contact/").status_code == 404
    assert client.get("/en/reach-us/").status_code == 404


def test_browsers_keep_a_permanent_redirect_for_minutes_only(site: None, client: Client) -> None:
    rename(Page.objects.get(slug="contact"), "reach-us")
    assert client.get("/en/contact/")["Cache-Control"] == "max-age=300"


def add(client: Client, **fields: object) -> list[str]:
    """Post the form; return its errors."""
    answer = client.post(reverse("wagtailredirects:add"), {"is_permanent": "on", **fields})
    return [] if answer.status_code == 302 else list(answer.context["form"].non_field_errors())


def test_an_address_of_this_site_is_kept_as_its_page(site: None, pat: User, signed_in: SignedIn) -> None:
    client = signed_in(pat)
    assert add(client, old_path="/old/contact.html", redirect_link="/en/contact/") == []
    row = Redirect.objects.get(old_path="/old/contact.html")
    assert row.redirect_page == Page.objects.get(slug="contact")
    assert client.get("/old/contact.html")["Location"] == "/en/contact/"


@pytest.mark.parametrize(
    ("old", "target", "sentence"),
    [
        ("/en/contact/", "/en/", "There is a page at /en/contact"),
        ("/old/", "/nothing/", "There is nothing at /nothing/"),
        ("/old/", "/old", "in a circle"),
        ("/admin/x", "/en/", "belongs to the software"),
        ("/old/", "javascript:alert(1)", "begins with"),
        ("/old/", "", "one of the two"),
    ],
)
def test_what_would_not_work_is_refused_with_a_sentence(
    site: None, pat: User, signed_in: SignedIn, old: str, target: str, sentence: str
) -> None:
    errors = add(signed_in(pat), old_path=old, redirect_link=target)
    assert sentence in " ".join(errors)
    assert not Redirect.objects.exists()


def test_a_circle_of_two_is_refused_and_a_chain_made_one_step(
    site: None, pat: User, signed_in: SignedIn
) -> None:
    client = signed_in(pat)
    Redirect.objects.create(old_path="/b", redirect_link="http://localhost:8000/a")
    assert "in a circle" in " ".join(add(client, old_path="/a", redirect_link="/b"))
    Redirect.objects.update(redirect_link="https://elsewhere.example/")
    assert add(client, old_path="/a", redirect_link="/b") == []
    assert Redirect.objects.get(old_path="/a").redirect_link == "https://elsewhere.example/"
    # What led to /b before it led on itself is led on with it.
    Redirect.objects.create(old_path="/c", redirect_link="http://localhost:8000/d")
    assert add(client, old_path="/d", redirect_link="/en/contact/") == []
    assert client.get("/c")["Location"] == "/en/contact/"


def test_where_somebody_ends_is_known_through_redirects(site: None) -> None:
    matter = add_matter("en", "Graffiti", "Paint on a wall.")
    rename(matter, "paint")
    found = end_of("/en/report/graffiti/")
    assert found is not None
    assert found.page is not None
    assert found.page.pk == matter.pk
    assert end_of("/en/nothing/") is None
