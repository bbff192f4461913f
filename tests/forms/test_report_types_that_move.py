"""A report type under a new slug: its pages in both languages and each step lead on."""

from collections.abc import Callable

from django.test import Client, TestCase
from django.urls import reverse

from accounts.models import User
from cms.models import PrintedCode
from forms.models import ReportTypePage


def test_the_steps_lead_on_in_both_languages(with_theft: None, client: Client) -> None:
    for language, slug in (("en", "theft"), ("fr", "vol")):
        page = ReportTypePage.objects.get(slug=slug)
        old = page.url
        draft = page.get_latest_revision_as_object()
        draft.slug = f"{slug}-2"
        with TestCase.captureOnCommitCallbacks(execute=True):
            draft.save_revision().publish()
        new = ReportTypePage.objects.get(pk=page.pk).url
        assert (old, new) == (f"/{language}/report/{slug}/", f"/{language}/report/{slug}-2/")
        assert client.get(f"{old}begin/?source=poster")["Location"] == f"{new}begin/?source=poster"


def test_a_code_that_was_taken_for_print_is_looked_after(
    with_theft: None, dana: User, signed_in: Callable[[User], Client]
) -> None:
    page = ReportTypePage.objects.get(slug="theft")
    address = reverse("reportforms_links", args=[page.pk])
    signed_in(dana).get(address, {"source": "poster", "picture": "fr"})
    row = PrintedCode.objects.get()
    assert (row.path, row.where) == ("/fr/report/vol/begin/?source=poster", "poster")
    assert row.page == ReportTypePage.objects.get(slug="vol").page_ptr
