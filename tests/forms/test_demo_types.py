"""The report types of the demonstration have nothing to mend, and test answers for each end."""

import pytest

from config.demo.build import sample_of
from forms import samples
from forms.demo.types import all_types
from forms.lint import lint
from tests.definitions import theft

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
