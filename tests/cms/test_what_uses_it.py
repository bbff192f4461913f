"""Before anything is deleted or taken down, the screen says what uses it."""

from collections.abc import Callable

import pytest
from django.test import Client, TestCase
from django.urls import reverse
from django.utils.timezone import now
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from accounts.models import User
from cms import printed
from cms.models import InformationPage, Notice, SiteImage
from cms.uses import uses_of
from workflows.models import LetterTemplate, OffenceCode, Unit

SignedIn = Callable[[User], Client]


@pytest.fixture
def used(site: None) -> Page:
    """A page that a link, a printed code, a redirect and a notice lead to or stand on."""
    page = Page.objects.get(slug="contact")
    other = Page.objects.get(slug="protect-your-bicycle").specific
    other.body = [("text", f'<p><a linktype="page" id="{page.pk}">Ask us</a></p>')]
    # Wagtail's index of references follows once the change is committed.
    with TestCase.captureOnCommitCallbacks(execute=True):
        other.save_revision().publish()
    printed.keep("/en/contact/?source=poster", where="poster", page=page)
    Redirect.objects.create(old_path="/old", redirect_page=page)
    Notice.objects.create(page=page, starts=now(), title_en="Closed.", title_fr="Fermé.")
    return page


@pytest.mark.parametrize("screen", ["delete", "unpublish"])
def test_the_screen_names_what_uses_a_page(used: Page, pat: User, signed_in: SignedIn, screen: str) -> None:
    html = signed_in(pat).get(reverse(f"wagtailadmin_pages:{screen}", args=[used.pk])).content.decode()
    for told in (
        "“Protect your bicycle”, at: ",
        "Printed code /en/contact/?source=poster",
        "1 redirect leads here",
        "Notice “Closed.”",
        "The page in the other language stays: “Nous joindre” (French)",
    ):
        assert told.lower() in html.lower()


def test_a_page_that_uses_it_in_a_draft_only_is_named(site: None, pat: User) -> None:
    page = Page.objects.get(slug="contact")
    other = Page.objects.get(slug="protect-your-bicycle").specific
    before = uses_of(page, pat)
    other.body = [("text", f'<p><a linktype="page" id="{page.pk}">Ask us</a></p>')]
    other.save_revision()
    told = [use for use in uses_of(page, pat) if use not in before]
    assert ["“Protect your bicycle”, in its draft, at: " in use.sentence for use in told] == [True]
    assert told[0].url == reverse("wagtailadmin_pages:edit", args=[other.pk])


def test_an_image_in_the_draft_of_a_page_that_was_never_public_is_named(site: None, pat: User) -> None:
    image = SiteImage.objects.create(title="Lock", file="lock.png", width=9, height=9, alt_en="A lock.")
    page = InformationPage(title="Locks", live=False, has_unpublished_changes=True)
    Page.objects.get(slug="contact").get_parent().add_child(instance=page)
    page.body = [("picture", {"image": image, "alt": ""})]
    page.save_revision()
    assert ["“Locks”, in its draft" in use.sentence for use in uses_of(image, pat)] == [True]


def test_a_use_that_is_public_and_in_the_draft_is_named_once(used: Page, pat: User) -> None:
    Page.objects.get(slug="protect-your-bicycle").specific.save_revision()
    told = [use.sentence for use in uses_of(used, pat) if "Protect your bicycle" in use.sentence]
    assert (len(told), "in its draft" in told[0]) == (1, False)


def test_several_pages_at_once_say_the_same(used: Page, pat: User, signed_in: SignedIn) -> None:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    html = signed_in(pat).get(f"{address}?id={used.pk}").content.decode()
    assert "Printed code /en/contact/?source=poster" in html


def test_a_notice_that_nothing_uses_says_so(site: None, pat: User, signed_in: SignedIn) -> None:
    notice = Notice.objects.first()
    assert notice is not None
    html = signed_in(pat).get(reverse("wagtailsnippets_cms_notice:delete", args=[notice.pk])).content.decode()
    assert "Nothing that we know of uses this." in html


def test_registers_say_what_names_them(unit: Unit, pat: User) -> None:
    sentences = [use.sentence for use in uses_of(unit, pat)]
    assert any(sentence.startswith("Review policies: ") for sentence in sentences)
    letter = LetterTemplate.objects.first()
    assert letter is not None
    assert "The site sends this letter." in uses_of(letter, pat)[0].sentence


def test_the_delete_screen_of_a_register_tells_too(
    db: None, person: Callable[[str], User], signed_in: SignedIn
) -> None:
    chief = person("chief")
    chief.is_superuser = True
    chief.save()
    code = OffenceCode.objects.first()
    assert code is not None
    address = reverse("workflows_offencecode_modeladmin_delete", args=[code.pk])
    assert "Nothing that we know of uses this." in signed_in(chief).get(address).content.decode()
