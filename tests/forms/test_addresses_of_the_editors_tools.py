"""Addresses of the editor's tools: one that no page can have is not there, whatever stands in it."""

import pytest

LONG = "9" * 24


@pytest.mark.parametrize(
    "path",
    [
        "check/saved/",
        "flow/",
        "links/",
        "try/",
        "review/",
        "versions/",
        "export/",
        f"export/{LONG}/",
        "copy/",
    ],
)
def test_a_number_that_no_page_can_have_is_not_there(path, dana, signed_in, theft_page):
    editor = signed_in(dana)
    assert editor.get(f"/admin/report-types/{LONG}/{path}").status_code == 404
    assert editor.get(f"/admin/report-types/{theft_page.pk}/{path}").status_code in (200, 302, 404)
