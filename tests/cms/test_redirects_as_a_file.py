"""Redirects as a CSV file: out and in again, with a sentence for each line before anything changes."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from accounts.models import User

SignedIn = Callable[[User], Client]
FILE = """from,to,permanent
/old/contact,/en/contact/,yes
/old/home,/en/,no
/old/twice,/en/,yes
/old/twice,/en/contact/,yes
/old/lost,/nowhere/,yes
"""


def look(client: Client, text: str) -> list[tuple[int, str, str]]:
    file = SimpleUploadedFile("redirects.csv", text.encode(), content_type="text/csv")
    answer = client.post(reverse("wagtailredirects:start_import"), {"file": file})
    lines = answer.context["lines"]
    client.kept = answer.context["kept"]  # type: ignore[attr-defined]
    return [(line.number, str(line.outcome), line.sentence) for line in lines]


def test_each_line_is_judged_in_words_and_only_the_good_ones_are_taken(
    site: None, pat: User, signed_in: SignedIn
) -> None:
    client = signed_in(pat)
    found = look(client, FILE)
    assert [(number, outcome) for number, outcome, _sentence in found] == [
        (2, "add"),
        (3, "add"),
        (4, "add"),
        (5, "refuse"),
        (6, "refuse"),
    ]
    assert found[3][2] == "Line 4 has this old address already."
    assert found[4][2] == "There is nothing at /nowhere/."
    assert not Redirect.objects.exists()
    client.post(reverse("wagtailredirects:process_import"), {"kept": client.kept})  # type: ignore[attr-defined]
    assert set(Redirect.objects.values_list("old_path", "is_permanent")) == {
        ("/old/contact", True),
        ("/old/home", False),
        ("/old/twice", True),
    }
    assert Redirect.objects.get(old_path="/old/contact").redirect_page == Page.objects.get(slug="contact")


def test_what_goes_out_comes_in_as_it_is(site: None, pat: User, signed_in: SignedIn) -> None:
    client = signed_in(pat)
    Redirect.objects.create(old_path="/old/contact", redirect_page=Page.objects.get(slug="contact"))
    Redirect.objects.create(old_path="/old", redirect_link="https://elsewhere.example/", is_permanent=False)
    file = client.get(reverse("cms_redirects_export")).content.decode()
    assert file.splitlines()[1:] == ["/old,https://elsewhere.example/,no", "/old/contact,/en/contact/,yes"]
    assert [outcome for _number, outcome, _sentence in look(client, file)] == ["same", "same"]


def test_a_file_that_a_spreadsheet_wrote_in_french_is_read(
    site: None, pat: User, signed_in: SignedIn
) -> None:
    found = look(signed_in(pat), "\ufefffrom;to;permanent\n/vieux;/fr/;non\n")
    assert [outcome for _number, outcome, _sentence in found] == ["add"]


def test_a_file_that_somebody_changed_under_way_is_not_taken(
    site: None, pat: User, signed_in: SignedIn
) -> None:
    client = signed_in(pat)
    client.post(reverse("wagtailredirects:process_import"), {"kept": "from,to\n/a,/en/\n"})
    assert not Redirect.objects.exists()


@pytest.mark.parametrize("name", ["cms_redirects_export", "wagtailredirects:start_import"])
def test_editors_neither_export_nor_import(site: None, dana: User, signed_in: SignedIn, name: str) -> None:
    assert signed_in(dana).get(reverse(name)).status_code in (302, 403)
