"""Dana makes a link and a QR code that fill in answers; what is not an answer is left out."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils.translation import override

from accounts.models import User
from forms.models import ReportTypePage
from forms.prefill.links import made_links
from tests.definitions import both, choices, question, step, theft


@pytest.fixture
def page(make_type: Callable[..., ReportTypePage]) -> ReportTypePage:
    """A type with one question that a link may fill in."""
    first = step("what", question("what", "one_of", choices=choices("bicycle", "car"), prefill=True))
    return make_type(theft(key="parking", title=both("Parking"), steps=[first]))


def test_gives_the_link_and_its_code_in_both_languages(
    page: ReportTypePage, dana: User, signed_in: Callable[[User], Client]
) -> None:
    shown = signed_in(dana).get(
        f"/admin/report-types/{page.pk}/links/", {"what": "bicycle", "source": "poster-library"}
    )
    text = shown.content.decode()
    assert "http://testserver/en/report/theft/begin/?what=bicycle&amp;source=poster-library" in text
    assert "http://testserver/fr/report/vol/begin/?what=bicycle&amp;source=poster-library" in text
    assert text.count("<svg") >= 2


def test_hands_out_the_code_as_a_picture(
    page: ReportTypePage, dana: User, signed_in: Callable[[User], Client]
) -> None:
    answer = signed_in(dana).get(f"/admin/report-types/{page.pk}/links/", {"what": "car", "picture": "fr"})
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer.content.startswith(b"<svg xmlns=")


def test_says_what_is_not_an_answer(
    page: ReportTypePage, dana: User, signed_in: Callable[[User], Client]
) -> None:
    text = (
        signed_in(dana).get(f"/admin/report-types/{page.pk}/links/", {"source": "not good!"}).content.decode()
    )
    assert "begin/?" not in text
    assert "Use letters, digits and hyphens" in text


def test_names_the_languages_in_the_editors(page: ReportTypePage) -> None:
    with override("fr"):
        assert [each.name for each in made_links(page, "")] == ["Anglais", "Français"]


def test_is_for_those_who_may_edit_the_page(
    page: ReportTypePage, noor: User, signed_in: Callable[[User], Client]
) -> None:
    answer = signed_in(noor).get(f"/admin/report-types/{page.pk}/links/")
    assert answer.status_code in (302, 403)


def test_the_page_leads_to_it(page: ReportTypePage, dana: User, signed_in: Callable[[User], Client]) -> None:
    editor = signed_in(dana).get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert f"/admin/report-types/{page.pk}/links/" in editor
