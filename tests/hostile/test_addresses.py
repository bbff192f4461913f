"""Addresses with a NUL: no page below one, and no question to a database that cannot be asked."""

import pytest

from tests.conftest import sign_in

PATHS = ["/en/a%00b/", "/en/report/theft/%00/", "/desk/T-%00/", "/api/v2/pages/%00/"]
QUERIES = [
    "/en/search/?q=%00",
    "/en/verify/?code=%00",
    "/en/report/theft/begin/?first_name=%00",
    "/desk/?unit=%00&type=%00&cursor=%00",
    "/desk/reports.csv?type=%00",
    "/api/v2/pages/?search=%00",
]


@pytest.mark.parametrize("address", PATHS)
def test_a_path_with_one_leads_nowhere(client, theft_page, noor, address):
    assert sign_in(client, noor).get(address).status_code == 404


@pytest.mark.parametrize("address", QUERIES)
def test_a_query_with_one_finds_nothing_by_it(client, theft_page, ada, address):
    assert sign_in(client, ada).get(address).status_code in {200, 400}
