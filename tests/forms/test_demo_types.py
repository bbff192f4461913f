"""The report types of the demonstration have nothing to mend, and test answers for each end."""

import pytest
from django.urls import reverse

from config.demo.build import publish_type, sample_of
from forms import samples
from forms.demo.types import all_types
from forms.library_uses import parts_of
from forms.lint import lint
from forms.models import ReportTypePage, ReusablePart
from tests.definitions import theft
from tests.forms.test_demo_types_go_round import without_empty_choices

TYPES = {each.body["key"]: each for each in all_types()}


@pytest.fixture(params=list(TYPES))
def demo(request):
    """One type after the other."""
    return TYPES[request.param]


def test_a_type_has_nothing_to_mend(demo):
    body = {**demo.body, "privacy": theft()["privacy"]}
    assert [each.sentence for each in lint(body)] == []


def test_its_test_answers_go_where_they_should(demo):
    tried = [sample_of(each) for each in demo.samples]
    assert [each.sentence for each in samples.findings(tried, demo.body)] == []
    assert {each.expected for each in tried} == {"submits", "stops"}


def test_three_types_include_the_same_vehicle_by_reference(demo, lists, privacy_notice, unit, pat, signed_in):
    publish_type(demo, pat)
    page = ReportTypePage.objects.get(key=demo.body["key"], locale__language_code="en")
    assert page.version.definition["steps"] == without_empty_choices(demo.body["steps"])
    includes_it = any(step["key"] == "vehicle" for step in demo.body["steps"])
    assert [part.key for part in ReusablePart.objects.filter(pk__in=parts_of(page))] == (
        ["own-vehicle"] if includes_it else []
    )
    assert signed_in(pat).get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
